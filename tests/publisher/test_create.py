"""The flow is made, and found again when its making was not heard of."""

import json

import pytest

from tests.publisher.connect import (
    DIGITS,
    EARLIER,
    HOME,
    NUMBER,
    FakeConnect,
)
from tests.publisher.leftovers import HOME_ID, LOST, REFUSED, assert_nothing_is_left, flow_id
from tests.publisher.stack import FUNCTION, STACK, Stack


def test_create_publishes_the_flow_and_lets_it_answer_the_number(stack: Stack, connect: FakeConnect) -> None:
    answered = stack.create()

    flow = connect.flows[flow_id(answered.id)]
    assert answered.status == "SUCCESS"
    assert answered.data == {
        "ContactFlowArn": answered.id,
        "ContactFlowId": flow_id(answered.id),
        "ContactFlowName": "Vanity line",
        "PhoneNumber": DIGITS,
    }
    assert (flow["Name"], flow["Description"]) == ("Vanity line", "Speaks vanity numbers")
    assert json.loads(flow["Content"])["Actions"] == [{"Calls": f"{FUNCTION}:live"}, {"Speaks": "Joanna"}]
    assert flow["Tags"] == {
        "vanity:stack": STACK,
        "vanity:resource": "VanityFlow",
        "vanity:phone-number": NUMBER,
        "vanity:earlier-flow": EARLIER,
    }
    assert connect.functions == {(HOME_ID, FUNCTION)}
    assert connect.numbers[NUMBER] == flow_id(answered.id)


def test_the_number_is_remembered_before_it_is_touched(stack: Stack, connect: FakeConnect) -> None:
    stack.create()

    assert connect.called == [
        "AssociateLambdaFunction",
        "CreateContactFlow",
        "BatchGetFlowAssociation",
        "TagResource",
        "AssociatePhoneNumberContactFlow",
        "DescribePhoneNumber",
    ]


@pytest.mark.parametrize("number", ["", None])
def test_a_flow_without_a_number(stack: Stack, connect: FakeConnect, number: str | None) -> None:
    answered = stack.create(PhoneNumberArn=number)

    assert answered.status == "SUCCESS"
    assert "PhoneNumber" not in answered.data
    assert connect.numbers[NUMBER] == EARLIER
    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(connect)


def test_delete_leaves_nothing_and_may_come_twice(stack: Stack, connect: FakeConnect) -> None:
    stack.create()

    assert [stack.delete().status, stack.delete().status] == ["SUCCESS"] * 2
    assert_nothing_is_left(connect)


def test_a_create_that_comes_twice_makes_one_flow(stack: Stack, connect: FakeConnect) -> None:
    first, second = stack.create(), stack.create()

    assert first == second
    assert len(connect.flows) == 2
    stack.delete()
    assert_nothing_is_left(connect)


def test_a_flow_of_that_name_that_is_not_ours_is_left_alone(stack: Stack, connect: FakeConnect) -> None:
    connect.add(HOME, "Vanity line", "foreign", **{"vanity:stack": "another", "vanity:resource": "VanityFlow"})

    answered = stack.create()

    assert (answered.status, answered.id) == ("FAILED", "not-created/VanityFlow")
    assert "a flow named 'Vanity line' that is not this stack's: delete or rename it" in answered.reason
    assert stack.delete().status == "SUCCESS"
    assert set(connect.flows) == {EARLIER, "foreign"}
    assert connect.functions == set()


def test_a_flow_whose_making_nobody_heard_of_is_adopted(stack: Stack, connect: FakeConnect) -> None:
    with connect.failing("CreateContactFlow", LOST, times=1):
        assert stack.create().status == "FAILED"

    assert len(connect.flows) == 2
    assert stack.create().status == "SUCCESS"
    assert len(connect.flows) == 2


def test_a_flow_whose_making_nobody_heard_of_is_deleted(stack: Stack, connect: FakeConnect) -> None:
    with connect.failing("CreateContactFlow", LOST, times=1):
        assert stack.create().id == "not-created/VanityFlow"

    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(connect)


@pytest.mark.parametrize("missing", ["InstanceArn", "ConverterArn", "ConverterFunctionArn", "Name", "Description"])
def test_a_missing_property_is_named_before_anything_is_done(stack: Stack, connect: FakeConnect, missing: str) -> None:
    answered = stack.create(**{missing: ""})

    assert (answered.status, answered.id) == ("FAILED", "not-created/VanityFlow")
    assert f"the property {missing} is missing" in answered.reason
    assert connect.called == []
    assert stack.delete().status == "SUCCESS"


def test_a_wrong_instance_is_explained_and_can_be_deleted(stack: Stack, connect: FakeConnect) -> None:
    answered = stack.create(InstanceArn="my-instance")

    assert "InstanceArn is not the ARN of a Connect instance: 'my-instance'" in answered.reason
    assert stack.delete().status == "SUCCESS"
    assert connect.called == []


@pytest.mark.parametrize(
    ("values", "told"),
    [({}, "no value for Voice"), ({"Voice": "Nobody"}, "it is wrong: say: nobody has the voice Nobody")],
)
def test_a_wrong_flow_never_reaches_connect(stack: Stack, connect: FakeConnect, values: object, told: str) -> None:
    answered = stack.create(Values=values)

    assert answered.status == "FAILED"
    assert told in answered.reason
    assert connect.called == []


def test_connect_is_asked_again_when_it_does_not_know_the_function_yet(stack: Stack, connect: FakeConnect) -> None:
    with connect.failing("CreateContactFlow", REFUSED, times=2):
        assert stack.create().status == "SUCCESS"


def test_a_refused_flow_is_refused_with_connects_own_words(stack: Stack, connect: FakeConnect) -> None:
    with connect.failing("CreateContactFlow", REFUSED):
        answered = stack.create()

    assert "Invalid Action type. Type: X; Path: Actions[3]; mend the flow document" in answered.reason
