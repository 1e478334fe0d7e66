"""How to break a flow in one place: the ways that the lists of broken flows have in common."""

from typing import Any, NamedTuple

from tests.contact_flow.flows import Change, put


class Broken(NamedTuple):
    change: Change
    action: str
    rule: str


def branch(error: str) -> dict[str, str]:
    return {"ErrorType": error, "NextAction": "hangup"}


def condition(*operands: str, operator: str = "Equals") -> dict[str, Any]:
    return {"Condition": {"Operator": operator, "Operands": list(operands)}, "NextAction": "hangup"}


def ssml(text: str) -> Change:
    return put("welcome/Parameters/SSML", text)


def both(*changes: Change) -> Change:
    def change(flow: dict[str, Any]) -> None:
        for one in changes:
            one(flow)

    return change


def replace(action: str, kind: str, parameters: dict[str, Any], *errors: str) -> Change:
    """Put an action of another type in the place of one, with branches for these errors."""
    onward = {} if kind == "TransferContactToAgent" else {"NextAction": "hangup", "Errors": list(map(branch, errors))}
    return both(
        put(f"{action}/Type", kind), put(f"{action}/Parameters", parameters), put(f"{action}/Transitions", onward)
    )


def text(spoken: object) -> Change:
    return put("sorry/Parameters/Text", spoken)
