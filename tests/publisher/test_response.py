"""An answer fits into what CloudFormation takes, whatever it has to say."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.answer import MOST_BYTES, MOST_REASON, Answer
from publisher.errors import InvalidRequestError
from publisher.properties import Properties
from publisher.record import record_line
from publisher.request import request_of
from tests.publisher.stack import PROPERTIES, STACK, event_of

REQUEST = request_of(event_of("Create", PROPERTIES))
TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=3000)  # surrogates too


@given(TEXTS.filter(str.strip), st.sampled_from(["", "x", "é", "€", "😀", '"', "\x01"]))
def test_an_answer_is_small_and_says_as_much_as_it_can(reason: str, padding: str) -> None:
    told = reason + padding * 4000

    body = Answer(REQUEST, "p" * 1024, told).body()

    said = json.loads(body)
    assert len(body) <= MOST_BYTES
    assert said["Status"] == "FAILED"
    assert 0 < len(said["Reason"]) <= MOST_REASON
    assert "\n" not in said["Reason"]
    assert len(said["Reason"]) >= min(200, len(" ".join(told.split())))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=300))
def test_a_short_reason_is_told_whole(reason: str) -> None:
    assert json.loads(Answer(REQUEST, "id", reason).body())["Reason"] == reason


def test_a_success_gives_data_and_no_reason() -> None:
    said = json.loads(Answer(REQUEST, "arn", data={"ContactFlowId": "1"}).body())

    assert said == {
        "Status": "SUCCESS",
        "PhysicalResourceId": "arn",
        "StackId": STACK,
        "RequestId": "request-1",
        "LogicalResourceId": "VanityFlow",
        "Data": {"ContactFlowId": "1"},
    }


def test_what_is_logged_is_one_line_without_the_url() -> None:
    line = record_line(Answer(REQUEST, "not-created/VanityFlow", "denied\nhere"), 12.345)

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
def test_a_request_that_cannot_be_answered_is_an_error(missing: str) -> None:
    event = event_of("Create", PROPERTIES)
    del event[missing]

    with pytest.raises(InvalidRequestError, match=f"the request has no {missing}"):
        request_of(event)


@pytest.mark.parametrize("event", [None, [], "", {"RequestType": "Destroy"}, event_of("Destroy", {})], ids=str)
def test_no_event_of_cloudformations(event: object) -> None:
    with pytest.raises(InvalidRequestError):
        request_of(event)


@pytest.mark.parametrize("properties", [None, {}, {"Values": "no map"}, {"Name": 7}], ids=str)
def test_properties_that_are_not_there_are_empty(properties: object) -> None:
    event = {**event_of("Create", {}), "ResourceProperties": properties}

    assert Properties.of(request_of(event).properties) == Properties("", "", "", "", "", "", {})
