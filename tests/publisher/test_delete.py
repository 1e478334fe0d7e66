"""The flow goes, whatever someone did to it meanwhile, and what fails is said."""

import pytest

from tests.publisher.connect import (
    ACCOUNT,
    EARLIER,
    HOME,
    MISSING,
    NUMBER,
    OTHER_NUMBER,
    FakeConnect,
    Fault,
    refusal,
)
from tests.publisher.leftovers import FULL, assert_nothing_is_left, flow_id
from tests.publisher.stack import PROPERTIES, Stack


def test_delete_after_someone_removed_the_flow(stack: Stack, connect: FakeConnect) -> None:
    created = stack.create()
    connect.remove(flow_id(created.id))

    assert stack.delete().status == "SUCCESS"
    assert connect.functions == set()
    assert connect.numbers[NUMBER] is None  # what it was before was in the flow's tags


def test_delete_after_someone_removed_the_number(stack: Stack, connect: FakeConnect) -> None:
    stack.create()
    del connect.numbers[NUMBER]

    assert stack.delete().status == "SUCCESS"
    assert list(connect.flows) == [EARLIER]


def test_delete_after_someone_removed_the_earlier_flow(stack: Stack, connect: FakeConnect) -> None:
    stack.create()
    del connect.flows[EARLIER]

    assert stack.delete().status == "SUCCESS"
    assert connect.numbers[NUMBER] is None


def test_a_number_that_someone_else_uses_now_is_left_alone(stack: Stack, connect: FakeConnect) -> None:
    stack.create()
    connect.numbers[NUMBER] = "another"

    stack.delete()

    assert connect.numbers[NUMBER] == "another"


def test_a_number_that_someone_pointed_at_the_flow_is_in_nobodys_way(stack: Stack, connect: FakeConnect) -> None:
    created = stack.create()
    connect.numbers[OTHER_NUMBER] = flow_id(created.id)

    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(connect)


def test_an_old_number_that_is_gone_is_in_nobodys_way(stack: Stack, connect: FakeConnect) -> None:
    stack.create()

    with connect.failing("BatchGetFlowAssociation", Fault("gone", MISSING, passes=False), times=1):
        assert stack.update(PhoneNumberArn=OTHER_NUMBER).status == "SUCCESS"

    assert connect.numbers[OTHER_NUMBER] == flow_id(stack.id)


def test_a_number_that_is_not_there_fails_the_create_which_can_be_deleted(stack: Stack, connect: FakeConnect) -> None:
    answered = stack.create(PhoneNumberArn=f"{ACCOUNT}:phone-number/none")

    assert answered.status == "FAILED"
    assert answered.id.startswith(f"{HOME}/contact-flow/")
    assert "check InstanceArn and PhoneNumberArn" in answered.reason
    stack.delete()
    assert_nothing_is_left(connect)


def test_delete_before_any_create(stack: Stack, connect: FakeConnect) -> None:
    assert stack.ask("Delete", PROPERTIES, "not-created/VanityFlow").status == "SUCCESS"
    assert_nothing_is_left(connect)


def test_what_is_denied_is_named(stack: Stack, connect: FakeConnect) -> None:
    with connect.failing("CreateContactFlow", Fault("denied", refusal("AccessDeniedException", 403), passes=False)):
        answered = stack.create()

    assert "not authorized to perform: connect:CreateContactFlow" in answered.reason
    assert "allow the publisher's role this action" in answered.reason


def test_a_full_instance_is_not_asked_again(stack: Stack, connect: FakeConnect) -> None:
    with connect.failing("CreateContactFlow", FULL):
        assert stack.create().status == "FAILED"

    assert connect.called.count("CreateContactFlow") == 1


def test_a_fault_of_ours_is_answered_without_its_text(
    stack: Stack, connect: FakeConnect, caplog: pytest.LogCaptureFixture
) -> None:
    with connect.failing("CreateContactFlow", Fault("bug", lambda _: KeyError("+18003569377"), passes=False)):
        answered = stack.create()

    assert answered.status == "FAILED"
    assert answered.reason == "the publisher broke (KeyError): its log has the place; please report it"
    assert [record.message for record in caplog.records] == ["the publisher broke"]
