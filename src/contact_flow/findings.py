"""What the linter finds."""

import json
from collections.abc import Iterable
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing to mend.

    action: the identifier of the action, "" for the flow as a whole, `Actions[3]` for one without an identifier
    rule: the name of the rule that is broken, such as `missing-error-branch`
    """

    action: str
    rule: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        line = f"{_cut(self.action, 60) or 'the flow'}: {_cut(self.problem, 200)}; {self.remedy} [{self.rule}]"
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def shown(value: object) -> str:
    """A JSON value as it stands in the file, cut when it is long."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return _cut(json.dumps(value), 60)


def listed(names: Iterable[str]) -> str:
    """Names in a row: `"a", "b" or "c"`."""
    *others, last = map(json.dumps, names)
    return f"{', '.join(others)} or {last}" if others else last


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."
