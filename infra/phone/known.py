"""Refuses what the line cannot play: a call that leaves something out would prove nothing."""

import tomllib
from pathlib import Path
from typing import TypedDict

from infra.phone.errors import UnknownAction, UnknownErrorType, UnknownOperator, UnknownParameter
from infra.phone.flow import Action
from infra.phone.operators import OPERATORS


class Kind(TypedDict):
    """What is known of a type of action. parameters: by path, with the values that will do; none: all will."""

    errors: list[str]
    parameters: dict[str, list[str]]


KNOWN: dict[str, Kind] = tomllib.loads(Path(__file__).with_name("known.toml").read_text(encoding="utf-8"))


def refuse_unknown(action: Action) -> None:
    """Raise UnknownAction, UnknownParameter, UnknownOperator or UnknownErrorType for what cannot be played."""
    if action.type not in KNOWN:
        raise UnknownAction(f"{action.named}: the line cannot play this type of action")
    kind = KNOWN[action.type]
    for path, value in action.parameters.items():
        _refuse_parameter(action, path, value)
    for condition in action.conditions:
        if condition.operator not in OPERATORS:
            raise UnknownOperator(f"{action.named}: the line cannot compare with {condition.operator}")
    for error in action.errors:
        if error not in kind["errors"]:
            raise UnknownErrorType(f"{action.named}: this type of action never ends in {error}")


def _refuse_parameter(action: Action, path: str, value: str) -> None:
    known = KNOWN[action.type]["parameters"]
    values = known.get(path, known.get(f"{path.partition('.')[0]}.*"))
    if values is None:
        raise UnknownParameter(f"{action.named}: the line does not know its parameter {path}")
    if values and value not in values:
        raise UnknownParameter(f"{action.named}: {path} is {value}, the line can play {' or '.join(values)}")
