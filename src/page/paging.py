"""Where a page of callers goes on, as the address of the next one has it: a time, and no number."""

import re

from calls.callers import Caller, Cursor
from page.problems import InvalidQueryError

_CURSOR = re.compile(r"(\d{1,15})-(\d{1,6})", re.ASCII)


def place_of(cursor: str) -> Cursor | None:
    """The place that a cursor names; None for the beginning. Raises InvalidQueryError."""
    match = _CURSOR.fullmatch(cursor)
    if cursor and not match:
        raise InvalidQueryError("this cursor leads nowhere: start again without it")
    return Cursor(int(match[1]), int(match[2])) if match else None


def cursor_after(callers: list[Caller], before: Cursor | None, size: int) -> str:
    """The cursor behind these callers, which follow a place; empty when they fill no page: they are the last ones."""
    if len(callers) < size:
        return ""
    at = callers[-1].last_at
    alike = sum(caller.last_at == at for caller in callers)
    return f"{at}-{alike + (before.passed if before and before.at == at else 0)}"
