"""Prepares a flow for playing: lints it, indexes each action's parameters by path, and rejects anything unsupported.

Before the call, the phone rejects what it cannot play instead of skipping it: a call that leaves something out proves
nothing.
"""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple, cast

from contact_flow import errors_in, lint
from contact_flow.document import Action, Flow, conditions, errors, leaves, parameters
from infra.phone.comparisons import OPERATORS, operator_and_operand
from infra.phone.errors import UnplayableFlowError

NEXT: Final = "NextAction"
NO_MATCH = "NoMatchingCondition"
#: What the phone can play: by type of action, the parameters and, where not all will do, their values.
Support = Mapping[str, Mapping[str, Collection[str]]]


class PlayableAction(NamedTuple):
    """One action of a flow."""

    action: Action
    #: The texts in it by their paths: `InputValidation.CustomValidation.MaximumLength`.
    parameters: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called in an error: `action menu (GetParticipantInput)`."""
        return f"action {self.action['Identifier']} ({self.action['Type']})"

    @property
    def next(self) -> str:
        """The identifier of the next action, empty after the last one."""
        return self.action["Transitions"].get(NEXT, "")

    @property
    def errors(self) -> dict[str, str]:
        """The identifiers of the actions after each type of error."""
        return {branch["ErrorType"]: branch["NextAction"] for branch in errors(self.action)}

    def text(self, path: str) -> str:
        """Return a parameter. Raises UnplayableFlowError when it is missing."""
        if path not in self.parameters:
            raise UnplayableFlowError(f"{self.name} lacks the parameter {path}")
        return self.parameters[path]

    def number(self, path: str) -> int:
        """Return a parameter that is a whole number. Raises UnplayableFlowError when it is missing, or is not one."""
        text = self.text(path)
        if not (text.isascii() and text.isdigit()):
            raise UnplayableFlowError(f"{self.name}: {path} is {text}, it must be a whole number")
        return int(text)

    def map(self, name: str) -> dict[str, str]:
        """Return the parameters below a name, such as those that a function receives."""
        start = f"{name}."
        return {path.removeprefix(start): text for path, text in self.parameters.items() if path.startswith(start)}

    def branches(self) -> dict[str, str]:
        """Return the next action for each way in which the action can end, by the name of the way."""
        matching = {
            condition_name(*operator_and_operand(branch["Condition"])): branch["NextAction"]
            for branch in conditions(self.action)
        }
        onward = {NEXT: self.next} if self.next and not matching and NO_MATCH not in self.errors else {}
        return onward | matching | self.errors


class PlayableFlow(NamedTuple):
    """A flow that the phone can play."""

    #: The identifier of the first action.
    start: str
    actions: Mapping[str, PlayableAction]


def load_flow(document: object, support: Support) -> PlayableFlow:
    """Return the flow in a document in which the linter finds no error, if the phone supports all of it.

    Raises UnplayableFlowError.
    """
    findings = errors_in(lint(document))
    if findings:
        more = f" (and {len(findings) - 1} more: run `vanity-flow lint`)" if findings[1:] else ""
        raise UnplayableFlowError(f"the flow cannot be played, {findings[0]}{more}")
    flow = parse_flow(cast(Flow, document))
    for action in flow.actions.values():
        _refuse_unsupported(action, support)
    return flow


def parse_flow(flow: Flow) -> PlayableFlow:
    """Return a flow that is known to be right, ready to be played."""
    actions = (PlayableAction(action, _texts(action)) for action in flow["Actions"])
    return PlayableFlow(flow["StartAction"], {playable.action["Identifier"]: playable for playable in actions})


def condition_name(operator: str, operand: str) -> str:
    """Return the name of a branch: `Equals 1`."""
    return f"{operator} {operand}"


def _texts(action: Action) -> dict[str, str]:
    return {path: value for path, value in leaves(parameters(action)) if isinstance(value, str)}


def _refuse_unsupported(action: PlayableAction, support: Support) -> None:
    if action.action["Type"] not in support:
        raise UnplayableFlowError(f"{action.name}: the phone cannot play this type of action")
    _refuse_unplayable(action)
    supported = support[action.action["Type"]]
    for path, value in action.parameters.items():
        values = supported.get(path, supported.get(f"{path.partition('.')[0]}.*"))
        if values is None:
            raise UnplayableFlowError(f"{action.name}: the phone cannot play the parameter {path}")
        if values and value not in values:
            choices = " or ".join(values)
            raise UnplayableFlowError(f"{action.name}: {path} is {value}, the phone can play {choices}")


def _refuse_unplayable(action: PlayableAction) -> None:
    """Refuse values that are no texts, and operators that the phone does not have."""
    for path, value in leaves(parameters(action.action)):
        if not isinstance(value, str):
            raise UnplayableFlowError(f"{action.name}: the phone can play {path} only as text, in quotes")
    for branch in conditions(action.action):
        if branch["Condition"]["Operator"] not in OPERATORS:
            raise UnplayableFlowError(f"{action.name}: the phone cannot compare by {branch['Condition']['Operator']}")
