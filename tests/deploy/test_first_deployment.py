"""A first deployment may fail and be tried again, and claims one number in all, whatever goes wrong."""

from pathlib import Path
from typing import Any

import pytest

from infra.deploy import __main__ as command
from infra.deploy import account, sam, settings
from infra.deploy.settings import DeployError, DeploySettings
from infra.fake_connect.seed import INSTANCE_ARN
from tests.deploy.cloudformation import NUMBER, FakeCloudFormation


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeCloudFormation:
    fake = FakeCloudFormation()
    monkeypatch.setattr(settings, "SAMCONFIG", tmp_path / "samconfig.toml")
    monkeypatch.setattr(account, "check", lambda settings: None)
    monkeypatch.setattr(account, "client", lambda service, settings: fake)
    for name in ("build", "deploy", "destroy"):
        monkeypatch.setattr(sam, name, getattr(fake, name))
    monkeypatch.setattr(command, "fetch_flow", lambda *_: None)
    monkeypatch.setattr(command, "check_drift", lambda *_: None)
    for variable, value in {"INSTANCE_ARN": INSTANCE_ARN, "COUNTRY": "US", "YES": "1"}.items():
        monkeypatch.setenv(variable, value)
    return fake


def deploy() -> None:
    command.deploy("sam", "vanity")


def saved() -> dict[str, str]:
    read = DeploySettings.read()
    assert read is not None
    return read.parameters


def test_a_first_deployment_claims_its_number_last(
    cloud: FakeCloudFormation, capsys: pytest.CaptureFixture[str]
) -> None:
    deploy()

    assert (cloud.claimed, cloud.status) == (1, "UPDATE_COMPLETE")
    assert capsys.readouterr().out.endswith("\ndial +12065550109\n")


def test_a_failed_first_deployment_is_mended_by_running_it_again(
    cloud: FakeCloudFormation, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.failures = ["ContactFlow: the flow is broken", "Publisher: a right is missing"]
    for _ in range(2):
        with pytest.raises(DeployError):
            deploy()
        assert (cloud.status, cloud.claimed) == ("ROLLBACK_COMPLETE", 0)

    deploy()

    assert "deleting what is left of the stack vanity (ROLLBACK_COMPLETE)" in capsys.readouterr().out
    assert (cloud.status, cloud.claimed) == ("UPDATE_COMPLETE", 1)


def test_when_connect_gives_no_number_the_line_is_there_without_one(
    cloud: FakeCloudFormation, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.refusal = "limit exceeded"
    deploy()

    output = capsys.readouterr().out
    assert "the line is deployed without a number, because Amazon Connect gave none (limit exceeded)" in output
    assert '"NumberCountry=US" into parameter_overrides in samconfig.toml and run `make deploy`' in output
    assert "NumberCountry" not in saved()
    deploy()
    assert cloud.claimed == 0


def test_a_number_may_be_added_later(cloud: FakeCloudFormation) -> None:
    cloud.refusal = "limit exceeded"
    deploy()
    cloud.refusal = ""
    read = DeploySettings.read()
    assert read is not None
    read.replace("", NumberCountry="US").write()

    deploy()

    assert cloud.claimed == 1


def test_a_failure_of_something_else_is_not_taken_for_a_missing_number(cloud: FakeCloudFormation) -> None:
    deploy()
    cloud.failures = ["ContactFlow: broken"]

    with pytest.raises(DeployError):
        deploy()
    assert saved()["NumberCountry"] == "US"


def test_after_destroy_the_same_number_is_taken_again(
    cloud: FakeCloudFormation, capsys: pytest.CaptureFixture[str]
) -> None:
    deploy()
    command.destroy("sam")

    assert cloud.held
    assert saved() == {"InstanceArn": INSTANCE_ARN, "PhoneNumberArn": NUMBER}
    assert "the number is kept and paid for: `make deploy` takes it again" in capsys.readouterr().out
    deploy()
    assert cloud.claimed == 1
    assert cloud.parameters["PhoneNumberArn"] == NUMBER


def test_a_number_that_cannot_be_dialed_yet_is_not_announced(
    cloud: FakeCloudFormation, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.state = "not yet: Amazon Connect is still claiming the number"
    deploy()

    output = capsys.readouterr().out
    assert output.endswith("the line's number cannot be dialed, not yet: Amazon Connect is still claiming the number\n")
    assert "\ndial " not in output


def test_an_edit_in_connect_stops_the_deployment_unless_it_may_be_overwritten(
    cloud: FakeCloudFormation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(*_: Any) -> None:
        raise DeployError("somebody edited it")

    deploy()
    monkeypatch.setattr(command, "check_drift", edited)
    before = len(cloud.events)

    with pytest.raises(DeployError, match="somebody edited it"):
        deploy()
    assert len(cloud.events) == before
    monkeypatch.setenv("OVERWRITE", "1")
    deploy()
    assert len(cloud.events) > before


def test_where_an_edit_cannot_be_told_the_deployment_goes_on(
    cloud: FakeCloudFormation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def denied(*_: Any) -> None:
        raise DeployError("these credentials lack the permission connect:DescribeContactFlow")

    deploy()
    monkeypatch.setattr(command, "fetch_flow", denied)
    deploy()

    assert "not checked whether the flow was edited in Connect: these credentials lack" in capsys.readouterr().out


def test_what_a_user_wrote_into_the_settings_file_is_kept(cloud: FakeCloudFormation) -> None:
    deploy()
    path = settings.SAMCONFIG
    path.write_text(path.read_text(encoding="utf-8") + 'tags = "team=numbers"  # ours\n', encoding="utf-8")

    command.destroy("sam")

    text = path.read_text(encoding="utf-8")
    assert 'tags = "team=numbers"  # ours' in text
    assert text.startswith("# Written by `make deploy`")


def test_the_number_is_remembered_even_if_the_deletion_fails(
    cloud: FakeCloudFormation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise DeployError("`sam delete` failed")

    deploy()
    monkeypatch.setattr(sam, "destroy", fail)
    with pytest.raises(DeployError):
        command.destroy("sam")

    assert saved() == {"InstanceArn": INSTANCE_ARN, "PhoneNumberArn": NUMBER}
