"""A new version of the flow is published, under the same id or another."""

from tests.publisher.account import (
    AWAY,
    AWAY_ID,
    EARLIER,
    EARLIER_NAME,
    HOME_ID,
    NUMBER,
    OTHER_NUMBER,
    InProcessAccount,
    assert_nothing_is_left,
    flow_id,
)
from tests.publisher.stack import FUNCTION, NEW_FUNCTION, Stack


def test_update_publishes_a_new_version_under_the_same_id(stack: Stack, account: InProcessAccount) -> None:
    created = stack.create()

    updated = stack.update(Name="New name", Description="New words", Values={"Voice": "Matthew"})

    flow = account.flows[flow_id(created.id)]
    assert (updated.status, updated.id, updated.data["ContactFlowName"]) == ("SUCCESS", created.id, "New name")
    assert (flow.name, flow.description) == ("New name", "New words")
    assert '{"Speaks":"Matthew"}' in flow.content
    assert account.numbers[NUMBER] == flow_id(created.id)
    stack.delete()
    assert_nothing_is_left(account)


def test_a_name_in_use_fails_only_the_update(stack: Stack, account: InProcessAccount) -> None:
    created = stack.create()

    updated = stack.update(Name=EARLIER_NAME)

    assert (updated.status, updated.id) == ("FAILED", created.id)
    assert stack.roll_back(Name=EARLIER_NAME).status == "SUCCESS"
    stack.delete()
    assert_nothing_is_left(account)


def test_a_new_function_is_allowed_first_and_the_old_one_disallowed_last(
    stack: Stack, account: InProcessAccount
) -> None:
    stack.create()
    account.forget_calls()

    stack.update(ConverterFunctionArn=NEW_FUNCTION, ConverterArn=f"{NEW_FUNCTION}:live")

    assert account.functions == {(HOME_ID, NEW_FUNCTION)}
    changes = [operation for operation in account.called if not operation.startswith(("List", "BatchGet", "Describe"))]
    assert (changes[0], changes[-1]) == ("AssociateLambdaFunction", "DisassociateLambdaFunction")


def test_another_number_is_routed_and_the_old_one_restored(stack: Stack, account: InProcessAccount) -> None:
    created = stack.create()

    stack.update(PhoneNumberArn=OTHER_NUMBER)

    assert account.numbers == {NUMBER: EARLIER, OTHER_NUMBER: flow_id(created.id)}
    stack.delete()
    assert_nothing_is_left(account)


def test_a_dropped_number_is_restored(stack: Stack, account: InProcessAccount) -> None:
    stack.create()

    stack.update(PhoneNumberArn="")

    assert account.numbers[NUMBER] == EARLIER


def test_another_instance_is_a_replacement(stack: Stack, account: InProcessAccount) -> None:
    created = stack.create(PhoneNumberArn="")

    moved = stack.update(InstanceArn=AWAY)
    stack.clean_up()

    assert moved.id == f"{AWAY}/contact-flow/{flow_id(moved.id)}"
    assert flow_id(created.id) not in account.flows
    assert account.functions == {(AWAY_ID, FUNCTION)}
    stack.delete()
    assert_nothing_is_left(account)


def test_a_rollback_from_another_instance_uses_the_flow_that_still_exists(
    stack: Stack, account: InProcessAccount
) -> None:
    created = stack.create()
    home = stack.properties
    stack.update(InstanceArn=AWAY, PhoneNumberArn="")
    stack.replaced.clear()  # another resource fails, so nothing is cleaned up

    back = stack.update(**home)

    assert back.id == created.id
    assert [outcome.status for outcome in stack.clean_up()] == ["SUCCESS"]
    stack.delete()
    assert_nothing_is_left(account)


def test_a_deleted_flow_is_created_again_and_the_new_flow_keeps_the_function(
    stack: Stack, account: InProcessAccount
) -> None:
    created = stack.create(PhoneNumberArn="")
    account.remove(flow_id(created.id))

    updated = stack.update(Name="New name")
    stack.clean_up()

    assert updated.id != created.id
    assert account.flows[flow_id(updated.id)].name == "New name"
    assert account.functions == {(HOME_ID, FUNCTION)}
    stack.delete()
    assert_nothing_is_left(account)
