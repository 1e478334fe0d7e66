"""What AWS may reply and its models do not say: each becomes one line that says what to do, or is read all the same."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.deploy import account, sam, simulated_call
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.simulated_call import run_test_case
from infra.deploy.stack import clear_remains, describe_stack
from infra.fake_connect.seed import INSTANCE_ARN

SETTINGS = DeploySettings("mine", "us-east-1", {"InstanceArn": INSTANCE_ARN})
TEST_CASE = {"InstanceId": SETTINGS.instance_id, "Name": "smoke"}
PROTECTED = "Stack [mine] cannot be deleted while TerminationProtection is enabled"


def refusal(message: str, operation: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationError", "Message": message}}, operation)


class ProtectedStack:
    """CloudFormation with a stack whose creation failed, and which is protected from deletion."""

    def describe_stacks(self, **_: str) -> Any:
        return {"Stacks": [{"StackStatus": "CREATE_FAILED"}]}

    def delete_stack(self, **_: str) -> None:
        raise refusal(PROTECTED, "DeleteStack")


class NoStack:
    """CloudFormation without stacks."""

    def describe_stacks(self, **_: str) -> None:
        raise refusal("Stack with id mine does not exist", "DescribeStacks")


class Replies:
    """Amazon Connect, one of whose replies may be empty."""

    def __init__(self, record: str = "", without: str = "") -> None:
        self._record = record
        self._replies: dict[str, dict[str, str]] = {
            "create": {"TestCaseId": "case"},
            "start": {"TestCaseExecutionId": "run"},
            "summary": {"Status": "FAILED"},
        }
        self._replies[without] = {}

    def create_test_case(self, **_: str) -> Any:
        return self._replies["create"]

    def start_test_case_execution(self, **_: str) -> Any:
        return self._replies["start"]

    def get_test_case_execution_summary(self, **_: str) -> Any:
        return self._replies["summary"]

    def list_test_case_execution_records(self, **_: str) -> Any:
        return {"ExecutionRecords": [{"Status": "FAILED", "Record": self._record}]}

    def delete_test_case(self, **_: str) -> None:
        """Delete nothing."""


def test_a_stack_that_is_protected_from_deletion_is_not_called_missing() -> None:
    with pytest.raises(DeployError, match="cannot be deleted while TerminationProtection is enabled"):
        clear_remains(SETTINGS, lambda _: ProtectedStack())


def test_a_missing_stack_is() -> None:
    with pytest.raises(DeployError, match="there is no such stack: run `make deploy`"):
        describe_stack(SETTINGS, lambda _: NoStack())


def test_a_missing_sam_cli_is_one_line() -> None:
    with pytest.raises(DeployError, match=r"^the SAM CLI cannot be run \(/nowhere/sam: No such file or directory\)"):
        sam.build("/nowhere/sam")


@pytest.mark.parametrize(
    ("reply", "missing"),
    [
        ("create", "CreateTestCase has no TestCaseId"),
        ("start", "StartTestCaseExecution has no TestCaseExecutionId"),
        ("summary", "GetTestCaseExecutionSummary has no Status"),
    ],
)
def test_a_reply_without_what_is_needed_is_one_line(reply: str, missing: str) -> None:
    with pytest.raises(DeployError, match=missing):
        run_test_case(Replies(without=reply), TEST_CASE)


@pytest.mark.parametrize(
    ("record", "heard"),
    [
        (json.dumps({"Text": "Hello."}), "Hello."),
        (json.dumps("Goodbye."), "Goodbye."),
        ("no JSON", "no JSON"),
        ("[" * 100_000, "[" * simulated_call._MOST_HEARD),
    ],
)
def test_a_record_tells_what_it_can(record: str, heard: str) -> None:
    assert run_test_case(Replies(record), TEST_CASE).heard == heard


@pytest.mark.parametrize("unit", [1, 10**3, 10**6, 10**9])
def test_a_time_is_read_in_any_unit(unit: int) -> None:
    moment = datetime(2026, 5, 4, tzinfo=UTC)

    assert account._parse_timestamp(int(moment.timestamp()) * unit) == moment


def test_what_is_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="not a time"):
        account._parse_timestamp(float("inf"))
