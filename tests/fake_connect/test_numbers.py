"""Phone numbers, and the flows that answer them."""

from typing import Any

from infra.fake_connect.seed import (
    EARLIER_FLOW_ID,
    FREE_NUMBER_ARN,
    FREE_NUMBER_ID,
    INSTANCE_ARN,
    INSTANCE_ID,
    OTHER_INSTANCE_ARN,
    OTHER_INSTANCE_ID,
    PHONE_NUMBER,
    PHONE_NUMBER_ARN,
    PHONE_NUMBER_ID,
)
from tests.fake_connect.conftest import Refusal
from tests.fake_connect.flows import create, ids_of

EARLIER_FLOW_ARN = f"{INSTANCE_ARN}/contact-flow/{EARLIER_FLOW_ID}"


def answering(connect: Any, *numbers: str) -> dict[str, str]:
    """Return the ARNs of the flows that answer these numbers, by the ARNs of the numbers."""
    reply = connect.batch_get_flow_association(
        InstanceId=INSTANCE_ID, ResourceIds=list(numbers), ResourceType="VOICE_PHONE_NUMBER"
    )
    return {item["ResourceId"]: item["FlowId"] for item in reply["FlowAssociationSummaryList"]}


def test_a_number_is_described(connect: Any) -> None:
    number = connect.describe_phone_number(PhoneNumberId=PHONE_NUMBER_ID)["ClaimedPhoneNumberSummary"]

    assert (number["PhoneNumber"], number["PhoneNumberArn"]) == (PHONE_NUMBER, PHONE_NUMBER_ARN)
    assert (number["InstanceId"], number["TargetArn"]) == (INSTANCE_ID, INSTANCE_ARN)
    assert number["PhoneNumberStatus"] == {"Status": "CLAIMED"}


def test_numbers_are_listed_by_instance_country_type_and_prefix(connect: Any) -> None:
    def listed(**filters: Any) -> list[str]:
        pages = connect.get_paginator("list_phone_numbers_v2").paginate(**filters)
        return [item["PhoneNumberId"] for page in pages for item in page["ListPhoneNumbersSummaryList"]]

    both = [PHONE_NUMBER_ID, FREE_NUMBER_ID]
    assert listed() == listed(InstanceId=INSTANCE_ID) == listed(PaginationConfig={"PageSize": 1}) == both
    assert listed(TargetArn=OTHER_INSTANCE_ARN) == listed(PhoneNumberCountryCodes=["FR"]) == []
    assert listed(PhoneNumberTypes=["DID"]) == listed(PhoneNumberPrefix="+1206") == [FREE_NUMBER_ID]


def test_a_number_gets_another_flow_and_its_earlier_one_back(connect: Any) -> None:
    assert answering(connect, PHONE_NUMBER_ARN, FREE_NUMBER_ARN) == {PHONE_NUMBER_ARN: EARLIER_FLOW_ARN}

    flow = create(connect)
    connect.associate_phone_number_contact_flow(PhoneNumberId=PHONE_NUMBER_ID, **ids_of(flow))
    assert answering(connect, PHONE_NUMBER_ARN) == {PHONE_NUMBER_ARN: f"{INSTANCE_ARN}/contact-flow/{flow}"}

    connect.associate_phone_number_contact_flow(PhoneNumberId=PHONE_NUMBER_ID, **ids_of(EARLIER_FLOW_ID))
    assert answering(connect, PHONE_NUMBER_ARN) == {PHONE_NUMBER_ARN: EARLIER_FLOW_ARN}
    connect.delete_contact_flow(**ids_of(flow))


def test_a_number_may_have_no_flow(connect: Any, refused: Refusal) -> None:
    number = {"PhoneNumberId": PHONE_NUMBER_ID, "InstanceId": INSTANCE_ID}
    connect.disassociate_phone_number_contact_flow(**number)

    assert answering(connect, PHONE_NUMBER_ARN) == {}
    with refused("ResourceNotFoundException"):
        connect.disassociate_phone_number_contact_flow(**number)


def test_associations_are_listed(connect: Any) -> None:
    association = {"ResourceId": PHONE_NUMBER_ARN, "FlowId": EARLIER_FLOW_ARN, "ResourceType": "VOICE_PHONE_NUMBER"}

    def listed(**filters: str) -> Any:
        return connect.list_flow_associations(InstanceId=INSTANCE_ID, **filters)["FlowAssociationSummaryList"]

    assert listed() == listed(ResourceType="VOICE_PHONE_NUMBER") == [association]
    assert listed(ResourceType="INBOUND_EMAIL") == []


def test_a_number_flow_or_instance_that_does_not_exist_is_not_found(connect: Any, refused: Refusal) -> None:
    with refused("ResourceNotFoundException"):
        connect.describe_phone_number(PhoneNumberId="nothing")
    with refused("ResourceNotFoundException"):
        connect.associate_phone_number_contact_flow(PhoneNumberId="nothing", **ids_of(EARLIER_FLOW_ID))
    with refused("ResourceNotFoundException"):
        connect.associate_phone_number_contact_flow(PhoneNumberId=PHONE_NUMBER_ID, **ids_of("nothing"))
    with refused("ResourceNotFoundException"):
        connect.list_phone_numbers_v2(InstanceId="nothing")


def test_parameters_that_contradict_each_other_are_refused(connect: Any, refused: Refusal) -> None:
    with refused("InvalidParameterException"):
        connect.disassociate_phone_number_contact_flow(PhoneNumberId=PHONE_NUMBER_ID, InstanceId=OTHER_INSTANCE_ID)
    hold = create(connect, Type="CUSTOMER_HOLD")
    with refused("InvalidParameterException"):
        connect.associate_phone_number_contact_flow(PhoneNumberId=PHONE_NUMBER_ID, **ids_of(hold))
    with refused("InvalidParameterException"):
        connect.list_phone_numbers_v2(InstanceId=INSTANCE_ID, TargetArn=INSTANCE_ARN)
    with refused("InvalidParameterException"):
        answering(connect, PHONE_NUMBER_ID)
