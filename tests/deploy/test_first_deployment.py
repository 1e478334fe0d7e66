"""A first deployment may fail and be tried again, and claims one number in all, whatever goes wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from samtranslator.yaml_helper import yaml_parse

from infra.deploy import __main__ as command
from infra.deploy import account, sam, settings
from infra.deploy.settings import DeployError, DeploySettings
from infra.fake_connect.seed import INSTANCE_ARN
from infra.local.paths import TEMPLATE

NUMBER = "arn:aws:connect:us-east-1:000000000000:phone-number/c0ffee00-0000-4000-8000-0000000000a9"
POLICIES = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))["Resources"]["Number"]


class FakeCloudFormation:
    """CloudFormation with one stack, which the SAM CLI's stand-in deploys as the real ones would.

    It refuses what the real one refuses, and releases or keeps a number as the template's own policies say.
    """

    def __init__(self) -> None:
        self.status = ""
        self.parameters: dict[str, str] = {}
        self.events: list[dict[str, str]] = []
        #: What fails the next deployments, as `ContactFlow: some reason`.
        self.failures: list[str] = []
        #: Why Connect gives no number; empty when it does.
        self.refusal = ""
        self.claimed = 0
        self.held = False
        self.state = "+12065550109"

    # The SAM CLI.

    def build(self, _cli: str) -> None:
        """Build nothing."""

    def deploy(self, _cli: str, parameters: Mapping[str, str] | None = None) -> None:
        read = DeploySettings.read()
        assert read is not None
        wanted = dict(read.parameters if parameters is None else parameters)
        if self.status not in {"", "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"}:
            raise DeployError(f"Stack is in {self.status} state and can not be updated")
        kind = "UPDATE" if self.status else "CREATE"
        self._event("vanity", f"{kind}_IN_PROGRESS", "User Initiated")
        claims = "NumberCountry" in wanted and "NumberCountry" not in self.parameters
        if claims and self.refusal:
            self._fail(kind, f"Number: {self.refusal}")
        self.claimed += claims
        if self.failures:
            # What was claimed in the operation is kept only by Retain.
            self.held = self.held or (claims and POLICIES["DeletionPolicy"] == "Retain")
            self._fail(kind, self.failures.pop(0))
        self.held = self.held or claims
        self.status, self.parameters = f"{kind}_COMPLETE", wanted

    def destroy(self, _cli: str, _settings: DeploySettings) -> None:
        if "NumberCountry" in self.parameters:
            self.held = POLICIES["DeletionPolicy"] != "Delete"
        self.status, self.parameters = "", {}

    def _fail(self, kind: str, reason: str) -> None:
        resource, _, why = reason.partition(": ")
        self._event(resource, f"{kind}_FAILED", why)
        self._event("vanity", "UPDATE_ROLLBACK_COMPLETE" if kind == "UPDATE" else "ROLLBACK_COMPLETE", "")
        self.status = "UPDATE_ROLLBACK_COMPLETE" if kind == "UPDATE" else "ROLLBACK_COMPLETE"
        raise DeployError("`sam deploy` failed: see its messages above")

    def _event(self, resource: str, status: str, reason: str) -> None:
        event = {"LogicalResourceId": resource, "ResourceStatus": status, "ResourceStatusReason": reason}
        self.events.insert(0, event)

    # The API.

    def describe_stacks(self, StackName: str) -> Any:  # noqa: N803 - AWS's name
        if not self.status:
            raise ClientError({"Error": {"Code": "ValidationError", "Message": f"no {StackName}"}}, "DescribeStacks")
        outputs = {"ContactFlowId": "flow", "ConverterArn": "arn"}
        number = NUMBER if "NumberCountry" in self.parameters else self.parameters.get("PhoneNumberArn")
        outputs |= {"NumberArn": number, "NumberToDial": self.state} if number else {}
        described = [{"OutputKey": name, "OutputValue": value} for name, value in outputs.items()]
        return {"Stacks": [{"StackStatus": self.status, "Outputs": described}]}

    def describe_stack_events(self, StackName: str) -> Any:  # noqa: N803 - AWS's name
        return {"StackEvents": self.events}

    def delete_stack(self, StackName: str) -> None:  # noqa: N803 - AWS's name
        self.status, self.parameters = "", {}

    def get_waiter(self, name: str) -> Any:
        assert name == "stack_delete_complete"
        return self

    def wait(self, StackName: str) -> None:  # noqa: N803 - AWS's name
        assert not self.status


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
