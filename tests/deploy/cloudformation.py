"""CloudFormation with one stack, and a stand-in for the SAM CLI that deploys it."""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError
from samtranslator.yaml_helper import yaml_parse

from infra.deploy.settings import DeployError, DeploySettings
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
