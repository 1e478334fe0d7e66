"""The gaps of the local cloud, which tests on the template cover instead.

A test here fails when its gap closes. Then replace it with a test of the behaviour itself.
"""

import json
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from infra.deploy.redrive import UNKNOWN
from infra.local.cloud import Ministack
from infra.local.stack import deploy
from infra.servers.errors import LocalCloudError
from tests.cloud.conftest import STACK, Line
from tests.cloud.test_deployer import deployment
from tests.cloud.test_page import fetched
from tests.converter.events import CAPTURED


def physical_id(line: Line, logical: str) -> str:
    cloudformation = line.cloud.client("cloudformation")
    resource = cloudformation.describe_stack_resource(StackName=STACK, LogicalResourceId=logical)
    name: str = resource["StackResourceDetail"]["PhysicalResourceId"]
    return name


def test_items_have_no_time_to_live(line: Line) -> None:
    description = line.cloud.client("dynamodb").describe_time_to_live(TableName=line.outputs["CallersTable"])

    assert description["TimeToLiveDescription"]["TimeToLiveStatus"] == "DISABLED"


def test_tables_cannot_be_restored(line: Line) -> None:
    description = line.cloud.client("dynamodb").describe_continuous_backups(TableName=line.outputs["CallersTable"])
    recovery = description["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]

    assert recovery["PointInTimeRecoveryStatus"] == "DISABLED"


def test_the_encryption_key_is_not_described(line: Line) -> None:
    table = line.cloud.client("dynamodb").describe_table(TableName=line.outputs["CallersTable"])["Table"]

    assert "SSEDescription" not in table


def test_alarms_have_no_data(line: Line) -> None:
    description = line.cloud.client("cloudwatch").describe_alarms(AlarmNames=[physical_id(line, "UnsavedAlarm")])

    assert description["MetricAlarms"][0]["StateValue"] == "INSUFFICIENT_DATA"


def test_metric_lines_in_the_log_become_no_metrics(line: Line) -> None:
    line.call(CAPTURED)

    assert line.cloud.client("cloudwatch").list_metrics(Namespace="VanityNumbers")["Metrics"] == []


def test_requests_to_the_page_are_not_throttled(line: Line) -> None:
    """The template allows a burst of ten."""
    answers = [fetched(line, "api/try", {"number": "+18003569377"})[0] for _ in range(30)]

    assert set(answers) == {200}


def test_requests_to_the_page_are_not_logged(line: Line) -> None:
    fetched(line, "api/callers")
    description = line.cloud.client("logs").describe_log_streams(logGroupName=physical_id(line, "PageAccessLogs"))

    assert description["logStreams"] == []


def test_a_template_cannot_create_operators(cloud: Ministack, tmp_path: Path) -> None:
    pool = "Pool: {Type: AWS::Cognito::UserPool}"
    user = (
        "User: {Type: AWS::Cognito::UserPoolUser, Properties: {UserPoolId: !Ref Pool, Username: operator@example.com}}"
    )

    with pytest.raises(LocalCloudError, match="UserPoolUser"):
        deploy(cloud, deployment(tmp_path, f"Resources: {{{pool}, {user}}}\n"), print)


def test_a_template_cannot_create_budgets(cloud: Ministack) -> None:
    """`infra.local.sam` leaves them out."""
    budget = {"BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": {"Amount": 1, "Unit": "USD"}}
    resources = {"Budget": {"Type": "AWS::Budgets::Budget", "Properties": {"Budget": budget}}}

    with pytest.raises(ClientError, match="Unrecognized resource types"):
        cloud.client("cloudformation").create_stack(
            StackName="budget", TemplateBody=json.dumps({"Resources": resources})
        )


def test_queues_have_no_move_tasks(line: Line) -> None:
    """`make redrive` moves the messages singly there."""
    sqs = line.cloud.client("sqs")
    arn = sqs.get_queue_attributes(QueueUrl=line.outputs["DeadLetterUrl"], AttributeNames=["QueueArn"])

    with pytest.raises(ClientError) as refused:
        sqs.start_message_move_task(SourceArn=arn["Attributes"]["QueueArn"])
    assert refused.value.response["Error"]["Code"] in UNKNOWN
