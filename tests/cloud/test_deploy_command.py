"""`make deploy` and `make destroy`, with the local cloud for an account and a stand-in for the SAM CLI."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.deploy import __main__ as command
from infra.deploy import settings
from infra.fake_connect import ids
from infra.local.clients import ROOT_KEY
from infra.local.cloud import LocalCloud
from tests.cloud.conftest import STACK, Line

Run = Callable[..., str]
SAM = """#!/bin/sh
echo "sam $*" >> "{log}"
exit {code}
"""


class Account:
    """A folder for the settings and for what the SAM CLI was asked; and the commands, run in it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._capsys = monkeypatch, capsys
        self.config = folder / "samconfig.toml"
        self.asked = folder / "asked"
        self.cli = folder / "sam"
        self.sam_ends_with(0)
        monkeypatch.setattr(settings, "SAMCONFIG", self.config)

    def sam_ends_with(self, code: int) -> None:
        self.cli.write_text(SAM.format(log=self.asked, code=code), encoding="utf-8")
        self.cli.chmod(0o755)

    def run(self, what: str, **answers: str) -> str:
        """What a command printed, or, when it failed, its error."""
        for name, value in answers.items():
            self._patch.setenv(name, value)
        self._patch.setattr("sys.argv", ["deploy", what, "--sam", str(self.cli), "--stack", STACK])
        try:
            command.main()
        except SystemExit as error:
            return str(error.code)
        return self._capsys.readouterr().out

    @property
    def steps(self) -> list[str]:
        """The SAM CLI's commands, in order."""
        lines = self.asked.read_text(encoding="utf-8").splitlines() if self.asked.exists() else []
        return [line.split()[1] for line in lines]


@pytest.fixture
def account(
    line: Line, local: LocalCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Account:
    monkeypatch.setenv("AWS_ENDPOINT_URL", local.aws.endpoint)
    monkeypatch.setenv("AWS_ENDPOINT_URL_CONNECT", local.connect.endpoint)
    for name, value in ROOT_KEY.items():
        monkeypatch.setenv(name, value)
    return Account(tmp_path, monkeypatch, capsys)


def test_the_first_time_it_asks_builds_deploys_and_says_what_to_dial(account: Account) -> None:
    told = account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN, COUNTRY="US")

    assert account.steps == ["build", "deploy"]
    assert told.endswith(f"\ndial {ids.PHONE_NUMBER}\n")
    assert "NumberCountry=US" in account.config.read_text(encoding="utf-8")


def test_the_next_time_it_asks_nothing(account: Account) -> None:
    account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN, COUNTRY="")
    told = account.run("deploy", INSTANCE_ARN="not asked", COUNTRY="not asked")

    assert account.steps == ["build", "deploy"] * 2
    assert "kept in" not in told


def test_an_instance_that_is_not_there_is_found_out_before_the_build(account: Account) -> None:
    missing = ids.INSTANCE_ARN.replace(ids.INSTANCE_ID, "c0ffee00-0000-4000-8000-00000000dead")
    told = account.run("deploy", INSTANCE_ARN=missing, COUNTRY="")

    assert told.startswith("error: that Region has no such Amazon Connect instance")
    assert account.steps == []
    assert not account.config.exists()


def test_credentials_of_another_account_are_found_out_before_the_build(account: Account) -> None:
    told = account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN.replace("000000000000", "123456789012"), COUNTRY="")

    assert "the instance is in account 123456789012, these credentials are of 000000000000" in told
    assert account.steps == []


def test_a_missing_right_is_named(account: Account, local: LocalCloud) -> None:
    local.connect.fail("ListLambdaFunctions", "access-denied")
    told = account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN, COUNTRY="")

    assert "these credentials lack the right connect:ListLambdaFunctions" in told


def test_without_credentials_it_says_how_to_get_some(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ROOT_KEY:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")

    assert "there are no AWS credentials" in account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN, COUNTRY="")


def test_an_account_out_of_reach_is_told(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    assert "AWS cannot be reached" in account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN, COUNTRY="")


def test_a_build_that_fails_is_not_deployed(account: Account) -> None:
    account.sam_ends_with(1)
    told = account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN, COUNTRY="")

    assert told == "error: `sam build` failed: see above for its reason"
    assert account.steps == ["build"]


def test_it_destroys_what_it_deployed_and_asks_first(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    account.run("deploy", INSTANCE_ARN=ids.INSTANCE_ARN, COUNTRY="")
    monkeypatch.setattr("builtins.input", lambda question: "n")
    assert account.run("destroy") == "nothing was deleted\n"
    monkeypatch.setattr("builtins.input", lambda question: "y")
    told = account.run("destroy")

    assert told.startswith("deleted;")
    assert account.steps == ["build", "deploy", "delete"]


@pytest.mark.parametrize("what", ["destroy", "smoke"])
def test_what_was_never_deployed_is_told_in_one_line(account: Account, what: str) -> None:
    assert account.run(what).startswith("error: nothing was deployed from here")
