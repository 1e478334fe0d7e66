"""A caller, and the latest ones, as the API tells them."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from calls.callers import Caller
from page.masking import Shown

Showing = Callable[[Caller], Shown]


def view(caller: Caller, showing: Showing) -> dict[str, Any]:
    """A caller: when the last call came, how many came, and of the number what `showing` lets through."""
    shown = showing(caller)
    return {"at": _time(caller.last_at), "calls": caller.calls, "number": shown.number, "answers": shown.answers}


def listed(callers: Iterable[Caller], showing: Showing, **more: object) -> str:
    """The callers as JSON, in their order."""
    return as_json({"callers": [view(caller, showing) for caller in callers], **more})


def as_json(value: object) -> str:
    """JSON as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _time(milliseconds: int) -> str:
    """`2025-11-24T15:43:20Z`."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
