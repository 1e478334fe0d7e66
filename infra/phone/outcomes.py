"""How an action ends, and the branch that leads on from there."""

from typing import NamedTuple

from contact_flow.document import conditions
from infra.phone.comparisons import OPERATORS, operator_and_operand
from infra.phone.errors import MissingBranchError
from infra.phone.playable_flow import NEXT, NO_MATCH, PlayableAction, condition_name

NO_MATCHING_ERROR = "NoMatchingError"
TIME_LIMIT = "InputTimeLimitExceeded"


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
        operator, operand = operator_and_operand(branch["Condition"])
        if OPERATORS[operator](value, operand):
            return Branch(condition_name(operator, operand), branch["NextAction"])
    return _error_branch(action, NO_MATCH)


def _error_branch(action: PlayableAction, error: str) -> Branch:
    if error not in action.errors:
        message = f"{action.name} ended in {error}, and has no branch for it: the call would be dropped here"
        raise MissingBranchError(message)
    return Branch(error, action.errors[error])
