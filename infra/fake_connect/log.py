"""What the fake was asked, in order; with no phone number in it."""

import re
import threading
from typing import Any

from infra.fake_connect.model import Params

# E.164, with its plus sign or on its own; the digits within an id are none.
_E164 = re.compile(r"\+[1-9]\d{6,14}|(?<![\w-])[1-9]\d{9,14}(?![\w-])")
Entry = dict[str, Any]  # operation, parameters, error: the error's code, or None


class Log:
    """The operations that were asked for."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._lock = threading.Lock()

    def begin(self, operation: str) -> Entry:
        """A new entry, to be completed while the operation goes on."""
        entry: Entry = {"operation": operation, "parameters": {}, "error": None}
        with self._lock:
            self.entries.append(entry)
        return entry


def without_numbers(asked: Params) -> Params:
    """The parameters with each phone number put out, wherever it stands."""
    return {name: _masked(value) for name, value in asked.items()}


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return without_numbers(value)
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return _E164.sub("(a phone number)", value) if isinstance(value, str) else value
