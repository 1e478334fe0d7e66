"""Where an action goes on: always somewhere, after each of its own errors too, and nowhere from a terminal one."""

from collections import Counter
from collections.abc import Iterator

from contact_flow.catalogue import ERROR_TYPES, Errors, form
from contact_flow.document import Action, Flow, errors
from contact_flow.findings import Finding, listed, shown


def transition_rules(flow: Flow) -> Iterator[Finding]:
    """The next action and the error branches of each action whose type is known."""
    for action in flow["Actions"]:
        known = form(action)
        if known and known.terminal:
            yield from _terminal(action)
        elif known:
            yield from _next(action)
            yield from _errors(action, known.errors)


def _terminal(action: Action) -> Iterator[Finding]:
    if action["Transitions"]:
        problem = f"{action['Type']} ends the flow, and yet has Transitions"
        yield Finding(action["Identifier"], "terminal-transitions", problem, 'write "Transitions": {}')


def _next(action: Action) -> Iterator[Finding]:
    if "NextAction" not in action["Transitions"]:
        problem, remedy = "Transitions has no NextAction", "add it; every action but a terminal one needs it"
        yield Finding(action["Identifier"], "missing-next-action", problem, remedy)


def _errors(action: Action, known: Errors) -> Iterator[Finding]:
    name, kind = action["Identifier"], action["Type"]
    counts = Counter(branch["ErrorType"] for branch in errors(action))
    needed = [*known.required, *(error for path, error in known.needed_by.items() if _has(action, path))]
    for error in needed:
        if error not in counts:
            remedy = f'add {{"ErrorType": {shown(error)}, "NextAction": ...}} to Transitions.Errors'
            yield Finding(name, "missing-error-branch", f"it has no branch for {error}", remedy)
    for error, count in counts.items():
        if error not in ERROR_TYPES:
            remedy = f"the error types are {listed(sorted(ERROR_TYPES))}"
            yield Finding(name, "unknown-error-type", f"it has a branch for {shown(error)}", remedy)
        elif error not in (*needed, *known.optional):
            problem = f"it has a branch for {error}, which this {kind} never raises"
            yield Finding(name, "error-not-allowed", problem, "take the branch out: Connect refuses it")
        if count > 1:
            problem = f"it has {count} branches for {shown(error)}"
            yield Finding(name, "duplicate-error-branch", problem, "take out all but one")


def _has(action: Action, path: str) -> bool:
    """Whether an action has the parameter of this path."""
    value: object = action["Parameters"]
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return False
        value = value[name]
    return True
