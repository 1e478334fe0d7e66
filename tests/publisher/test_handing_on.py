"""What belongs to nobody any more is given back: numbers, functions, and flows that CloudFormation never heard of."""

from typing import Any

import pytest

from publisher.ownership import TOLD
from tests.publisher.account import EARLIER, HOME_ID, NUMBER, InProcessAccount, assert_nothing_is_left, flow_id
from tests.publisher.stack import FUNCTION, NEW_FUNCTION, PROPERTIES, STACK, Stack

OTHER_STACK = STACK.replace("/vanity/", "/other/")
OTHER = {**PROPERTIES, "Name": "Other line"}


def create_in(stack: Stack, stack_id: str, properties: dict[str, Any], request: str) -> str:
    """Create a stack's resource, and return its id."""
    return stack.request("Create", properties, "", StackId=stack_id, RequestId=request).id


def test_a_flow_of_an_update_whose_response_was_lost_is_deleted_by_the_failed_id(
    stack: Stack, account: InProcessAccount
) -> None:
    failed = stack.create(ConverterFunctionArn="").id
    stack.deaf = True
    stack.update(request="request-2", **PROPERTIES)

    assert stack.request("Delete", PROPERTIES, failed, RequestId="request-3").status == "SUCCESS"
    assert_nothing_is_left(account)


@pytest.mark.parametrize("first_to_go", [0, 1])
def test_two_stacks_that_took_one_number_restore_its_first_flow_in_either_order(
    stack: Stack, account: InProcessAccount, first_to_go: int
) -> None:
    stacks = [(STACK, PROPERTIES), (OTHER_STACK, OTHER)]
    ids = [create_in(stack, name, properties, "request-1") for name, properties in stacks]

    for which in (first_to_go, 1 - first_to_go):
        stack.request("Delete", stacks[which][1], ids[which], StackId=stacks[which][0])

    assert_nothing_is_left(account)


def test_two_creates_of_one_resource_under_two_names_restore_the_first_flow(
    stack: Stack, account: InProcessAccount
) -> None:
    ids = [create_in(stack, STACK, PROPERTIES, "request-1"), create_in(stack, STACK, OTHER, "request-2")]

    for physical_id in ids:
        stack.request("Delete", PROPERTIES, physical_id)

    assert_nothing_is_left(account)


def test_a_history_that_is_longer_than_a_tag_keeps_its_newest_flows(stack: Stack, account: InProcessAccount) -> None:
    stacks = [(f"{STACK}{number}", {**PROPERTIES, "Name": f"Line {number}"}) for number in range(9)]
    ids = [create_in(stack, name, properties, "request-1") for name, properties in stacks]

    history = account.flows[flow_id(ids[-1])].tags["vanity:earlier-flow"]
    assert len(history) <= 256
    assert history.split() == [flow_id(physical_id) for physical_id in reversed(ids[2:-1])]


def test_a_number_that_was_given_back_and_routed_by_hand_stays_where_it_is(
    stack: Stack, account: InProcessAccount
) -> None:
    created = stack.create()
    stack.update(PhoneNumberArn="")
    account.number(NUMBER).flow_id = flow_id(created.id)

    stack.update(Name="New name")

    assert account.numbers[NUMBER] == flow_id(created.id)


def test_a_number_that_was_given_back_and_unrouted_by_hand_stays_unrouted(
    stack: Stack, account: InProcessAccount
) -> None:
    stack.create()
    stack.update(PhoneNumberArn="")
    account.number(NUMBER).flow_id = None

    stack.delete()

    assert account.numbers[NUMBER] is None
    assert list(account.flows) == [EARLIER]


def test_a_function_that_only_a_failed_create_named_is_disallowed(stack: Stack, account: InProcessAccount) -> None:
    wrong = {**PROPERTIES, "ConverterFunctionArn": NEW_FUNCTION, "Name": "Earlier"}
    account.add("Earlier", "foreign", {})
    failed = stack.request("Create", wrong, "", RequestId="request-1")
    stack.create(request="request-2")
    assert (failed.status, account.functions) == ("FAILED", {(HOME_ID, FUNCTION), (HOME_ID, NEW_FUNCTION)})

    stack.request("Delete", wrong, failed.id, RequestId="request-3")

    assert account.functions == {(HOME_ID, FUNCTION)}


def test_a_flow_that_an_update_made_again_is_noted_as_known(stack: Stack, account: InProcessAccount) -> None:
    account.remove(flow_id(stack.create().id))

    updated = stack.update(Name="New name")

    assert TOLD in account.flows[flow_id(updated.id)].tags
