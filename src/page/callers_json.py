"""Callers as the API returns them: as JSON, one page after another."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from calls.callers import Caller, Cursor
from page.http import BadRequestError, to_json
from page.masking import VisibleCaller, all_dial, mask, unmask
from vanity import NumberError

#: Decides what of a caller is visible: `masking.mask` or `masking.unmask`.
Show = Callable[[Caller], VisibleCaller]
_LAST_SECOND = 253_402_300_799  # of the year 9999, the last that a datetime knows
_CURSOR = re.compile(r"(\d{1,15})-(\d{1,6})", re.ASCII)


def public_json(callers: Iterable[Caller], count: int) -> str:
    """Return the first `count` callers that can be shown, masked, and how many before them cannot be."""
    views: list[dict[str, Any]] = []
    unreadable = 0
    for caller in callers:
        if len(views) == count:
            break
        if visible := _visible(caller, mask):
            views.append(_view(caller, visible))
        else:
            unreadable += 1
    return to_json({"callers": views, "unreadable": unreadable})


def operators_json(callers: Iterable[Caller], **more: object) -> str:
    """Return callers with whole numbers, each with the key to forget it by, and with more members beside them."""
    return to_json({"callers": [_whole_view(caller) for caller in callers], **more})


def can_be_shown(caller: Caller) -> bool:
    """Return whether all that is saved of a caller makes sense."""
    return _visible(caller, unmask) is not None


def _visible(caller: Caller, show: Show) -> VisibleCaller | None:
    try:
        return show(caller) if caller.is_readable and all_dial(caller) else None
    except NumberError:
        return None


def _view(caller: Caller, visible: VisibleCaller) -> dict[str, Any]:
    return {
        "at": _iso_time(caller.last_at),
        "calls": caller.calls,
        "number": visible.number,
        "answers": visible.answers,
    }


def _whole_view(caller: Caller) -> dict[str, Any]:
    visible = _visible(caller, unmask)
    shown = _view(caller, visible or VisibleCaller(caller.number, ()))
    return {**shown, "key": caller.number, "readable": visible is not None}


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
    return datetime.fromtimestamp(min(milliseconds // 1000, _LAST_SECOND), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
