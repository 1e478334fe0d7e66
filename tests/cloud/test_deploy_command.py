"""`make deploy` and `make destroy`, with the local cloud as the account and a stand-in for the SAM CLI."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.deploy import __main__ as command
from infra.deploy import settings
from infra.fake_connect import seed
from infra.local import saved_state
from infra.local.cloud import LocalCloud
from infra.servers.clients import ROOT_KEY
from tests.cloud.conftest import STACK, Line

Run = Callable[..., str]
SAM = """#!/bin/sh
echo "sam $*" >> "{log}"
exit {code}
"""


class Account:
    """A folder with the settings and a log of the SAM CLI's commands, in which the commands are run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._capsys = monkeypatch, capsys
        self.config = folder / "samconfig.toml"
        self.log = folder / "log"
        self.cli = folder / "sam"
        self.sam_ends_with(0)
        monkeypatch.setattr(settings, "SAMCONFIG", self.config)

    def sam_ends_with(self, code: int) -> None:
        self.cli.write_text(SAM.format(log=self.log, code=code), encoding="utf-8")
        self.cli.chmod(0o755)

    def run(self, subcommand: str, **answers: str) -> str:
        """Return what a command printed or, when it failed, its error."""
        for name, value in answers.items():
            self._patch.setenv(name, value)
        self._patch.setattr("sys.argv", ["deploy", subcommand, "--sam", str(self.cli), "--stack", STACK])
        try:
            command.main()
        except SystemExit as error:
            return str(error.code)
        return self._capsys.readouterr().out

    @property
    def steps(self) -> list[str]:
        """The SAM CLI's subcommands, in order."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
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


def test_the_first_time_it_asks_builds_deploys_and_prints_the_number_to_dial(account: Account) -> None:
    output = account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="US")

    assert account.steps == ["build", "deploy"]
    assert output.endswith(f"\ndial {seed.PHONE_NUMBER}\n")
    assert "NumberCountry=US" in account.config.read_text(encoding="utf-8")


def test_the_next_time_it_asks_nothing(account: Account) -> None:
    account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="")
    output = account.run("deploy", INSTANCE_ARN="not asked", COUNTRY="not asked")

    assert account.steps == ["build", "deploy"] * 2
    assert "saved in" not in output


def test_a_missing_instance_is_noticed_before_the_build(account: Account) -> None:
    missing = seed.INSTANCE_ARN.replace(seed.INSTANCE_ID, "c0ffee00-0000-4000-8000-00000000dead")
    output = account.run("deploy", INSTANCE_ARN=missing, COUNTRY="")

    assert output.startswith("error: that Region has no such Amazon Connect instance")
    assert account.steps == []
    assert not account.config.exists()


def test_credentials_of_another_account_are_noticed_before_the_build(account: Account) -> None:
    output = account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN.replace("000000000000", "123456789012"), COUNTRY="")

    assert "the instance is in account 123456789012, but these credentials are for 000000000000" in output
    assert account.steps == []


def test_a_missing_permission_is_named(account: Account, local: LocalCloud) -> None:
    local.connect.fail("ListLambdaFunctions", "access-denied")
    output = account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="")

    assert "these credentials lack the permission connect:ListLambdaFunctions" in output


def test_without_credentials_it_says_how_to_get_them(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ROOT_KEY:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")

    assert "there are no AWS credentials" in account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="")


def test_an_unreachable_account_is_reported(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    assert "AWS cannot be reached" in account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="")


def test_a_build_that_fails_is_not_deployed(account: Account) -> None:
    account.sam_ends_with(1)
    output = account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="")

    assert output == "error: `sam build` failed: see its messages above"
    assert account.steps == ["build"]


def test_it_destroys_what_it_deployed_and_asks_first(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="")
    monkeypatch.setattr("builtins.input", lambda question: "n")
    assert account.run("destroy") == "nothing was deleted\n"
    monkeypatch.setattr("builtins.input", lambda question: "y")
    output = account.run("destroy")

    assert output.startswith("deleted;")
    assert account.steps == ["build", "deploy", "delete"]


def test_the_commands_for_the_data_reach_the_deployed_line(account: Account) -> None:
    account.run("deploy", INSTANCE_ARN=seed.INSTANCE_ARN, COUNTRY="")

    assert account.run("forget").startswith("error: no number given")
    assert account.run("restore").startswith("error: name the table that DynamoDB has restored")


def test_a_stack_that_was_never_deployed_is_one_line(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_state, "load", lambda: None)  # `make up` may be running in this folder

    assert account.run("destroy").startswith("error: nothing was deployed from here")
    for command_name in ("smoke", "redrive", "forget", "restore"):
        assert account.run(command_name).startswith("error: there is no deployed line: run `make up` for the local one")
