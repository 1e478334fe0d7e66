"""The shape of a flow, as types.

They are read twice: by the type checker, and at run time by `contact_flow.rules.shape`, which finds what does not have
it. The other rules, and whoever plays a flow, see only flows that do.
"""

from collections.abc import Iterator
from typing import NotRequired, TypedDict


class ErrorBranch(TypedDict):
    """Where an action goes on after an error of this type."""

    ErrorType: str
    NextAction: str


class Comparison(TypedDict):
    """What is asked of the value that an action gave."""

    Operator: str
    Operands: list[str]


class ConditionBranch(TypedDict):
    """Where an action goes on when the condition holds."""

    Condition: Comparison
    NextAction: str


class Leaving(TypedDict, total=False):
    """The ways out of an action; a terminal one has none."""

    NextAction: str
    Errors: list[ErrorBranch]
    Conditions: list[ConditionBranch]


class Action(TypedDict):
    """A step of the flow. What `Parameters` holds depends on the type."""

    Identifier: str
    Type: str
    Parameters: dict[str, object]
    Transitions: Leaving


class Flow(TypedDict):
    """A flow. `Metadata` is the designer's."""

    Version: str
    StartAction: str
    Metadata: NotRequired[dict[str, object]]
    Actions: list[Action]


def errors(action: Action) -> list[ErrorBranch]:
    """The error branches of an action."""
    return action["Transitions"].get("Errors", [])


def conditions(action: Action) -> list[ConditionBranch]:
    """The conditions of an action, in the order in which they are tried."""
    return action["Transitions"].get("Conditions", [])


def targets(action: Action) -> Iterator[str]:
    """The identifiers of the actions that may come next."""
    if "NextAction" in action["Transitions"]:
        yield action["Transitions"]["NextAction"]
    for branch in (*conditions(action), *errors(action)):
        yield branch["NextAction"]


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """All that is neither an object nor a list inside a JSON value, each with its path, such as `Media.Uri`.

    In their order, and however deep: there is no recursion.
    """
    waiting = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}.{name}" if path else name, inner) for name, inner in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(f"{path}[{place}]", inner) for place, inner in reversed([*enumerate(value)])]
        else:
            yield path, value
