"""What the linter reports."""

import json
from collections.abc import Iterable
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing to fix."""

    #: The identifier of the action; "" for the flow as a whole, `Actions[3]` for an action without an identifier.
    action: str
    #: The name of the broken rule: `missing-error-branch`.
    rule: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        line = f"{_cut(self.action, 60) or 'the flow'}: {_cut(self.problem, 200)}; {self.remedy} [{self.rule}]"
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def show(value: object) -> str:
    """Return a JSON value as it is written in the file, cut if it is long."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return _cut(json.dumps(value), 60)


def list_names(names: Iterable[str]) -> str:
    """Return names in a row: `"a", "b" or "c"`."""
    *others, last = map(json.dumps, names)
    return f"{', '.join(others)} or {last}" if others else last


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."
