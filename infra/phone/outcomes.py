"""How an action ends, and the branch that leads on from there."""

from typing import NamedTuple

from infra.phone.errors import NoBranch
from infra.phone.flow import NEXT, NO_MATCH, Action
from infra.phone.operators import OPERATORS

NO_MATCHING_ERROR = "NoMatchingError"
TIME_LIMIT = "InputTimeLimitExceeded"


class Done(NamedTuple):
    """It did what it does, and what is next comes next."""


class Result(NamedTuple):
    """It gave a value, which the conditions of its branches are about."""

    value: str


class Failed(NamedTuple):
    """It ended in an error of this type."""

    error: str


class Over(NamedTuple):
    """It ended the call."""


Outcome = Done | Result | Failed | Over


class Branch(NamedTuple):
    """The way on. name: as in `Action.branches`. target: the next action; empty at the end."""

    name: str
    target: str


def branch(action: Action, outcome: Outcome) -> Branch:
    """The branch that an outcome takes; of conditions the first that holds. Raises NoBranch when there is none."""
    match outcome:
        case Over():
            return Branch("", "")
        case Failed(error):
            return _on_error(action, error)
        case Result(value):
            return _on_result(action, value)
    if not action.target:
        raise NoBranch(f"{action.named} has no {NEXT}: the call would be dropped here")
    return Branch(NEXT, action.target)


def _on_result(action: Action, value: str) -> Branch:
    for condition in action.conditions:
        if OPERATORS[condition.operator](value, condition.operand):
            return Branch(condition.name, condition.target)
    return _on_error(action, NO_MATCH)


def _on_error(action: Action, error: str) -> Branch:
    if error not in action.errors:
        raise NoBranch(f"{action.named} ended in {error}, and has no branch for it: the call would be dropped here")
    return Branch(error, action.errors[error])
