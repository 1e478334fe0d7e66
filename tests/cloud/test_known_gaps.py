"""What the local cloud does not do, held by tests on the template instead. A test here fails on the day that the gap
closes: then the real thing can be tested, and this one goes."""

from pathlib import Path

import pytest

from infra.local.cloud import Ministack
from infra.local.stack import deploy
from infra.servers.errors import LocalCloudError
from tests.cloud.conftest import STACK, Line
from tests.cloud.test_deployer import deployment
from tests.cloud.test_page import fetched
from tests.converter.events import CAPTURED


def physical_id(line: Line, logical: str) -> str:
    found = line.cloud.client("cloudformation").describe_stack_resource(StackName=STACK, LogicalResourceId=logical)
    name: str = found["StackResourceDetail"]["PhysicalResourceId"]
    return name


def test_items_are_not_given_a_time_to_live(line: Line) -> None:
    found = line.cloud.client("dynamodb").describe_time_to_live(TableName=line.outputs["CallersTable"])

    assert found["TimeToLiveDescription"]["TimeToLiveStatus"] == "DISABLED"


def test_tables_cannot_be_restored(line: Line) -> None:
    found = line.cloud.client("dynamodb").describe_continuous_backups(TableName=line.outputs["CallersTable"])
    recovery = found["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]

    assert recovery["PointInTimeRecoveryStatus"] == "DISABLED"


def test_no_key_is_told_of(line: Line) -> None:
    table = line.cloud.client("dynamodb").describe_table(TableName=line.outputs["CallersTable"])["Table"]

    assert "SSEDescription" not in table


def test_alarms_see_nothing(line: Line) -> None:
    found = line.cloud.client("cloudwatch").describe_alarms(AlarmNames=[physical_id(line, "UnsavedAlarm")])

    assert found["MetricAlarms"][0]["StateValue"] == "INSUFFICIENT_DATA"


def test_measured_lines_become_no_metrics(line: Line) -> None:
    line.call(CAPTURED)

    assert line.cloud.client("cloudwatch").list_metrics(Namespace="VanityNumbers")["Metrics"] == []


def test_no_request_of_the_page_is_held_back(line: Line) -> None:
    """The template allows ten at once."""
    answers = [fetched(line, "api/try", {"number": "+18003569377"})[0] for _ in range(30)]

    assert set(answers) == {200}


def test_requests_of_the_page_are_not_logged(line: Line) -> None:
    fetched(line, "api/callers")
    found = line.cloud.client("logs").describe_log_streams(logGroupName=physical_id(line, "PageAccessLogs"))

    assert found["logStreams"] == []


def test_operators_are_not_made_by_a_template(cloud: Ministack, tmp_path: Path) -> None:
    pool = "Pool: {Type: AWS::Cognito::UserPool}"
    user = (
        "User: {Type: AWS::Cognito::UserPoolUser, Properties: {UserPoolId: !Ref Pool, Username: operator@example.com}}"
    )

    with pytest.raises(LocalCloudError, match="UserPoolUser"):
        deploy(cloud, deployment(tmp_path, f"Resources: {{{pool}, {user}}}\n"), print)
