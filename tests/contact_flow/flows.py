"""A good flow, and the ways to break one: each changes one place of a copy."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("good_flow.json")
GOOD: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
Change = Callable[[dict[str, Any]], None]


def changed(change: Change) -> dict[str, Any]:
    """A copy of the good flow with one change."""
    flow = deepcopy(GOOD)
    change(flow)
    return flow


def put(place: str, value: object) -> Change:
    """Put a value in a place: `menu/Parameters/Text` of the action `menu`, `/Version` of the flow."""

    def change(flow: dict[str, Any]) -> None:
        holder, key = _holder(flow, place)
        holder[key] = value

    return change


def drop(place: str) -> Change:
    """Take out what is in a place."""

    def change(flow: dict[str, Any]) -> None:
        holder, key = _holder(flow, place)
        del holder[key]

    return change


def add(place: str, *values: object) -> Change:
    """Add values to the list in a place."""

    def change(flow: dict[str, Any]) -> None:
        holder, key = _holder(flow, place)
        holder[key] += values

    return change


def rename(old: str, new: str) -> Change:
    """Rename an action everywhere."""

    def change(flow: dict[str, Any]) -> None:
        text = json.dumps(flow).replace(json.dumps(old), json.dumps(new))
        flow.update(json.loads(text))

    return change


def _holder(flow: dict[str, Any], place: str) -> tuple[Any, Any]:
    """The object or list that holds a place, and the key in it."""
    action, *steps = [int(step) if step.isdecimal() else step for step in place.split("/")]
    holder: Any = next(one for one in flow["Actions"] if one["Identifier"] == action) if action else flow
    for step in steps[:-1]:
        holder = holder[step]
    return holder, steps[-1]
