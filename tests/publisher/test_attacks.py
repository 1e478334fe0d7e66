"""Requests that CloudFormation did not send for this stack touch nothing of anyone else's, and have one response."""

import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from publisher import publisher
from publisher.errors import InvalidRequestError
from tests.publisher.account import AWAY, EARLIER, HOME, NUMBER, InProcessAccount
from tests.publisher.stack import PROPERTIES, STACK, Stack, event_of, publisher_over
from tests.publisher.test_handler import Context
from tests.publisher.web import CannedResponse, Web

ATTACKER = {"StackId": STACK.replace("/vanity/", "/attacker/"), "RequestId": "forged"}
FORGED = {**PROPERTIES, "Name": "Forged", "PhoneNumberArn": ""}
NOBODYS = f"{HOME}/contact-flow/{EARLIER}"
HUGE = "x" * 300_000


def state(account: InProcessAccount) -> Any:
    return deepcopy((account.flows, account.numbers, account.functions))


def ids_to_forge(victim: str) -> list[str]:
    """Return ids of flows that are not the attacker's, some of them spelled as another account's or instance's."""
    return [
        victim,
        NOBODYS,
        victim.replace("000000000000", "999999999999"),
        victim.replace("us-east-1", "eu-west-1"),
        victim.replace(HOME, AWAY),
        f"{AWAY}/contact-flow/none",
        "not-created/VanityFlow/request-1",
        "not-created/VanityFlow/",
        "vanity-VanityFlow-1XYZ",
    ]


@pytest.mark.parametrize("kind", ["Update", "Delete"])
@pytest.mark.parametrize("which", range(9))
def test_another_stacks_physical_id_touches_nothing_of_it(
    stack: Stack, account: InProcessAccount, kind: str, which: int
) -> None:
    forged = ids_to_forge(stack.create().id)[which]
    before = state(account)

    outcome = stack.request(kind, FORGED, forged, OldResourceProperties=PROPERTIES, **ATTACKER)
    if kind == "Update" and outcome.status == "SUCCESS":
        stack.request("Delete", {**FORGED, "ConverterFunctionArn": ""}, outcome.id, **ATTACKER)

    assert state(account) == before


def test_an_update_of_another_stacks_flow_says_why_it_fails(stack: Stack) -> None:
    victim = stack.create().id

    outcome = stack.request("Update", FORGED, victim, OldResourceProperties=PROPERTIES, **ATTACKER)

    assert (outcome.status, outcome.id) == ("FAILED", victim)
    assert "the flow is not this stack's, or its tags were removed" in outcome.reason


def test_a_phone_number_in_the_place_of_an_arn_is_not_repeated(stack: Stack, account: InProcessAccount) -> None:
    for name in ("InstanceArn", "PhoneNumberArn"):
        outcome = stack.create(**{name: "+18003569377"})
        assert f"{name} is not the ARN of" in outcome.reason
        assert "8003569377" not in outcome.reason

    named = stack.request("Create", {**PROPERTIES, "Name": "+18003569377"}, "")
    taken = stack.request("Create", {**PROPERTIES, "Name": "+18003569377"}, "", **ATTACKER)
    assert (named.status, taken.status) == ("SUCCESS", "FAILED")
    assert "a flow named '(a phone number)'" in taken.reason


def test_another_accounts_number_is_not_taken_for_the_own_one_with_its_id(
    stack: Stack, account: InProcessAccount
) -> None:
    outcome = stack.create(PhoneNumberArn=NUMBER.replace("000000000000", "999999999999"))

    assert "PhoneNumberArn names another account or Region than InstanceArn" in outcome.reason
    assert account.called == []


def test_a_function_that_another_stacks_flow_invokes_stays_allowed(stack: Stack, account: InProcessAccount) -> None:
    stack.create()
    functions = state(account)[2]

    stack.request("Delete", PROPERTIES, "vanity-VanityFlow-1XYZ", **ATTACKER)

    assert account.functions == functions


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch, account: InProcessAccount) -> Iterator[ModuleType]:
    monkeypatch.setattr(publisher, "build_publisher", lambda: publisher_over(account.client))
    yield import_module("publisher.handler")
    del sys.modules["publisher.handler"]


@pytest.mark.parametrize("kind", ["Create", "Update", "Delete"])
@pytest.mark.parametrize("value", [None, [], {}, 7, True, "", HUGE], ids=lambda value: str(value)[:6])
@pytest.mark.parametrize("field", ["PhysicalResourceId", "ResourceProperties", "OldResourceProperties"])
def test_a_field_of_the_wrong_type_or_size_has_one_response(
    handler: ModuleType, account: InProcessAccount, allowed: Callable[[str], str], kind: str, value: object, field: str
) -> None:
    before = state(account)
    with Web([CannedResponse(200)]) as web:
        event = event_of(kind, FORGED, NOBODYS, OldResourceProperties=PROPERTIES, **ATTACKER)
        handler.handle({**event, "ResponseURL": allowed(web.url), field: value}, Context())

    [request] = web.requests
    assert len(request.body) <= 4096
    assert account.flows[EARLIER] == before[0][EARLIER]


@pytest.mark.parametrize("field", ["StackId", "RequestId", "LogicalResourceId"])
def test_a_field_that_no_response_could_repeat_is_an_error(
    handler: ModuleType, account: InProcessAccount, field: str
) -> None:
    with pytest.raises(InvalidRequestError, match=f"the request's {field} is too long"):
        handler.handle(event_of("Create", FORGED) | {field: HUGE}, Context())

    assert account.called == []


@pytest.mark.parametrize("name", ["Name", "Description", "ConverterFunctionArn", "PhoneNumberArn", "InstanceArn"])
def test_a_huge_property_fails_in_few_words(stack: Stack, account: InProcessAccount, name: str) -> None:
    outcome = stack.create(**{name: HUGE})

    assert outcome.status == "FAILED"
    assert len(outcome.reason) <= 1000
    stack.delete()
    assert list(account.flows) == [EARLIER]
