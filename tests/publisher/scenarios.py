"""The requests that CloudFormation can make, with what happens before and after each."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.publisher.account import AWAY, OTHER_NUMBER, InProcessAccount
from tests.publisher.stack import NEW_FUNCTION, PROPERTIES, Outcome, Stack


class Scenario(NamedTuple):
    """A request and its circumstances."""

    name: str
    #: What happens before the request.
    before: Callable[[Stack], object]
    request: Callable[[Stack], Outcome]
    #: What CloudFormation does when the request fails.
    after: Callable[[Stack], object]
    #: Whether the earlier flow cannot be restored, because it was saved in the tags of a flow that someone deleted.
    forgets: bool = False

    def __str__(self) -> str:
        return self.name


def nothing(stack: Stack) -> None:
    """Do nothing."""


def update(name: str, rolls_back: bool = True, gone: bool = False, **changes: Any) -> Scenario:
    """Return an Update with these changes; with `gone`, after someone has deleted the flow."""

    def before(stack: Stack) -> None:
        stack.create()
        if gone:
            stack.account.remove(stack.id.rpartition("/")[2])

    def after(stack: Stack) -> None:
        assert stack.roll_back(**changes).status == "SUCCESS"

    return Scenario(name, before, lambda stack: stack.update(**changes), after if rolls_back else nothing, gone)


def move(stack: Stack) -> None:
    """Move the flow to another instance by an Update."""
    stack.create(PhoneNumberArn="")
    stack.update(InstanceArn=AWAY)


def recreate(stack: Stack) -> None:
    """Create the flow again in the same instance by an Update, after someone has deleted it."""
    stack.create()
    stack.account.remove(stack.id.rpartition("/")[2])
    stack.update(**NEW_WORDS)


def delete_replaced(stack: Stack) -> Outcome:
    [outcome] = stack.clean_up()
    if outcome.status == "FAILED":
        stack.replaced[outcome.id] = PROPERTIES
    return outcome


def create_unheard(stack: Stack) -> None:
    """Create the flow, without CloudFormation receiving the response: Lambda invokes the function again."""
    stack.deaf = True
    stack.create()
    stack.deaf = False


def update_nothing(stack: Stack) -> None:
    """Fail a Create, and let CloudFormation keep the resource, as it does when told not to roll back."""
    stack.create(ConverterFunctionArn="")
    stack.properties = {**PROPERTIES}


def create_interrupted(stack: Stack) -> None:
    """Create the flow, but interrupt the function after its last call: CloudFormation does not know the id."""
    create_unheard(stack)
    stack.id = "vanity-VanityFlow-1XYZ"


def create_without_effect(stack: Stack) -> None:
    """Fail a Create before it does anything."""
    stack.id, stack.properties = "not-created/VanityFlow/request-1", {**PROPERTIES}


NEW_WORDS: dict[str, Any] = {"Name": "New name", "Description": "New words", "Values": {"Voice": "Matthew"}}
SCENARIOS = [
    Scenario("create", nothing, Stack.create, nothing),
    Scenario("create without a number", nothing, lambda stack: stack.create(PhoneNumberArn=""), nothing),
    Scenario("create again", create_unheard, Stack.create, nothing),
    Scenario("update what was never created", update_nothing, Stack.update, Stack.roll_back),
    update("update the words", **NEW_WORDS),
    update("update the words without a rollback", rolls_back=False, **NEW_WORDS),
    update("update the function", ConverterFunctionArn=NEW_FUNCTION),
    update("update the number", PhoneNumberArn=OTHER_NUMBER),
    update("update the number without a rollback", rolls_back=False, PhoneNumberArn=OTHER_NUMBER),
    update("drop the number", PhoneNumberArn=""),
    update("move to another instance", InstanceArn=AWAY, PhoneNumberArn=""),
    update("update a deleted flow", gone=True),
    Scenario("delete", Stack.create, Stack.delete, nothing),
    Scenario(
        "delete with no earlier flow", lambda stack: stack.create(PhoneNumberArn=OTHER_NUMBER), Stack.delete, nothing
    ),
    Scenario("delete after an interrupted create", create_interrupted, Stack.delete, nothing),
    Scenario("delete the flow left by a move", move, delete_replaced, nothing),
    Scenario("delete the flow that was recreated", recreate, delete_replaced, nothing, forgets=True),
    Scenario("delete before create", create_without_effect, Stack.delete, nothing),
]


def operations(scenario: Scenario) -> list[str]:
    """Return the operations that a request calls when nothing fails."""
    account = InProcessAccount()
    stack = Stack(account)
    scenario.before(stack)
    account.forget_calls()
    scenario.request(stack)
    return sorted(set(account.called))
