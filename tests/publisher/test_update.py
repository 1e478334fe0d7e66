"""The flow is published anew, under the same id or another."""

from tests.publisher.connect import (
    AWAY,
    EARLIER,
    EARLIER_NAME,
    NUMBER,
    OTHER_NUMBER,
    FakeConnect,
)
from tests.publisher.leftovers import AWAY_ID, HOME_ID, assert_nothing_is_left, flow_id
from tests.publisher.stack import FUNCTION, NEW_FUNCTION, Stack


def test_update_publishes_anew_under_the_same_id(stack: Stack, connect: FakeConnect) -> None:
    created = stack.create()

    updated = stack.update(Name="New name", Description="New words", Values={"Voice": "Matthew"})

    flow = connect.flows[flow_id(created.id)]
    assert (updated.status, updated.id, updated.data["ContactFlowName"]) == ("SUCCESS", created.id, "New name")
    assert (flow["Name"], flow["Description"]) == ("New name", "New words")
    assert '{"Speaks":"Matthew"}' in flow["Content"]
    assert connect.numbers[NUMBER] == flow_id(created.id)
    stack.delete()
    assert_nothing_is_left(connect)


def test_a_name_that_is_taken_fails_the_update_only(stack: Stack, connect: FakeConnect) -> None:
    created = stack.create()

    updated = stack.update(Name=EARLIER_NAME)

    assert (updated.status, updated.id) == ("FAILED", created.id)
    assert stack.roll_back(Name=EARLIER_NAME).status == "SUCCESS"
    stack.delete()
    assert_nothing_is_left(connect)


def test_another_function_is_admitted_before_and_the_old_one_dismissed_after(
    stack: Stack, connect: FakeConnect
) -> None:
    stack.create()
    connect.called.clear()

    stack.update(ConverterFunctionArn=NEW_FUNCTION, ConverterArn=f"{NEW_FUNCTION}:live")

    assert connect.functions == {(HOME_ID, NEW_FUNCTION)}
    assert (connect.called[0], connect.called[-1]) == ("AssociateLambdaFunction", "DisassociateLambdaFunction")


def test_another_number_and_the_old_one_finds_back(stack: Stack, connect: FakeConnect) -> None:
    created = stack.create()

    stack.update(PhoneNumberArn=OTHER_NUMBER)

    assert connect.numbers == {NUMBER: EARLIER, OTHER_NUMBER: flow_id(created.id)}
    stack.delete()
    assert_nothing_is_left(connect)


def test_a_number_that_is_dropped_finds_back(stack: Stack, connect: FakeConnect) -> None:
    stack.create()

    stack.update(PhoneNumberArn="")

    assert connect.numbers[NUMBER] == EARLIER


def test_another_instance_is_a_replacement(stack: Stack, connect: FakeConnect) -> None:
    created = stack.create(PhoneNumberArn="")

    moved = stack.update(InstanceArn=AWAY)
    stack.clean_up()

    assert moved.id == f"{AWAY}/contact-flow/{flow_id(moved.id)}"
    assert flow_id(created.id) not in connect.flows
    assert connect.functions == {(AWAY_ID, FUNCTION)}
    stack.delete()
    assert_nothing_is_left(connect)


def test_the_way_back_from_another_instance_finds_the_flow_that_is_still_there(
    stack: Stack, connect: FakeConnect
) -> None:
    created = stack.create()
    home = stack.properties
    stack.update(InstanceArn=AWAY, PhoneNumberArn="")
    stack.replaced.clear()  # another resource fails, so nothing is cleaned up

    back = stack.update(**home)

    assert back.id == created.id
    assert [answered.status for answered in stack.clean_up()] == ["SUCCESS"]
    stack.delete()
    assert_nothing_is_left(connect)


def test_a_flow_that_someone_removed_is_made_anew_and_its_successor_keeps_the_function(
    stack: Stack, connect: FakeConnect
) -> None:
    created = stack.create(PhoneNumberArn="")
    connect.remove(flow_id(created.id))

    updated = stack.update(Name="New name")
    stack.clean_up()

    assert updated.id != created.id
    assert connect.flows[flow_id(updated.id)]["Name"] == "New name"
    assert connect.functions == {(HOME_ID, FUNCTION)}
    stack.delete()
    assert_nothing_is_left(connect)
