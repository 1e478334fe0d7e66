"""What the template asks AWS for, tested on the CloudFormation that it becomes: the local cloud ignores much of it."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from samtranslator.yaml_helper import yaml_parse

from infra.local.paths import TEMPLATE
from infra.local.sam import transform
from tests.cloud.conftest import PARAMETERS

IN_CONNECT = "arn:${AWS::Partition}:connect:${AWS::Region}:${AWS::AccountId}"
Resources = dict[str, dict[str, Any]]
BODY = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
FUNCTIONS = ["Converter", "Writer", "Publisher", "Page"]


@pytest.fixture(scope="module")
def resources(transformed_template: dict[str, Any]) -> Resources:
    transformed: Resources = transformed_template["Resources"]
    return transformed


def of_type(resources: Resources, kind: str) -> Resources:
    return {name: resource["Properties"] for name, resource in resources.items() if resource["Type"] == kind}


def statements(resources: Resources) -> Iterator[dict[str, Any]]:
    for role in of_type(resources, "AWS::IAM::Role").values():
        for policy in role.get("Policies", []):
            yield from policy["PolicyDocument"]["Statement"]


def permissions(statement: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each action of a statement with its resource, as the template writes it."""
    (resource,) = statement["Resource"].values()
    actions = statement["Action"]
    for action in [actions] if isinstance(actions, str) else actions:
        yield action, ".".join(resource) if isinstance(resource, list) else resource


def test_the_functions_are_traced_and_log_json_to_groups_that_expire(resources: Resources) -> None:
    for name in FUNCTIONS:
        function = resources[name]["Properties"]
        group = function["LoggingConfig"]["LogGroup"]["Ref"]

        assert function["TracingConfig"] == {"Mode": "Active"}
        assert function["LoggingConfig"]["LogFormat"] == "JSON"
        assert resources[group]["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}


def test_architecture_and_snapstart_are_parameters(resources: Resources) -> None:
    assert {str(resources[name]["Properties"]["Architectures"]) for name in FUNCTIONS} == {"[{'Ref': 'Architecture'}]"}
    assert resources["Converter"]["Properties"]["SnapStart"] == {"ApplyOn": {"Ref": "SnapStart"}}


def test_the_converter_times_out_before_connect_gives_up(resources: Resources) -> None:
    assert resources["Converter"]["Properties"]["Timeout"] == 7


def test_a_message_is_not_redelivered_while_the_writer_works_on_it() -> None:
    assert BODY["Parameters"]["QueueRetrySeconds"]["MinValue"] >= BODY["Resources"]["Writer"]["Properties"]["Timeout"]


def test_no_permission_is_wider_than_it_must_be(resources: Resources) -> None:
    granted = {permission for statement in statements(resources) for permission in permissions(statement)}

    assert granted == {
        ("dynamodb:UpdateItem", "Callers.Arn"),
        ("sqs:SendMessage", "Backlog.Arn"),
        ("lambda:AddPermission", "Converter.Arn"),
        ("lambda:RemovePermission", "Converter.Arn"),
        ("connect:AssociateLambdaFunction", "InstanceArn"),
        ("connect:CreateContactFlow", "${InstanceArn}/contact-flow/*"),
        ("connect:UpdateContactFlowContent", "${InstanceArn}/contact-flow/*"),
        ("connect:UpdateContactFlowMetadata", "${InstanceArn}/contact-flow/*"),
        ("connect:TagResource", "${InstanceArn}/contact-flow/*"),
        # Also on an instance that the stack has left, and for a number that it no longer uses.
        ("connect:DisassociateLambdaFunction", f"{IN_CONNECT}:instance/*"),
        ("connect:ListFlowAssociations", f"{IN_CONNECT}:instance/*"),
        ("connect:AssociatePhoneNumberContactFlow", f"{IN_CONNECT}:instance/*/contact-flow/*"),
        ("connect:DeleteContactFlow", f"{IN_CONNECT}:instance/*/contact-flow/*"),
        ("connect:ListContactFlows", f"{IN_CONNECT}:instance/*/contact-flow/*"),
        ("connect:ListTagsForResource", f"{IN_CONNECT}:instance/*/contact-flow/*"),
        ("connect:AssociatePhoneNumberContactFlow", f"{IN_CONNECT}:phone-number/*"),
        ("connect:BatchGetFlowAssociation", f"{IN_CONNECT}:phone-number/*"),
        ("connect:DescribePhoneNumber", f"{IN_CONNECT}:phone-number/*"),
        ("connect:DisassociatePhoneNumberContactFlow", f"{IN_CONNECT}:phone-number/*"),
        ("dynamodb:Query", "${Callers.Arn}/index/latest"),
    }


def test_connect_alone_may_invoke_the_converter_and_only_for_this_instance(resources: Resources) -> None:
    """The local cloud does not evaluate a function's own policy."""
    permission = resources["ConverterPermission"]["Properties"]

    assert (permission["Principal"], permission["FunctionName"]) == (
        "connect.amazonaws.com",
        {"Ref": "ConverterAliaslive"},
    )
    assert (permission["SourceArn"], permission["SourceAccount"]) == ({"Ref": "InstanceArn"}, {"Ref": "AWS::AccountId"})


def test_the_flow_is_published_once_connect_may_invoke_and_deleted_before_its_publisher(resources: Resources) -> None:
    flow = resources["ContactFlow"]

    assert flow["DependsOn"] == "ConverterPermission"
    assert flow["Properties"]["ServiceToken"] == {
        "Ref": "PublisherAliaslive"
    }  # so it is deleted before the function and its role


def test_a_changed_flow_in_the_package_is_published_by_the_next_deployment(resources: Resources) -> None:
    (version,) = published("Publisher")

    assert resources["ContactFlow"]["Properties"]["FlowVersion"]["Ref"].startswith("PublisherVersion")
    assert version not in published("Publisher", code={"Bucket": "b", "Key": "2"})


def test_cloudformation_receives_one_response_and_waits_minutes_for_it(resources: Resources) -> None:
    publisher, flow = resources["Publisher"]["Properties"], resources["ContactFlow"]["Properties"]
    config = of_type(resources, "AWS::Lambda::EventInvokeConfig").values()

    assert [invocation["MaximumRetryAttempts"] for invocation in config] == [0]
    assert publisher["Timeout"] < flow["ServiceTimeout"] <= 300


def test_a_claimed_number_outlives_the_stack_unless_its_creation_fails(resources: Resources) -> None:
    number = resources["Number"]

    assert (number["DeletionPolicy"], number["Condition"]) == ("RetainExceptOnCreate", "ClaimsNumber")
    assert number["UpdateReplacePolicy"] == "Retain"


def test_every_placeholder_of_the_flow_has_a_value(resources: Resources) -> None:
    placeholders = set(re.findall(r"\$\{(\w+)\}", (TEMPLATE.parent / "flow" / "vanity-line.json").read_text("utf-8")))

    values = resources["ContactFlow"]["Properties"]["Values"]
    for texts in (TEMPLATE.parent / "flow" / "texts").glob("*.json"):
        assert placeholders == {*values, *json.loads(texts.read_text("utf-8")), "Converter"}


def test_only_the_functions_that_look_up_words_have_the_layer(resources: Resources) -> None:
    assert {name for name in FUNCTIONS if "Layers" in resources[name]["Properties"]} == {"Converter", "Page"}


def test_each_function_has_only_the_environment_that_it_reads(resources: Resources) -> None:
    table = {"CALLERS_TABLE", "RETENTION_DAYS", "SHARDS"}
    functions = {name: resources[name]["Properties"].get("Environment", {}) for name in FUNCTIONS}

    assert {name: set(environment.get("Variables", {})) for name, environment in functions.items()} == {
        "Converter": table | {"STACK", "BACKLOG_QUEUE_URL"},
        "Writer": table,
        "Publisher": set(),
        "Page": table | {"LINE_NUMBER", "SIGN_IN_URL", "SIGN_IN_CLIENT"},
    }


def test_the_managed_policies_are_those_of_lambda_itself(resources: Resources) -> None:
    arns = {str(arn) for role in of_type(resources, "AWS::IAM::Role").values() for arn in role["ManagedPolicyArns"]}

    assert {arn.rpartition("/")[2].rstrip("'}") for arn in arns} == {
        "AWSLambdaBasicExecutionRole",
        "AWSLambdaSQSQueueExecutionRole",
        "AWSXRayDaemonWriteAccess",
        "AWSXrayWriteOnlyAccess",
    } & {arn.rpartition("/")[2].rstrip("'}") for arn in arns}


def test_the_table_expires_items_is_encrypted_and_can_be_restored(resources: Resources) -> None:
    table = resources["Callers"]["Properties"]

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": {"Ref": "PointInTimeRecovery"}}
    assert table["SSESpecification"] == {"SSEEnabled": {"Fn::If": ["KeyIsManaged", True, False]}}


def test_data_outlives_the_stack_by_default() -> None:
    for name in ("Callers", "Backlog", "BacklogDead"):
        resource = BODY["Resources"][name]

        assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_queues_are_encrypted_and_keep_messages_as_long_as_possible(resources: Resources) -> None:
    for queue in of_type(resources, "AWS::SQS::Queue").values():
        assert (queue["SqsManagedSseEnabled"], queue["MessageRetentionPeriod"]) == (True, 1_209_600)
    assert resources["Backlog"]["Properties"]["RedrivePolicy"]["deadLetterTargetArn"] == {
        "Fn::GetAtt": ["BacklogDead", "Arn"]
    }


def test_the_writer_reports_which_messages_failed(resources: Resources) -> None:
    mapping = resources["WriterBacklog"]["Properties"]

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 2}


def published(function: str, **properties: dict[str, str]) -> set[str]:
    """Return the names of a function's versions, given other locations of the code or the layer."""
    body = deepcopy(BODY)
    body["Resources"]["IndexLayer"]["Properties"]["ContentUri"] = properties.get("layer", {"Bucket": "b", "Key": "1"})
    body["Globals"]["Function"]["CodeUri"] = properties.get("code", {"Bucket": "b", "Key": "1"})
    versions = of_type(transform(body, PARAMETERS)["Resources"], "AWS::Lambda::Version")
    return {name for name in versions if name.startswith(function)}


def test_a_new_layer_alone_reaches_the_next_caller() -> None:
    assert published("Converter") == published("Converter")
    assert published("Converter").isdisjoint(published("Converter", layer={"Bucket": "b", "Key": "2"}))


def test_new_code_reaches_the_next_caller() -> None:
    assert published("Converter").isdisjoint(published("Converter", code={"Bucket": "b", "Key": "2"}))


def test_parameters_and_outputs_are_described() -> None:
    described = {**BODY["Parameters"], **BODY["Outputs"]}

    assert [name for name, entry in described.items() if len(entry.get("Description", "")) < 20] == []
    assert {name for name, parameter in BODY["Parameters"].items() if "Default" not in parameter} == {"InstanceArn"}
    assert all(
        parameter.keys() & {"AllowedValues", "AllowedPattern", "MinValue"} for parameter in BODY["Parameters"].values()
    )
