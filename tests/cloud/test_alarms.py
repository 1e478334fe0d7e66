"""Who is notified of what: the alarms, the topic, the dashboard and the budget."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.local.cloud import LocalCloud, Ministack
from infra.local.paths import TEMPLATE
from infra.local.stack import Deployment, deploy
from infra.servers.errors import LocalCloudError
from tests.cloud.conftest import PARAMETERS, STACK, Line
from tests.cloud.test_template import BODY, of_type

NOTIFYING = "alarms-notify"
EMAIL = "operator@example.com"
TOPIC = "arn:aws:sns:us-east-1:000000000000:mine"
RESOURCES = BODY["Resources"]


def watched(alarm: dict[str, Any]) -> tuple[str, str]:
    """Return the metric of an alarm: its namespace and name."""
    name = alarm["MetricName"]
    return alarm["Namespace"], name if isinstance(name, str) else name["Fn::Sub"]


def physical_ids(cloud: Ministack, stack: str) -> dict[str, str]:
    resources = cloud.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in resources}


def test_the_alarms_watch_the_metrics() -> None:
    metrics = map(watched, of_type(RESOURCES, "AWS::CloudWatch::Alarm").values())

    assert sorted(metrics) == [
        ("AWS/ApiGateway", "5xx"),
        ("AWS/Connect", "ConcurrentCallsPercentage"),
        ("AWS/Connect", "ContactFlowErrors"),
        ("AWS/Connect", "ContactFlowFatalErrors"),
        ("AWS/Connect", "ThrottledCalls"),
        ("AWS/Lambda", "Duration"),
        ("AWS/Lambda", "Errors"),
        ("AWS/Lambda", "Errors"),
        ("AWS/Lambda", "Errors"),
        ("AWS/Lambda", "Throttles"),
        ("AWS/SQS", "ApproximateAgeOfOldestMessage"),
        ("AWS/SQS", "ApproximateNumberOfMessagesNotVisible"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        ("VanityNumbers", "PublisherFailures-${AWS::StackName}"),
        ("VanityNumbers", "Unsaved"),
    ]


def test_a_slow_converter_is_noticed_before_it_times_out() -> None:
    slow = RESOURCES["ConverterSlowAlarm"]["Properties"]["Threshold"]

    assert slow < 1000 * RESOURCES["Converter"]["Properties"]["Timeout"]


def test_the_metric_of_failures_is_the_one_that_the_alarm_watches() -> None:
    [made] = RESOURCES["PublisherFailures"]["Properties"]["MetricTransformations"]
    alarm = RESOURCES["PublisherFailedAlarm"]["Properties"]

    assert (made["MetricNamespace"], made["MetricName"]["Fn::Sub"]) == watched(alarm)


def test_the_flow_of_the_connect_metrics_is_the_flow_that_is_published() -> None:
    for name in ("FlowErrorsAlarm", "FlowFatalErrorsAlarm"):
        dimensions = {one["Name"]: one["Value"] for one in RESOURCES[name]["Properties"]["Dimensions"]}

        assert dimensions["ContactFlowName"] == RESOURCES["ContactFlow"]["Properties"]["Name"]


def test_the_dashboard_is_json_that_names_what_the_stack_has_made(line: Line) -> None:
    made = physical_ids(line.cloud, STACK)
    body = line.cloud.client("cloudwatch").get_dashboard(DashboardName=STACK)["DashboardBody"]
    shown = json.dumps([widget["properties"] for widget in json.loads(body)["widgets"]])

    assert "${" not in shown
    for name in ("Converter", "Writer", "Publisher", "Callers", "PageApi", "ConverterLogs"):
        assert made[name] in shown
    assert line.outputs["DashboardUrl"].endswith(f"#dashboards/dashboard/{STACK}")


def test_nobody_is_notified_unless_somebody_is_named(line: Line) -> None:
    alarms = line.cloud.client("cloudwatch").describe_alarms(AlarmNamePrefix=STACK)["MetricAlarms"]

    assert "AlarmTopic" not in physical_ids(line.cloud, STACK)
    assert not any(alarm.get("AlarmActions") for alarm in alarms)


def test_an_address_is_notified_of_every_alarm(own: LocalCloud, artifacts: Path) -> None:
    cloud = own.aws
    deploy(cloud, Deployment(NOTIFYING, TEMPLATE, PARAMETERS | {"AlarmEmail": EMAIL}, artifacts), print)
    made = physical_ids(cloud, NOTIFYING)
    names = [made[name] for name in of_type(RESOURCES, "AWS::CloudWatch::Alarm")]
    alarms = cloud.client("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
    [subscription] = cloud.client("sns").list_subscriptions_by_topic(TopicArn=made["AlarmTopic"])["Subscriptions"]

    assert len(alarms) == len(names)
    assert {tuple(alarm["AlarmActions"]) for alarm in alarms} == {(made["AlarmTopic"],)}
    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", EMAIL)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"AlarmEmail": EMAIL, "AlarmTopicArn": TOPIC}, "but not both"),
        ({"MonthlyBudget": "50"}, "must notify somebody"),
    ],
)
def test_contradictions_are_refused(
    cloud: Ministack, artifacts: Path, parameters: dict[str, str], message: str
) -> None:
    with pytest.raises(LocalCloudError, match=message):
        deploy(cloud, Deployment("refused", TEMPLATE, PARAMETERS | parameters, artifacts), print)


def test_the_budget_notifies_at_80_percent_and_of_a_forecast_above_it() -> None:
    """The local cloud has no budgets."""
    budget = RESOURCES["Budget"]
    notifications = [one["Notification"] for one in budget["Properties"]["NotificationsWithSubscribers"]]

    assert budget["Condition"] == "HasBudget"
    assert [(one["NotificationType"], one["Threshold"]) for one in notifications] == [
        ("ACTUAL", 80),
        ("FORECASTED", 100),
    ]
