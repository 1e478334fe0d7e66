"""Callers as the API returns them: as JSON, one page after another."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from calls.callers import Caller, Cursor
from page.http import BadRequestError, to_json
from page.masking import VisibleCaller

#: Decides what of a caller is visible: `masking.mask` or `masking.unmask`.
Show = Callable[[Caller], VisibleCaller]
_CURSOR = re.compile(r"(\d{1,15})-(\d{1,6})", re.ASCII)


def view(caller: Caller, show: Show) -> dict[str, Any]:
    """Return a caller's last call, number of calls, and what `show` leaves visible of the number."""
    visible = show(caller)
    return {
        "at": _iso_time(caller.last_at),
        "calls": caller.calls,
        "number": visible.number,
        "answers": visible.answers,
    }


def callers_json(callers: Iterable[Caller], show: Show, **more: object) -> str:
    """Return the callers as JSON, in their order, with more members beside them."""
    return to_json({"callers": [view(caller, show) for caller in callers], **more})


def parse_cursor(text: str) -> Cursor | None:
    """Parse a cursor, which holds a time and a count but no phone number. None means the beginning.

    Raises BadRequestError for a text that is no cursor.
    """
    match = _CURSOR.fullmatch(text)
    if text and not match:
        raise BadRequestError("invalid cursor: start again without one")
    return Cursor(int(match[1]), int(match[2])) if match else None


def next_cursor(callers: list[Caller], before: Cursor | None, size: int) -> str:
    """Return the cursor after these callers, which follow `before`; empty when they do not fill a page: none follow."""
    if len(callers) < size:
        return ""
    at = callers[-1].last_at
    alike = sum(caller.last_at == at for caller in callers)
    return f"{at}-{alike + (before.passed if before and before.at == at else 0)}"


def _iso_time(milliseconds: int) -> str:
    """Return `2025-11-24T15:43:20Z`."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
