"""How an action ends, and the branch that leads on from there."""

from collections.abc import Callable
from operator import contains, eq, ge, gt, le, lt
from typing import NamedTuple

from contact_flow.document import conditions
from infra.phone.errors import MissingBranchError
from infra.phone.playable_flow import NEXT, NO_MATCH, PlayableAction, condition_name

NO_MATCHING_ERROR = "NoMatchingError"
TIME_LIMIT = "InputTimeLimitExceeded"
Compare = Callable[[str, str], bool]  # a value with an operand


class Completed(NamedTuple):
    """The action completed; the next action follows."""


class Result(NamedTuple):
    """The action returned a value, which its conditions are about."""

    value: str


class Failed(NamedTuple):
    """The action ended in an error of this type."""

    error: str


class Ended(NamedTuple):
    """The action ended the call."""


Outcome = Completed | Result | Failed | Ended


class Branch(NamedTuple):
    """The branch that a call takes."""

    #: As in `PlayableAction.branches`; empty where the call ends.
    name: str
    #: The identifier of the next action; empty where the call ends.
    next: str


def branch_of(action: PlayableAction, outcome: Outcome) -> Branch:
    """Return the branch for an outcome; of the conditions, the first that holds. Raises MissingBranchError."""
    match outcome:
        case Ended():
            return Branch("", "")
        case Failed(error):
            return _error_branch(action, error)
        case Result(value):
            return _result_branch(action, value)
    if not action.next:
        raise MissingBranchError(f"{action.name} has no {NEXT}: the call would be dropped here")
    return Branch(NEXT, action.next)


def _result_branch(action: PlayableAction, value: str) -> Branch:
    for branch in conditions(action.action):
        operator, (operand, *_) = branch["Condition"]["Operator"], branch["Condition"]["Operands"]
        if OPERATORS[operator](value, operand):
            return Branch(condition_name(operator, operand), branch["NextAction"])
    return _error_branch(action, NO_MATCH)


def _error_branch(action: PlayableAction, error: str) -> Branch:
    if error not in action.errors:
        message = f"{action.name} ended in {error}, and has no branch for it: the call would be dropped here"
        raise MissingBranchError(message)
    return Branch(error, action.errors[error])


def _as_numbers(compare: Callable[[float, float], bool]) -> Compare:
    """Return a comparison of two numbers; a text that is no number matches nothing."""

    def compare_texts(value: str, operand: str) -> bool:
        try:
            return compare(float(value), float(operand))
        except ValueError:
            return False

    return compare_texts


# Texts are compared as they are, with upper and lower case distinct.
OPERATORS: dict[str, Compare] = {
    "Equals": eq,
    "TextStartsWith": str.startswith,
    "TextEndsWith": str.endswith,
    "TextContains": contains,
    "NumberGreaterThan": _as_numbers(gt),
    "NumberGreaterOrEqualTo": _as_numbers(ge),
    "NumberLessThan": _as_numbers(lt),
    "NumberLessOrEqualTo": _as_numbers(le),
}
