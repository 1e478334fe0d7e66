"""A contact flow: its actions, and where each may lead."""

from collections.abc import Mapping
from typing import NamedTuple

from infra.phone.errors import FlowUnreadable

NEXT = "NextAction"
NO_MATCH = "NoMatchingCondition"


class Condition(NamedTuple):
    """Leads to the action `target` when what an action gives compares so with the operand."""

    operator: str
    operand: str
    target: str

    @property
    def name(self) -> str:
        """`Equals 1`."""
        return f"{self.operator} {self.operand}"


class Action(NamedTuple):
    """One action of a flow.

    parameters: the texts in it by their path (`InputValidation.CustomValidation.MaximumLength`). target: what comes
    next, empty after the last action. errors: what comes next by the type of error.
    """

    identifier: str
    type: str
    parameters: Mapping[str, str]
    target: str
    conditions: tuple[Condition, ...]
    errors: Mapping[str, str]

    @property
    def named(self) -> str:
        """What it is called in an error: `action menu (GetParticipantInput)`."""
        return f"action {self.identifier} ({self.type})"

    def text(self, path: str) -> str:
        """A parameter. Raises FlowUnreadable when it is missing."""
        if path not in self.parameters:
            raise FlowUnreadable(f"{self.named} lacks the parameter {path}")
        return self.parameters[path]

    def number(self, path: str) -> int:
        """A parameter that counts something. Raises FlowUnreadable when it is missing, or does not."""
        text = self.text(path)
        if not (text.isascii() and text.isdigit()):
            raise FlowUnreadable(f"{self.named}: {path} is {text}, it must be a whole number")
        return int(text)

    def map(self, name: str) -> dict[str, str]:
        """The parameters below a name, as those that a function gets."""
        start = f"{name}."
        return {path.removeprefix(start): text for path, text in self.parameters.items() if path.startswith(start)}

    def branches(self) -> dict[str, str]:
        """Where each way leads that it can end in, by the way's name. One that ends by a result has no other."""
        by_result = {condition.name: condition.target for condition in self.conditions}
        onward = {NEXT: self.target} if self.target and not by_result and NO_MATCH not in self.errors else {}
        return onward | by_result | dict(self.errors)


class Flow(NamedTuple):
    """A flow: its actions by their identifiers, and the one it starts with."""

    start: str
    actions: Mapping[str, Action]
