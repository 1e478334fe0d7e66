"""What CloudFormation can ask of the resource, one way each, with what comes before and after it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.publisher.connect import AWAY, OTHER_NUMBER, FakeConnect
from tests.publisher.stack import NEW_FUNCTION, PROPERTIES, Answered, Stack


class Scenario(NamedTuple):
    """before: leads up to the request. request: makes it. after: what CloudFormation does when it failed.

    forgets: the flow that the number had before stood in the tags of a flow that is gone.
    """

    name: str
    before: Callable[[Stack], object]
    request: Callable[[Stack], Answered]
    after: Callable[[Stack], object]
    forgets: bool = False

    def __str__(self) -> str:
        return self.name


def nothing(stack: Stack) -> None:
    """Nothing comes before, or after."""


def update(name: str, rolls_back: bool = True, gone: bool = False, **changes: Any) -> Scenario:
    """An Update with these changes. gone: someone removed the flow before."""

    def before(stack: Stack) -> None:
        stack.create()
        if gone:
            stack.connect.remove(stack.id.rpartition("/")[2])

    def after(stack: Stack) -> None:
        assert stack.roll_back(**changes).status == "SUCCESS"

    return Scenario(name, before, lambda stack: stack.update(**changes), after if rolls_back else nothing, gone)


def moved(stack: Stack) -> None:
    """An Update that has moved the flow to another instance."""
    stack.create(PhoneNumberArn="")
    stack.update(InstanceArn=AWAY)


def made_anew(stack: Stack) -> None:
    """An Update that has made the flow anew, in the same instance, as someone had removed it."""
    stack.create()
    stack.connect.remove(stack.id.rpartition("/")[2])
    stack.update(**NEW_WORDS)


def cleaned_up(stack: Stack) -> Answered:
    [answered] = stack.clean_up()
    if answered.status == "FAILED":
        stack.replaced[answered.id] = PROPERTIES
    return answered


def unheard(stack: Stack) -> None:
    """A Create whose function was cut off after its last call: CloudFormation does not know the id."""
    stack.create()
    stack.id = "not-created/VanityFlow"


def never(stack: Stack) -> None:
    """A Create that failed before it did anything."""
    stack.id, stack.properties = "not-created/VanityFlow", {**PROPERTIES}


NEW_WORDS: dict[str, Any] = {"Name": "New name", "Description": "New words", "Values": {"Voice": "Matthew"}}
SCENARIOS = [
    Scenario("create", nothing, Stack.create, nothing),
    Scenario("create without a number", nothing, lambda stack: stack.create(PhoneNumberArn=""), nothing),
    Scenario("create again", Stack.create, Stack.create, nothing),
    update("update the words", **NEW_WORDS),
    update("update the words, no way back", rolls_back=False, **NEW_WORDS),
    update("update the function", ConverterFunctionArn=NEW_FUNCTION),
    update("update the number", PhoneNumberArn=OTHER_NUMBER),
    update("update the number, no way back", rolls_back=False, PhoneNumberArn=OTHER_NUMBER),
    update("drop the number", PhoneNumberArn=""),
    update("move to another instance", InstanceArn=AWAY, PhoneNumberArn=""),
    update("update a flow that is gone", gone=True),
    Scenario("delete", Stack.create, Stack.delete, nothing),
    Scenario("delete, nothing earlier", lambda stack: stack.create(PhoneNumberArn=OTHER_NUMBER), Stack.delete, nothing),
    Scenario("delete what nobody heard of", unheard, Stack.delete, nothing),
    Scenario("delete what has moved", moved, cleaned_up, nothing),
    Scenario("delete what was made anew", made_anew, cleaned_up, nothing, forgets=True),
    Scenario("delete before create", never, Stack.delete, nothing),
]


def operations(scenario: Scenario) -> list[str]:
    """The operations that a request asks for when nothing fails."""
    connect = FakeConnect()
    stack = Stack(connect)
    scenario.before(stack)
    connect.called.clear()
    scenario.request(stack)
    return sorted(set(connect.called))
