"""The settings that `make deploy` asks for and saves."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.deploy.settings import DeployError, DeploySettings, write_pair

ARN = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555"


def answering(**answers: str) -> Callable[[str, str], str]:
    return lambda name, question: answers[name]


def test_the_region_and_the_account_are_those_of_the_instance() -> None:
    settings = DeploySettings.ask(answering(INSTANCE_ARN=f" {ARN}\n", COUNTRY=""))

    assert (settings.region, settings.account) == ("eu-west-2", "123456789012")
    assert settings.parameters == {"InstanceArn": ARN}


def test_a_country_claims_a_number() -> None:
    assert DeploySettings.ask(answering(INSTANCE_ARN=ARN, COUNTRY=" us ")).parameters["NumberCountry"] == "US"


@pytest.mark.parametrize("arn", ["", "vanity", ARN[:-1], ARN.replace("connect", "lambda"), f"{ARN}/contact-flow/1"])
def test_anything_but_an_instance_arn_is_refused_with_where_to_look(arn: str) -> None:
    with pytest.raises(
        DeployError, match=r"not the ARN of an Amazon Connect instance: copy it from the instance's page"
    ):
        DeploySettings.ask(answering(INSTANCE_ARN=arn, COUNTRY=""))


@pytest.mark.parametrize("country", ["U", "USA", "1"])
def test_anything_but_a_country_is_refused(country: str) -> None:
    with pytest.raises(DeployError, match="a country is two letters"):
        DeploySettings.ask(answering(INSTANCE_ARN=ARN, COUNTRY=country))


def test_saved_settings_can_be_read_back(tmp_path: Path) -> None:
    settings = DeploySettings.ask(answering(INSTANCE_ARN=ARN, COUNTRY="US"), stack="mine")
    settings.write(tmp_path / "samconfig.toml")

    assert DeploySettings.read(tmp_path / "samconfig.toml") == settings


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
def test_any_value_is_read_back_and_understood_as_sam_does(value: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "samconfig.toml"
        settings = DeploySettings("mine", "eu-west-2", {"InstanceArn": ARN, "TextGreeting": value})
        settings.write(path)

        assert DeploySettings.read(path) == settings


def test_a_value_with_spaces_stands_in_quotation_marks() -> None:
    assert write_pair("Voice", "Joanna") == "Voice=Joanna"
    assert write_pair("TextGreeting", 'Say "hi" now') == 'TextGreeting="Say \\"hi\\" now"'
    assert write_pair("OperatorEmail", "") == 'OperatorEmail=""'


def test_there_are_no_settings_before_the_first_deployment(tmp_path: Path) -> None:
    assert DeploySettings.read(tmp_path / "samconfig.toml") is None


@pytest.mark.parametrize("text", ["no toml [", "[default]", 'version = 0.1\n[default.global.parameters]\nregion = "x"'])
def test_an_unreadable_file_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "samconfig.toml").write_text(text, encoding="utf-8")

    with pytest.raises(DeployError, match=r"correct it, or delete it to answer the questions again"):
        DeploySettings.read(tmp_path / "samconfig.toml")


def test_sam_may_create_roles_and_expand_transforms(tmp_path: Path) -> None:
    DeploySettings("mine", "eu-west-2", {"InstanceArn": ARN}).write(tmp_path / "samconfig.toml")
    parameters = tomllib.loads((tmp_path / "samconfig.toml").read_text(encoding="utf-8"))["default"]["deploy"][
        "parameters"
    ]

    assert set(parameters["capabilities"].split()) == {"CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"}


def test_only_the_default_overrides_are_replaced_or_the_user_is_told(tmp_path: Path) -> None:
    path = tmp_path / "samconfig.toml"
    settings = DeploySettings("mine", "eu-west-2", {"InstanceArn": ARN, "NumberCountry": "US"})
    settings.write(path)
    text = path.read_text(encoding="utf-8").rstrip()
    path.write_text(f'{text}  # ours\ntags = ["team=numbers"]\n', encoding="utf-8")
    settings.replace("NumberCountry").write(path)

    assert path.read_text(encoding="utf-8").endswith('  # ours\ntags = ["team=numbers"]\n')
    assert DeploySettings.read(path) == settings.replace("NumberCountry")
    for odd in (text.replace("parameter_overrides", "  parameter_overrides"), _BEFORE + text):
        path.write_text(odd, encoding="utf-8")
        with pytest.raises(DeployError, match="cannot be changed: set its parameter_overrides to"):
            settings.replace("NumberCountry").write(path)
        assert path.read_text(encoding="utf-8") == odd


_BEFORE = '[test.deploy.parameters]\nparameter_overrides = ["A=b"]\n'
