"""The flow that answers a number is the one that Amazon Connect says it has."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.phone.errors import NoFlowError
from infra.phone.line import fetch_flow
from infra.servers.errors import LocalCloudError

INSTANCE = "11111111-2222-3333-4444-555555555555"
NUMBER = "arn:aws:connect:us-east-1:000000000000:phone-number/n-1"
OTHER = "arn:aws:connect:us-east-1:000000000000:phone-number/n-2"
FLOW = f"arn:aws:connect:us-east-1:000000000000:instance/{INSTANCE}/contact-flow/f-1"


class FakeConnect:
    """An instance with one flow; flows: which flow a number has."""

    def __init__(self, flows: dict[str, str], content: str = '{"Version": "2019-10-30"}') -> None:
        self.flows, self.content = flows, content

    def describe_phone_number(self, PhoneNumberId: str) -> dict[str, Any]:  # noqa: N803 - boto3's name
        return {"ClaimedPhoneNumberSummary": {"PhoneNumberArn": NUMBER.replace("n-1", PhoneNumberId)}}

    def batch_get_flow_association(self, **asked: Any) -> dict[str, Any]:
        assert (asked["InstanceId"], asked["ResourceType"]) == (INSTANCE, "VOICE_PHONE_NUMBER")
        assert all(one.startswith("arn:") for one in asked["ResourceIds"])
        return {"FlowAssociationSummaryList": [{"ResourceId": one, "FlowId": flow} for one, flow in self.flows.items()]}

    def describe_contact_flow(self, **asked: Any) -> dict[str, Any]:
        if asked != {"InstanceId": INSTANCE, "ContactFlowId": "f-1"}:
            raise ClientError(
                {"Error": {"Code": "ResourceNotFoundException", "Message": "no flow"}}, "DescribeContactFlow"
            )
        return {"ContactFlow": {"Id": "f-1", "Content": self.content}}


@pytest.mark.parametrize("number", [NUMBER, "n-1"], ids=["arn", "id"])
def test_the_flow_of_the_number(number: str) -> None:
    connect = FakeConnect({OTHER: FLOW.replace("f-1", "f-2"), NUMBER: FLOW})

    assert fetch_flow(connect, INSTANCE, number) == json.loads(connect.content)


def test_a_number_without_a_flow_says_what_to_do() -> None:
    with pytest.raises(NoFlowError, match="nobody answers: the phone number has no flow"):
        fetch_flow(FakeConnect({OTHER: FLOW}), INSTANCE, NUMBER)


def test_a_flow_that_is_gone() -> None:
    with pytest.raises(LocalCloudError, match="the flow cannot be fetched: no flow"):
        fetch_flow(FakeConnect({NUMBER: FLOW.replace("f-1", "f-9")}), INSTANCE, NUMBER)


def test_a_flow_that_is_no_json() -> None:
    with pytest.raises(NoFlowError, match="not JSON"):
        fetch_flow(FakeConnect({NUMBER: FLOW}, content="{"), INSTANCE, NUMBER)
