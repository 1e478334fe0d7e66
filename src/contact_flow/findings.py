"""What the linter reports, and how severe it is."""

import json
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Severity(StrEnum):
    """How severe a finding is."""

    #: Connect surely refuses the flow.
    ERROR = "error"
    #: It is unusual, unknown to the linter, or costs money. Connect may well accept it.
    WARNING = "warning"


_TABLES = tomllib.loads(Path(__file__).with_name("severities.toml").read_text(encoding="utf-8"))
#: For each rule, how severe a finding by it is.
SEVERITIES = dict.fromkeys(_TABLES["errors"], Severity.ERROR) | dict.fromkeys(_TABLES["warnings"], Severity.WARNING)
#: For each rule, the source that says that Connect refuses it, or the reason for the warning.
SOURCES: dict[str, str] = _TABLES["errors"] | _TABLES["warnings"]


class Finding(NamedTuple):
    """One thing to fix."""

    #: The identifier of the action; "" for the flow as a whole, `Actions[3]` for an action without an identifier.
    action: str
    #: The name of the broken rule: `missing-error-branch`.
    rule: str
    problem: str
    remedy: str

    @property
    def severity(self) -> Severity:
        """How severe it is."""
        return SEVERITIES[self.rule]

    def __str__(self) -> str:
        line = f"{_cut(self.action, 60) or 'the flow'}: {_cut(self.problem, 200)}; {self.remedy} [{self.rule}]"
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings for which Connect surely refuses the flow."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


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
