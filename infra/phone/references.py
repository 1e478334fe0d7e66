"""The references in a flow's texts, `$.External.say1` and the like, and the values that take their place."""

import json
import re
from collections.abc import Mapping
from typing import Any

# A full stop after a reference ends the sentence, not the name.
_REFERENCE = re.compile(r"\$((?:\.[A-Za-z0-9_]+)+)")


def resolved(text: str, data: Mapping[str, Any]) -> str:
    """The text with the value of each reference; one that leads nowhere, or to no single value, is empty."""
    return _REFERENCE.sub(lambda found: _value(found[1].split(".")[1:], data), text)


def _value(path: list[str], data: Mapping[str, Any]) -> str:
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None or isinstance(value, Mapping | list):
        return ""
    return value if isinstance(value, str) else json.dumps(value)
