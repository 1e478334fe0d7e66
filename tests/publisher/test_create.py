"""The flow is created, and adopted when the reply to its creation was lost."""

import json

import pytest

from contact_flow import digest
from tests.publisher.account import (
    E164,
    EARLIER,
    HOME_ID,
    NUMBER,
    InProcessAccount,
    assert_nothing_is_left,
    flow_id,
)
from tests.publisher.failures import LOST, PROBLEMS
from tests.publisher.stack import FUNCTION, STACK, Stack


def test_create_publishes_the_flow_and_routes_the_number_to_it(stack: Stack, account: InProcessAccount) -> None:
    outcome = stack.create()

    flow = account.flows[flow_id(outcome.id)]
    assert outcome.status == "SUCCESS"
    assert outcome.data == {
        "ContactFlowArn": outcome.id,
        "ContactFlowId": flow_id(outcome.id),
        "ContactFlowName": "Vanity line",
        "PhoneNumber": E164,
        "NumberToDial": E164,
    }
    assert (flow.name, flow.description) == ("Vanity line", "Speaks vanity numbers")
    assert json.loads(flow.content)["Actions"] == [{"Calls": f"{FUNCTION}:live"}, {"Speaks": "Joanna"}]
    assert flow.tags == {
        "vanity:stack": STACK,
        "vanity:resource": "VanityFlow",
        "vanity:request": "request-1",
        "vanity:told-cloudformation": "yes",
        "vanity:function": FUNCTION,
        "vanity:flow-digest": digest(json.loads(flow.content)),
        "vanity:phone-number": NUMBER,
        "vanity:earlier-flow": EARLIER,
    }
    assert account.functions == {(HOME_ID, FUNCTION)}
    assert account.numbers[NUMBER] == flow_id(outcome.id)


def test_the_earlier_flow_is_saved_before_the_number_is_changed(stack: Stack, account: InProcessAccount) -> None:
    stack.create()

    assert account.called == [
        "AssociateLambdaFunction",
        "CreateContactFlow",
        "BatchGetFlowAssociation",
        "ListTagsForResource",  # what the earlier flow had saved
        "TagResource",
        "AssociatePhoneNumberContactFlow",
        "DescribePhoneNumber",
        "TagResource",  # that CloudFormation knows the flow
    ]


@pytest.mark.parametrize("changes", [{"PhoneNumberArn": ""}, {}], ids=["empty", "missing"])
def test_a_flow_may_answer_no_number(stack: Stack, account: InProcessAccount, changes: dict[str, str]) -> None:
    outcome = stack.create(without=["PhoneNumberArn"], **changes)

    assert outcome.status == "SUCCESS"
    assert "PhoneNumber" not in outcome.data
    assert account.numbers[NUMBER] == EARLIER
    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(account)


def test_delete_leaves_nothing_and_may_be_repeated(stack: Stack, account: InProcessAccount) -> None:
    stack.create()

    assert [stack.delete().status, stack.delete().status] == ["SUCCESS"] * 2
    assert_nothing_is_left(account)


def test_a_repeated_create_creates_one_flow(stack: Stack, account: InProcessAccount) -> None:
    first, second = stack.create(), stack.create()

    assert first == second
    assert len(account.flows) == 2
    stack.delete()
    assert_nothing_is_left(account)


def test_another_stacks_flow_with_the_same_name_is_left_alone(stack: Stack, account: InProcessAccount) -> None:
    account.add("Vanity line", "foreign", {"vanity:stack": "another", "vanity:resource": "VanityFlow"})

    outcome = stack.create()

    assert (outcome.status, outcome.id) == ("FAILED", "not-created/VanityFlow/request-1")
    assert "a flow named 'Vanity line' that does not belong to this stack: delete or rename it" in outcome.reason
    assert stack.delete().status == "SUCCESS"
    assert set(account.flows) == {EARLIER, "foreign"}
    assert account.functions == set()


def test_a_flow_is_adopted_when_the_reply_to_its_creation_was_lost(stack: Stack, account: InProcessAccount) -> None:
    with account.failing("CreateContactFlow", LOST, times=1):
        assert stack.create().status == "FAILED"

    assert len(account.flows) == 2
    assert stack.create().status == "SUCCESS"
    assert len(account.flows) == 2


def test_a_flow_is_deleted_when_the_reply_to_its_creation_was_lost(stack: Stack, account: InProcessAccount) -> None:
    with account.failing("CreateContactFlow", LOST, times=1):
        assert stack.create().id == "not-created/VanityFlow/request-1"

    assert stack.delete().status == "SUCCESS"
    assert_nothing_is_left(account)


@pytest.mark.parametrize("missing", ["InstanceArn", "ConverterArn", "ConverterFunctionArn", "Name", "Description"])
def test_a_missing_property_is_named_before_connect_is_called(
    stack: Stack, account: InProcessAccount, missing: str
) -> None:
    outcome = stack.create(**{missing: ""})

    assert (outcome.status, outcome.id) == ("FAILED", "not-created/VanityFlow/request-1")
    assert f"the property {missing} is missing" in outcome.reason
    assert account.called == []
    assert stack.delete().status == "SUCCESS"


def test_a_wrong_instance_is_explained_and_can_be_deleted(stack: Stack, account: InProcessAccount) -> None:
    outcome = stack.create(InstanceArn="my-instance")

    assert "InstanceArn is not the ARN of a Connect instance: copy it from the console" in outcome.reason
    assert stack.delete().status == "SUCCESS"
    assert account.called == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [({}, "no value for Voice"), ({"Voice": "Nobody"}, "it is invalid: say: unknown voice Nobody")],
)
def test_an_invalid_flow_never_reaches_connect(
    stack: Stack, account: InProcessAccount, values: object, reason: str
) -> None:
    outcome = stack.create(Values=values)

    assert outcome.status == "FAILED"
    assert reason in outcome.reason
    assert account.called == []


def test_a_warning_is_logged_and_the_flow_published(stack: Stack, caplog: pytest.LogCaptureFixture) -> None:
    assert stack.create(Values={"Voice": "Robot"}).status == "SUCCESS"

    assert caplog.messages == ["the flow: say: unknown voice Robot; choose another [unusual-value]"]


def test_a_flow_is_sent_again_while_connect_does_not_know_the_function(stack: Stack, account: InProcessAccount) -> None:
    with account.failing("CreateContactFlow", PROBLEMS, times=2):
        assert stack.create().status == "SUCCESS"


def test_the_reason_for_a_rejected_flow_quotes_connect(stack: Stack, account: InProcessAccount) -> None:
    with account.failing("CreateContactFlow", PROBLEMS):
        outcome = stack.create()

    assert "Invalid Action type. Type: X; Path: Actions[3]; correct the flow document" in outcome.reason
