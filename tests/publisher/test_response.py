"""A response fits CloudFormation's limits, whatever its reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import InvalidRequestError
from publisher.request import FlowProperties, parse_request
from publisher.response import MAX_BYTES, MAX_REASON, CustomResourceResponse
from tests.publisher.stack import PROPERTIES, STACK, event_of

REQUEST = parse_request(event_of("Create", PROPERTIES))
TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=3000)  # surrogates too


@given(TEXTS.filter(str.strip), st.sampled_from(["", "x", "é", "€", "😀", '"', "\x01"]))
def test_a_response_is_small_and_gives_as_much_of_the_reason_as_fits(text: str, padding: str) -> None:
    reason = text + padding * 4000

    body = CustomResourceResponse(REQUEST, "p" * 1024, reason).body()

    response = json.loads(body)
    assert len(body) <= MAX_BYTES
    assert response["Status"] == "FAILED"
    assert 0 < len(response["Reason"]) <= MAX_REASON
    assert "\n" not in response["Reason"]
    assert len(response["Reason"]) >= min(200, len(" ".join(reason.split())))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=300))
def test_a_short_reason_is_given_in_full(reason: str) -> None:
    assert json.loads(CustomResourceResponse(REQUEST, "id", reason).body())["Reason"] == reason


def test_a_success_has_data_and_no_reason() -> None:
    response = json.loads(CustomResourceResponse(REQUEST, "arn", data={"ContactFlowId": "1"}).body())

    assert response == {
        "Status": "SUCCESS",
        "PhysicalResourceId": "arn",
        "StackId": STACK,
        "RequestId": "request-1",
        "LogicalResourceId": "VanityFlow",
        "Data": {"ContactFlowId": "1"},
    }


def test_the_log_line_is_one_line_without_the_url() -> None:
    line = CustomResourceResponse(REQUEST, "not-created/VanityFlow", "denied\nhere").log_line(12.345)

    assert json.loads(line) == {
        "Request": "Create",
        "Resource": "VanityFlow",
        "Status": "FAILED",
        "Id": "not-created/VanityFlow",
        "Reason": "denied\nhere",
        "Duration": 12.35,
    }
    assert "\n" not in line
    assert REQUEST.url not in line + repr(REQUEST)


@pytest.mark.parametrize("missing", ["RequestType", "StackId", "RequestId", "LogicalResourceId", "ResponseURL"])
def test_a_request_that_cannot_be_responded_to_is_an_error(missing: str) -> None:
    event = event_of("Create", PROPERTIES)
    del event[missing]

    with pytest.raises(InvalidRequestError, match=f"the request has no {missing}"):
        parse_request(event)


@pytest.mark.parametrize("event", [None, [], "", {"RequestType": "Destroy"}, event_of("Destroy", {})], ids=str)
def test_an_event_that_cloudformation_did_not_send_is_an_error(event: object) -> None:
    with pytest.raises(InvalidRequestError):
        parse_request(event)


@pytest.mark.parametrize("properties", [None, {}, {"Values": {}}, {"Name": ""}], ids=str)
def test_missing_properties_are_empty(properties: object) -> None:
    event = {**event_of("Create", {}), "ResourceProperties": properties}

    assert FlowProperties.parse(parse_request(event).properties) == FlowProperties("", "", "", "", "", "", {})
