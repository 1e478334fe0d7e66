"""What the linter finds."""

import json
from collections.abc import Iterable
from typing import NamedTuple

_SHOWN = 60  # characters of a value in a finding


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
        line = f"{self.action or 'the flow'}: {self.problem}; {self.remedy} [{self.rule}]"
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def shown(value: object) -> str:
    """A JSON value as it stands in the file, cut when it is long."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def listed(names: Iterable[str]) -> str:
    """Names in a row: `"a", "b" or "c"`."""
    *others, last = map(json.dumps, names)
    return f"{', '.join(others)} or {last}" if others else last
