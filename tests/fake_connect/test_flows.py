"""Contact flows: they can be published, changed, listed and deleted, and the fake refuses what Connect refuses."""

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


def describe(connect: Any, flow: str) -> dict[str, Any]:
    flow_details: dict[str, Any] = connect.describe_contact_flow(**ids_of(flow))["ContactFlow"]
    return flow_details


def test_a_published_flow_can_be_described(connect: Any) -> None:
    created = connect.create_contact_flow(
        InstanceId=INSTANCE_ID,
        Name="Vanity",
        Type="CONTACT_FLOW",
        Content=content(),
        Description="Speaks",
        Tags={"vanity:stack": "one"},
    )
    flow = describe(connect, created["ContactFlowId"])

    assert created["ContactFlowArn"] == f"{INSTANCE_ARN}/contact-flow/{created['ContactFlowId']}" == flow["Arn"]
    assert created["FlowContentSha256"] == sha256(content().encode()).hexdigest() == flow["FlowContentSha256"]
    assert (flow["Name"], flow["Description"], flow["Tags"]) == ("Vanity", "Speaks", {"vanity:stack": "one"})
    assert (flow["Type"], flow["State"], flow["Status"]) == ("CONTACT_FLOW", "ACTIVE", "PUBLISHED")
    assert flow["Content"] == content()
    assert flow["LastModifiedTime"].year > 2000


def test_an_instance_can_be_identified_by_its_arn(connect: Any) -> None:
    flow = create(connect, InstanceId=INSTANCE_ARN)

    assert connect.describe_contact_flow(InstanceId=INSTANCE_ARN, ContactFlowId=flow)["ContactFlow"]["Id"] == flow


def test_content_name_description_and_state_can_be_changed(connect: Any) -> None:
    flow = create(connect)
    connect.update_contact_flow_content(**ids_of(flow), Content=content("Good day"))
    connect.update_contact_flow_name(**ids_of(flow), Name="Renamed")
    assert describe(connect, flow)["Name"] == "Renamed"

    connect.update_contact_flow_metadata(**ids_of(flow), Name="Again", Description="Other", ContactFlowState="ARCHIVED")
    updated = describe(connect, flow)
    assert (updated["Name"], updated["Description"], updated["State"]) == ("Again", "Other", "ARCHIVED")
    assert updated["Content"] == content("Good day")


def test_an_update_may_repeat_the_name(connect: Any) -> None:
    connect.update_contact_flow_metadata(**ids_of(create(connect)), Name="Vanity")


def test_a_deleted_flow_no_longer_exists(connect: Any, refused: Refusal) -> None:
    flow = create(connect)
    connect.delete_contact_flow(**ids_of(flow))

    for call in (connect.describe_contact_flow, connect.delete_contact_flow):
        with refused("ResourceNotFoundException"):
            call(**ids_of(flow))
    with refused("ResourceNotFoundException"):
        connect.update_contact_flow_content(**ids_of(flow), Content=content())
    create(connect)


def test_a_flow_does_not_exist_on_another_instance(connect: Any, refused: Refusal) -> None:
    with refused("ResourceNotFoundException"):
        connect.describe_contact_flow(InstanceId=OTHER_INSTANCE_ID, ContactFlowId=EARLIER_FLOW_ID)
    with refused("ResourceNotFoundException"):
        connect.list_contact_flows(InstanceId="nowhere")


def test_a_flow_that_the_linter_rejects_is_not_published_and_its_problems_are_returned(
    connect: Any, refused: Refusal
) -> None:
    with refused("InvalidContactFlowException") as caught:
        create(connect, Content=content("broken"))

    assert caught.value.response["problems"] == [{"message": "something is broken"}, {"message": "and more"}]  # type: ignore[typeddict-item]  # of this error only
    assert [flow["Name"] for flow in list_flows(connect)] == [EARLIER_FLOW_NAME]


def test_an_invalid_update_does_not_change_the_flow(connect: Any, refused: Refusal) -> None:
    flow = create(connect)
    with refused("InvalidContactFlowException"):
        connect.update_contact_flow_content(**ids_of(flow), Content=content("broken"))

    assert describe(connect, flow)["Content"] == content()


@pytest.mark.parametrize("alias", ["", ":live", ":7"])
def test_a_flow_may_invoke_only_associated_functions(connect: Any, refused: Refusal, alias: str) -> None:
    connect.associate_lambda_function(InstanceId=INSTANCE_ID, FunctionArn=FUNCTION)

    create(connect, Content=content(function=FUNCTION + alias))
    with refused("InvalidContactFlowException"):
        create(connect, "Other", Content=content(function=OTHER_FUNCTION + alias))
    connect.disassociate_lambda_function(InstanceId=INSTANCE_ID, FunctionArn=FUNCTION)
    with refused("InvalidContactFlowException"):
        create(connect, "Late", Content=content(function=FUNCTION + alias))


def test_two_flows_of_an_instance_cannot_have_the_same_name(connect: Any, refused: Refusal) -> None:
    create(connect)
    other = create(connect, "Other")

    with refused("DuplicateResourceException"):
        create(connect)
    for rename in (connect.update_contact_flow_name, connect.update_contact_flow_metadata):
        with refused("DuplicateResourceException"):
            rename(**ids_of(other), Name="Vanity")
    create(connect, InstanceId=OTHER_INSTANCE_ID)


@pytest.mark.parametrize(
    "changes", [{"Name": "x" * 128}, {"Description": "x" * 501}, {"Content": "x" * 256_001}], ids=str
)
def test_a_text_that_is_too_long_is_refused(connect: Any, refused: Refusal, changes: dict[str, str]) -> None:
    with refused("InvalidParameterException"):
        create(connect, **changes)


def test_a_flow_that_answers_a_phone_number_cannot_be_deleted(connect: Any, refused: Refusal) -> None:
    with refused("InvalidRequestException"):
        connect.delete_contact_flow(**ids_of(EARLIER_FLOW_ID))

    connect.disassociate_phone_number_contact_flow(PhoneNumberId=PHONE_NUMBER_ID, InstanceId=INSTANCE_ID)
    connect.delete_contact_flow(**ids_of(EARLIER_FLOW_ID))


def list_flows(connect: Any, **parameters: Any) -> list[dict[str, Any]]:
    pages = connect.get_paginator("list_contact_flows").paginate(InstanceId=INSTANCE_ID, **parameters)
    return [flow for page in pages for flow in page["ContactFlowSummaryList"]]


def test_flows_are_listed_a_page_at_a_time(connect: Any) -> None:
    names = [EARLIER_FLOW_NAME, *(create(connect, f"Flow {position}") and f"Flow {position}" for position in range(6))]

    assert [flow["Name"] for flow in list_flows(connect, PaginationConfig={"PageSize": 3})] == names
    assert len(connect.list_contact_flows(InstanceId=INSTANCE_ID, MaxResults=3)["ContactFlowSummaryList"]) == 3
    assert list_flows(connect, ContactFlowTypes=["AGENT_HOLD"]) == []
    assert len(list_flows(connect, ContactFlowTypes=["AGENT_HOLD", "CONTACT_FLOW"])) == 7


def test_an_instance_has_at_most_a_hundred_flows(connect: Any, refused: Refusal) -> None:
    for position in range(99):
        create(connect, f"Flow {position}")

    with refused("LimitExceededException"):
        create(connect)


def test_a_token_that_belongs_to_no_list_is_refused(connect: Any, refused: Refusal) -> None:
    with refused("InvalidParameterException"):
        connect.list_contact_flows(InstanceId=INSTANCE_ID, NextToken="nonsense")
