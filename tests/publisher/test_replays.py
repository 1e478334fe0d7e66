"""Requests that come late, twice or by another id, and replies of Connect that are out of date.

A Delete undoes only what its own request made, and no single absence is believed.
"""

from typing import Any

import pytest

from infra.fake_connect.state import FakeNumber
from tests.publisher.account import (
    AWAY,
    EARLIER,
    HOME_ID,
    NUMBER,
    InProcessAccount,
    assert_nothing_is_left,
    flow_id,
)
from tests.publisher.failures import ALL, DENIED, NOT_FOUND, STALE, Failure
from tests.publisher.stack import FUNCTION, PROPERTIES, Stack

MADE_UP = "vanity-VanityFlow-1ABCDEFGHIJKL"  # an id of CloudFormation's, for a Create that did not respond
LISTS = ("BatchGetFlowAssociation", "ListFlowAssociations", "ListContactFlows")


def assert_live(account: InProcessAccount, flow: str) -> None:
    assert flow_id(flow) in account.flows
    assert account.functions == {(HOME_ID, FUNCTION)}
    assert account.numbers[NUMBER] == flow_id(flow)


def test_a_late_delete_of_a_create_that_failed_leaves_the_live_flow(stack: Stack, account: InProcessAccount) -> None:
    failed = stack.create(ConverterFunctionArn="", request="request-1")
    live = stack.create(request="request-2")

    late = stack.request("Delete", PROPERTIES, failed.id, RequestId="request-3")

    assert (late.status, late.id) == ("SUCCESS", failed.id)
    assert_live(account, live.id)


def test_a_late_delete_leaves_the_flow_that_a_later_create_adopted(stack: Stack, account: InProcessAccount) -> None:
    stack.deaf = True
    with account.failing("CreateContactFlow", _lost(), times=1):
        failed = stack.create(request="request-1")
    live = stack.create(request="request-2")

    stack.request("Delete", PROPERTIES, failed.id, RequestId="request-3")

    assert_live(account, live.id)


def test_the_clean_up_after_an_update_replaced_what_was_never_created(stack: Stack, account: InProcessAccount) -> None:
    failed = stack.create(ConverterFunctionArn="")
    updated = stack.update(**PROPERTIES)

    assert [outcome.id for outcome in stack.clean_up()] == [failed.id]
    assert_live(account, updated.id)


def test_the_clean_up_by_an_id_that_cloudformation_made_up(stack: Stack, account: InProcessAccount) -> None:
    stack.deaf = True
    stack.create(request="request-1")
    stack.id = MADE_UP
    stack.deaf = False
    updated = stack.update(request="request-2")

    stack.clean_up()

    assert_live(account, updated.id)
    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(account)


def test_a_delete_by_a_made_up_id_removes_what_the_unheard_create_left(stack: Stack, account: InProcessAccount) -> None:
    stack.deaf = True
    stack.create()
    stack.id = MADE_UP

    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(account)


def test_a_late_delete_by_a_made_up_id_leaves_a_flow_that_cloudformation_knows(
    stack: Stack, account: InProcessAccount
) -> None:
    live = stack.create(request="request-2")

    stack.request("Delete", PROPERTIES, MADE_UP, RequestId="request-3")

    assert_live(account, live.id)


def test_a_delete_of_another_stacks_flow_leaves_it_alone(stack: Stack, account: InProcessAccount) -> None:
    account.add("Foreign", "foreign", {"vanity:stack": "another", "vanity:resource": "VanityFlow"})

    outcome = stack.request("Delete", PROPERTIES, f"{PROPERTIES['InstanceArn']}/contact-flow/foreign")

    assert outcome.status == "SUCCESS"
    assert "foreign" in account.flows


@pytest.mark.parametrize("operation", LISTS)
def test_one_empty_list_does_not_lose_the_earlier_flow(stack: Stack, account: InProcessAccount, operation: str) -> None:
    with account.failing(operation, STALE, times=1):
        stack.create()
    with account.failing(operation, STALE, times=1):
        stack.update(Name="New name")
    with account.failing(operation, STALE, times=1):
        assert stack.delete().status == "SUCCESS"

    assert_nothing_is_left(account)


def test_an_update_keeps_the_earlier_flow_however_long_connect_lists_none(
    stack: Stack, account: InProcessAccount
) -> None:
    stack.create()
    with account.failing("BatchGetFlowAssociation", STALE):
        assert stack.update(Name="New name").status == "SUCCESS"

    assert stack.delete().status == "SUCCESS"
    assert account.numbers[NUMBER] == EARLIER


def test_a_delete_gives_back_the_number_that_the_tags_name(stack: Stack, account: InProcessAccount) -> None:
    stack.create()
    with account.failing("ListFlowAssociations", STALE):
        assert stack.delete().status == "SUCCESS"

    assert_nothing_is_left(account)


@pytest.mark.parametrize("operation", ["TagResource", "AssociatePhoneNumberContactFlow", "DescribePhoneNumber"])
def test_a_flow_that_connect_does_not_know_yet_is_asked_for_again(
    stack: Stack, account: InProcessAccount, operation: str
) -> None:
    with account.failing(operation, NOT_FOUND, times=2):
        assert stack.create().status == "SUCCESS"


def test_an_update_does_not_make_a_second_flow_because_connect_missed_the_first(
    stack: Stack, account: InProcessAccount
) -> None:
    created = stack.create()
    with account.failing("UpdateContactFlowContent", NOT_FOUND, times=1):
        updated = stack.update(Name="New name")

    assert updated.id == created.id
    assert len(account.flows) == 2


def test_rights_of_a_new_role_may_take_a_while(stack: Stack, account: InProcessAccount) -> None:
    with account.failing("CreateContactFlow", DENIED, times=3):
        assert stack.create().status == "SUCCESS"


@pytest.mark.parametrize(("status", "told"), [("IN_PROGRESS", "not yet: "), ("FAILED", "none: Amazon Connect could")])
def test_a_number_that_cannot_be_dialed_is_not_announced(
    stack: Stack, account: InProcessAccount, status: str, told: str
) -> None:
    number: FakeNumber = account.number(NUMBER)
    number.status = status

    outcome = stack.create()

    assert outcome.status == "SUCCESS"
    assert outcome.data["PhoneNumber"] == ""
    assert outcome.data["NumberToDial"].startswith(told)
    assert "5550100" not in str(outcome.data)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"Values": {"Voice": ["Joanna"]}}, "the property Values.Voice must be a text"),
        ({"Values": {"Voice": {"is": "Joanna"}}}, "the property Values.Voice must be a text"),
        ({"Values": {"Voice": None}}, "the property Values.Voice must be a text"),
        ({"Values": ["Joanna"]}, "the property Values must be an object with a text for each name"),
        ({"Name": ["Vanity"]}, "the property Name must be a text"),
        ({"PhoneNumberArn": {"Ref": "Number"}}, "the property PhoneNumberArn must be a text"),
    ],
)
def test_a_property_that_is_no_text_is_named_in_one_line(
    stack: Stack, account: InProcessAccount, changes: dict[str, Any], named: str
) -> None:
    outcome = stack.create(**changes)

    assert outcome.status == "FAILED"
    assert outcome.reason == f"{named}: correct it in the template"
    assert account.called == []
    assert stack.delete().status == "SUCCESS"


def _lost() -> Failure:
    return next(failure for failure in ALL if failure.name == "out of time" and failure.done)


def test_a_failed_move_leaves_nothing_behind_although_the_rollback_is_another_request(
    stack: Stack, account: InProcessAccount
) -> None:
    stack.create(PhoneNumberArn="", request="request-1")
    home = stack.properties
    away = {**home, "InstanceArn": AWAY}
    with account.failing("CreateContactFlow", _lost(), times=1):
        failed = stack.request("Update", away, stack.id, OldResourceProperties=home, RequestId="request-2")
    assert failed.status == "FAILED"
    back = stack.request("Update", home, stack.id, OldResourceProperties=away, RequestId="request-3")

    assert back.status == "SUCCESS"
    stack.delete()
    assert_nothing_is_left(account)
