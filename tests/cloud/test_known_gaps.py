"""What the local cloud does not do, held by tests on the template instead. A test here fails on the day that the gap
closes: then the real thing can be tested, and this one goes."""

from typing import Any

from tests.cloud.conftest import STACK, Line
from tests.converter.events import CAPTURED


def physical_id(line: Line, logical: str) -> str:
    found = line.cloud.client("cloudformation").describe_stack_resource(StackName=STACK, LogicalResourceId=logical)
    name: str = found["StackResourceDetail"]["PhysicalResourceId"]
    return name


def converter(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = line.cloud.client("lambda").get_function_configuration(
        FunctionName=line.outputs["ConverterArn"]
    )
    return found


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
