"""The caller's keypad: keys written in advance, or typed in the terminal."""

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from infra.phone.errors import InvalidKeysError

_KEYS = re.compile("[0-9*#]*", re.ASCII)


class CallerHungUpError(Exception):
    """The caller hangs up instead of pressing a key."""


class Keypad(Protocol):
    """The source of the keys that the caller presses."""

    def keys(self) -> str:
        """Return the keys that the caller presses while the line waits; empty for none. Raises CallerHungUpError."""
        ...


class ScriptedKeypad:
    """Keys written in advance, one entry for each time that the line waits; after the last, the caller is silent."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries = iter(entries)

    @classmethod
    def parse(cls, text: str) -> "ScriptedKeypad":
        """Return the keypad for `1,,2065550100`: 1, then nothing, then a number. Raises InvalidKeysError."""
        entries = [entry.strip() for entry in text.split(",")]
        for entry in entries:
            if not _KEYS.fullmatch(entry):
                raise InvalidKeysError("some keys are not on a keypad: write them as 1,,2065550100 (digits, * and #)")
        return cls(entries)

    def keys(self) -> str:
        """Return the next entry."""
        return next(self._entries, "")


class TerminalKeypad:
    """Keys typed while the call goes on."""

    def __init__(self, read_line: Callable[[], str]) -> None:
        #: Shows a prompt and returns the line that was typed, as `input` does.
        self._read_line = read_line

    def keys(self) -> str:
        """Return the keys that were typed; Enter alone is silence, and the end of input hangs up."""
        while True:
            try:
                typed = self._read_line().strip()
            except EOFError as error:
                raise CallerHungUpError from error
            if _KEYS.fullmatch(typed):
                return typed
