"""Where a page of callers goes on, as the address of the next one has it: a time, and no number."""

import re

from page.problems import RequestInvalid
from vanity.callers import Caller, Place

_CURSOR = re.compile(r"(\d{1,15})-(\d{1,6})", re.ASCII)


def place_of(cursor: str) -> Place | None:
    """The place that a cursor names; None for the beginning. Raises RequestInvalid."""
    match = _CURSOR.fullmatch(cursor)
    if cursor and not match:
        raise RequestInvalid("this cursor leads nowhere: start again without it")
    return Place(int(match[1]), int(match[2])) if match else None


def cursor_after(callers: list[Caller], before: Place | None, size: int) -> str:
    """The cursor behind these callers, which follow a place; empty when they fill no page: they are the last ones."""
    if len(callers) < size:
        return ""
    at = callers[-1].last_at
    alike = sum(caller.last_at == at for caller in callers)
    return f"{at}-{alike + (before.passed if before and before.at == at else 0)}"
