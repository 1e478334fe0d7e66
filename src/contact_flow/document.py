"""The structure of a flow, as types.

They are used twice: by the type checker, and at run time by `contact_flow.rules.structure`, which reports what does not
conform to them. The other rules, and the phone that plays a flow, see only flows that do.
"""

from collections.abc import Iterator
from typing import NotRequired, TypedDict


class ErrorBranch(TypedDict):
    """The next action after an error of this type."""

    ErrorType: str
    NextAction: str


class Comparison(TypedDict):
    """A comparison with the value that an action returned."""

    Operator: str
    Operands: list[object]


class ConditionBranch(TypedDict):
    """The next action when the condition holds."""

    Condition: Comparison
    NextAction: str


class ActionTransitions(TypedDict, total=False):
    """The branches of an action; a terminal action has none."""

    NextAction: str
    Errors: list[ErrorBranch]
    Conditions: list[ConditionBranch]


class Action(TypedDict):
    """A step of the flow. The content of `Parameters` depends on the type."""

    Identifier: str
    Type: str
    Parameters: NotRequired[dict[str, object]]
    Transitions: ActionTransitions


class Flow(TypedDict):
    """A flow. `Metadata` belongs to the designer in the Connect console, and `Settings` to the flow of a module."""

    Version: str
    StartAction: str
    Metadata: NotRequired[dict[str, object]]
    Settings: NotRequired[dict[str, object]]
    Actions: list[Action]


def parameters(action: Action) -> dict[str, object]:
    """Return the parameters of an action; those of some types may be left out."""
    return action.get("Parameters", {})


def errors(action: Action) -> list[ErrorBranch]:
    """Return the error branches of an action."""
    return action["Transitions"].get("Errors", [])


def conditions(action: Action) -> list[ConditionBranch]:
    """Return the conditions of an action, in the order in which they are tried."""
    return action["Transitions"].get("Conditions", [])


def targets(action: Action) -> Iterator[str]:
    """Yield the identifiers of the actions that may come next."""
    if "NextAction" in action["Transitions"]:
        yield action["Transitions"]["NextAction"]
    for branch in (*conditions(action), *errors(action)):
        yield branch["NextAction"]


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield everything inside a JSON value that is neither an object nor a list, with its path, such as `Media.Uri`.

    The order is that of the document. Any depth will do: there is no recursion.
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
