"""Reads a flow from its document: every action whole and known, every branch leading somewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from infra.phone.errors import FlowUnreadable
from infra.phone.flow import NEXT, Action, Condition, Flow
from infra.phone.known import refuse_unknown

VERSION = "2019-10-30"


def read(document: object) -> Flow:
    """The flow that a document in the flow language is of.

    Raises FlowUnreadable, and its kinds for what the line cannot play; the message names the action.
    """
    found = _object(document, "the flow")
    if found.get("Version") != VERSION:
        raise FlowUnreadable(f"the flow is not of the flow language of {VERSION}: its Version is not that")
    actions = [_action(action, place) for place, action in enumerate(_list(found, "Actions", "the flow"))]
    flow = Flow(_text(found, "StartAction", "the flow"), {action.identifier: action for action in actions})
    if len(flow.actions) < len(actions):
        raise FlowUnreadable("two actions of the flow have the same Identifier: every action needs its own")
    _refuse_dangling(flow)
    return flow


def _action(value: object, place: int) -> Action:
    found = _object(value, f"action {place}")
    identifier, kind = (_text(found, name, f"action {place}") for name in ("Identifier", "Type"))
    where = f"action {identifier} ({kind})"
    onward = _object(found.get("Transitions", {}), where)
    action = Action(
        identifier,
        kind,
        dict(_texts(_object(found.get("Parameters", {}), where), where)),
        _text(onward, NEXT, where) if NEXT in onward else "",
        tuple(_condition(one, where) for one in _list(onward, "Conditions", where)),
        dict(_error(one, where) for one in _list(onward, "Errors", where)),
    )
    refuse_unknown(action)
    return action


def _texts(parameters: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
    for name, value in parameters.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{path}", text) for path, text in _texts(value, where))
        elif isinstance(value, str) and value:
            yield name, value
        else:
            raise FlowUnreadable(f"{where}: {name} must be a text that is not empty")


def _condition(value: object, where: str) -> Condition:
    found = _object(value, where)
    inner = _object(found.get("Condition"), where)
    operands = _list(inner, "Operands", where)
    if len(operands) != 1 or not isinstance(operands[0], str):
        raise FlowUnreadable(f"{where}: a condition has one text as its operand")
    return Condition(_text(inner, "Operator", where), operands[0], _text(found, NEXT, where))


def _error(value: object, where: str) -> tuple[str, str]:
    found = _object(value, where)
    return _text(found, "ErrorType", where), _text(found, NEXT, where)


def _refuse_dangling(flow: Flow) -> None:
    if flow.start not in flow.actions:
        raise FlowUnreadable(f"the flow starts with {flow.start}, and there is no such action")
    for action in flow.actions.values():
        for target in (action.target, *action.branches().values()):
            if target and target not in flow.actions:
                raise FlowUnreadable(f"{action.named} leads to {target}, and there is no such action")


def _object(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FlowUnreadable(f"{where}: an object of the flow language is missing, or is none")
    return value


def _list(found: Mapping[str, Any], name: str, where: str) -> list[Any]:
    value = found.get(name, [])
    if not isinstance(value, list):
        raise FlowUnreadable(f"{where}: {name} must be a list")
    return value


def _text(found: Mapping[str, Any], name: str, where: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise FlowUnreadable(f"{where}: {name} must be a text that is not empty")
    return value
