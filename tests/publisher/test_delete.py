"""The flow is deleted, whatever people have changed meanwhile, and every failure has its reason."""

import pytest

from infra.fake_connect.state import number_arn
from tests.publisher.account import (
    EARLIER,
    HOME,
    NUMBER,
    OTHER_NUMBER,
    InProcessAccount,
    assert_nothing_is_left,
    flow_id,
)
from tests.publisher.failures import BUG, DENIED, NOT_FOUND, QUOTA
from tests.publisher.stack import PROPERTIES, Stack


def test_delete_after_someone_deleted_the_flow(stack: Stack, account: InProcessAccount) -> None:
    created = stack.create()
    account.remove(flow_id(created.id))

    assert stack.delete().status == "SUCCESS"
    assert account.functions == set()
    assert account.numbers[NUMBER] is None  # the earlier flow was saved in the deleted flow's tags


def test_delete_after_someone_released_the_number(stack: Stack, account: InProcessAccount) -> None:
    stack.create()
    account.release(NUMBER)

    assert stack.delete().status == "SUCCESS"
    assert list(account.flows) == [EARLIER]


def test_delete_after_someone_deleted_the_earlier_flow(stack: Stack, account: InProcessAccount) -> None:
    stack.create()
    account.remove(EARLIER)

    assert stack.delete().status == "SUCCESS"
    assert account.numbers[NUMBER] is None


def test_a_number_that_someone_routed_elsewhere_is_left_alone(stack: Stack, account: InProcessAccount) -> None:
    stack.create()
    account.number(NUMBER).flow_id = "another"

    stack.delete()

    assert account.numbers[NUMBER] == "another"


def test_a_number_that_someone_routed_to_the_flow_is_released(stack: Stack, account: InProcessAccount) -> None:
    created = stack.create()
    account.number(OTHER_NUMBER).flow_id = flow_id(created.id)

    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(account)


def test_an_old_number_that_no_longer_exists_does_not_fail_the_update(stack: Stack, account: InProcessAccount) -> None:
    stack.create()

    with account.failing("BatchGetFlowAssociation", NOT_FOUND, times=1):
        assert stack.update(PhoneNumberArn=OTHER_NUMBER).status == "SUCCESS"

    assert account.numbers[OTHER_NUMBER] == flow_id(stack.id)


def test_a_number_that_does_not_exist_fails_the_create_which_can_be_deleted(
    stack: Stack, account: InProcessAccount
) -> None:
    outcome = stack.create(PhoneNumberArn=number_arn("none"))

    assert outcome.status == "FAILED"
    assert outcome.id.startswith(f"{HOME}/contact-flow/")
    assert "check InstanceArn and PhoneNumberArn" in outcome.reason
    stack.delete()
    assert_nothing_is_left(account)


def test_delete_before_any_create(stack: Stack, account: InProcessAccount) -> None:
    assert stack.request("Delete", PROPERTIES, "not-created/VanityFlow").status == "SUCCESS"
    assert_nothing_is_left(account)


def test_a_denied_action_is_named(stack: Stack, account: InProcessAccount) -> None:
    with account.failing("CreateContactFlow", DENIED):
        outcome = stack.create()

    assert "not authorized to perform: connect:CreateContactFlow" in outcome.reason
    assert "allow the publisher's role this action" in outcome.reason


def test_a_used_up_quota_is_not_retried(stack: Stack, account: InProcessAccount) -> None:
    with account.failing("CreateContactFlow", QUOTA):
        assert stack.create().status == "FAILED"

    assert account.called.count("CreateContactFlow") == 1


def test_a_bug_is_reported_without_the_text_of_its_error(
    stack: Stack, account: InProcessAccount, caplog: pytest.LogCaptureFixture
) -> None:
    with account.failing("CreateContactFlow", BUG):
        outcome = stack.create()

    assert outcome.status == "FAILED"
    assert outcome.reason == "the publisher has a bug (KeyError): please report it with the traceback in its log"
    assert [record.message for record in caplog.records] == ["the publisher has a bug"]
