"""Contact flows: what is published is there, what Connect refuses is refused, in boto3's own exceptions."""

from hashlib import sha256
from typing import Any

import pytest

from infra.fake_connect.seed import (
    EARLIER_FLOW_ID,
    EARLIER_FLOW_NAME,
    INSTANCE_ARN,
    INSTANCE_ID,
    OTHER_INSTANCE_ID,
    PHONE_NUMBER_ID,
)
from tests.fake_connect.conftest import Refusal
from tests.fake_connect.flows import FUNCTION, OTHER_FUNCTION, content, create, ids_of


def described(connect: Any, flow: str) -> dict[str, Any]:
    found: dict[str, Any] = connect.describe_contact_flow(**ids_of(flow))["ContactFlow"]
    return found


def test_what_is_published_is_described(connect: Any) -> None:
    made = connect.create_contact_flow(
        InstanceId=INSTANCE_ID,
        Name="Vanity",
        Type="CONTACT_FLOW",
        Content=content(),
        Description="Speaks",
        Tags={"vanity:stack": "one"},
    )
    flow = described(connect, made["ContactFlowId"])

    assert made["ContactFlowArn"] == f"{INSTANCE_ARN}/contact-flow/{made['ContactFlowId']}" == flow["Arn"]
    assert made["FlowContentSha256"] == sha256(content().encode()).hexdigest() == flow["FlowContentSha256"]
    assert (flow["Name"], flow["Description"], flow["Tags"]) == ("Vanity", "Speaks", {"vanity:stack": "one"})
    assert (flow["Type"], flow["State"], flow["Status"]) == ("CONTACT_FLOW", "ACTIVE", "PUBLISHED")
    assert flow["Content"] == content()
    assert flow["LastModifiedTime"].year > 2000


def test_an_instance_may_be_named_by_its_arn(connect: Any) -> None:
    flow = create(connect, InstanceId=INSTANCE_ARN)

    assert connect.describe_contact_flow(InstanceId=INSTANCE_ARN, ContactFlowId=flow)["ContactFlow"]["Id"] == flow


def test_a_flow_changes_its_content_its_name_its_description_and_its_state(connect: Any) -> None:
    flow = create(connect)
    connect.update_contact_flow_content(**ids_of(flow), Content=content("Good day"))
    connect.update_contact_flow_name(**ids_of(flow), Name="Renamed")
    assert described(connect, flow)["Name"] == "Renamed"

    connect.update_contact_flow_metadata(**ids_of(flow), Name="Again", Description="Other", ContactFlowState="ARCHIVED")
    now = described(connect, flow)
    assert (now["Name"], now["Description"], now["State"]) == ("Again", "Other", "ARCHIVED")
    assert now["Content"] == content("Good day")


def test_a_flow_may_keep_its_name(connect: Any) -> None:
    connect.update_contact_flow_metadata(**ids_of(create(connect)), Name="Vanity")


def test_a_deleted_flow_is_gone(connect: Any, refused: Refusal) -> None:
    flow = create(connect)
    connect.delete_contact_flow(**ids_of(flow))

    for call in (connect.describe_contact_flow, connect.delete_contact_flow):
        with refused("ResourceNotFoundException"):
            call(**ids_of(flow))
    with refused("ResourceNotFoundException"):
        connect.update_contact_flow_content(**ids_of(flow), Content=content())
    create(connect)


def test_a_flow_of_another_instance_is_not_there(connect: Any, refused: Refusal) -> None:
    with refused("ResourceNotFoundException"):
        connect.describe_contact_flow(InstanceId=OTHER_INSTANCE_ID, ContactFlowId=EARLIER_FLOW_ID)
    with refused("ResourceNotFoundException"):
        connect.list_contact_flows(InstanceId="nowhere")


def test_a_flow_that_the_linter_refuses_is_not_published_and_its_problems_are_told(
    connect: Any, refused: Refusal
) -> None:
    with refused("InvalidContactFlowException") as caught:
        create(connect, Content=content("broken"))

    assert caught.value.response["problems"] == [{"message": "something is broken"}, {"message": "and more"}]  # type: ignore[typeddict-item]  # of this error only
    assert [flow["Name"] for flow in listed(connect)] == [EARLIER_FLOW_NAME]


def test_a_broken_update_leaves_the_flow_as_it_was(connect: Any, refused: Refusal) -> None:
    flow = create(connect)
    with refused("InvalidContactFlowException"):
        connect.update_contact_flow_content(**ids_of(flow), Content=content("broken"))

    assert described(connect, flow)["Content"] == content()


@pytest.mark.parametrize("alias", ["", ":live", ":7"])
def test_a_flow_may_invoke_only_a_function_that_is_associated(connect: Any, refused: Refusal, alias: str) -> None:
    connect.associate_lambda_function(InstanceId=INSTANCE_ID, FunctionArn=FUNCTION)

    create(connect, Content=content(function=FUNCTION + alias))
    with refused("InvalidContactFlowException"):
        create(connect, "Other", Content=content(function=OTHER_FUNCTION + alias))
    connect.disassociate_lambda_function(InstanceId=INSTANCE_ID, FunctionArn=FUNCTION)
    with refused("InvalidContactFlowException"):
        create(connect, "Late", Content=content(function=FUNCTION + alias))


def test_a_name_is_given_once(connect: Any, refused: Refusal) -> None:
    create(connect)
    other = create(connect, "Other")

    with refused("DuplicateResourceException"):
        create(connect)
    for rename in (connect.update_contact_flow_name, connect.update_contact_flow_metadata):
        with refused("DuplicateResourceException"):
            rename(**ids_of(other), Name="Vanity")
    create(connect, InstanceId=OTHER_INSTANCE_ID)


@pytest.mark.parametrize("more", [{"Name": "x" * 128}, {"Description": "x" * 501}, {"Content": "x" * 256_001}], ids=str)
def test_texts_have_a_greatest_length(connect: Any, refused: Refusal, more: dict[str, str]) -> None:
    with refused("InvalidParameterException"):
        create(connect, **more)


def test_a_flow_that_answers_a_phone_number_is_not_deleted(connect: Any, refused: Refusal) -> None:
    with refused("InvalidRequestException"):
        connect.delete_contact_flow(**ids_of(EARLIER_FLOW_ID))

    connect.disassociate_phone_number_contact_flow(PhoneNumberId=PHONE_NUMBER_ID, InstanceId=INSTANCE_ID)
    connect.delete_contact_flow(**ids_of(EARLIER_FLOW_ID))


def listed(connect: Any, **asked: Any) -> list[dict[str, Any]]:
    pages = connect.get_paginator("list_contact_flows").paginate(InstanceId=INSTANCE_ID, **asked)
    return [flow for page in pages for flow in page["ContactFlowSummaryList"]]


def test_flows_are_listed_a_page_at_a_time(connect: Any) -> None:
    names = [EARLIER_FLOW_NAME, *(create(connect, f"Flow {place}") and f"Flow {place}" for place in range(6))]

    assert [flow["Name"] for flow in listed(connect, PaginationConfig={"PageSize": 3})] == names
    assert len(connect.list_contact_flows(InstanceId=INSTANCE_ID, MaxResults=3)["ContactFlowSummaryList"]) == 3
    assert listed(connect, ContactFlowTypes=["AGENT_HOLD"]) == []
    assert len(listed(connect, ContactFlowTypes=["AGENT_HOLD", "CONTACT_FLOW"])) == 7


def test_an_instance_has_a_hundred_flows_at_most(connect: Any, refused: Refusal) -> None:
    for place in range(99):
        create(connect, f"Flow {place}")

    with refused("LimitExceededException"):
        create(connect)


def test_a_page_of_no_list_is_refused(connect: Any, refused: Refusal) -> None:
    with refused("InvalidParameterException"):
        connect.list_contact_flows(InstanceId=INSTANCE_ID, NextToken="nonsense")
