"""The protocol of the custom resource, over an Amazon Connect in memory."""

import json

import pytest

from tests.publisher.connect import (
    ACCOUNT,
    AWAY,
    DIGITS,
    EARLIER,
    EARLIER_NAME,
    HOME,
    MISSING,
    NUMBER,
    OTHER_NUMBER,
    FakeConnect,
    Fault,
    refusal,
)
from tests.publisher.stack import FUNCTION, NEW_FUNCTION, PROPERTIES, STACK, Stack

PROBLEMS = [{"message": "Invalid Action type. Type: X"}, {"message": "Path: Actions[3]"}]
REFUSED = Fault("refused", refusal("InvalidContactFlowException", 400, problems=PROBLEMS), passes=False)
FULL = Fault("full", refusal("LimitExceededException", 429), passes=False)
LOST = Fault("lost", refusal("Unheard", 400), passes=False, lost=True)
HOME_ID, AWAY_ID = (arn.rpartition("/")[2] for arn in (HOME, AWAY))


def flow_id(arn: str) -> str:
    return arn.rpartition("/")[2]


def assert_nothing_is_left(connect: FakeConnect) -> None:
    assert list(connect.flows) == [EARLIER]
    assert connect.functions == set()
    assert connect.numbers == {NUMBER: EARLIER, OTHER_NUMBER: None}


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
