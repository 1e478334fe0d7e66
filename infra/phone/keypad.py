"""The caller's keypad: written beforehand, or at the terminal."""

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from infra.phone.errors import KeysUnreadable

_KEYS = re.compile("[0-9*#]*", re.ASCII)


class CallerGone(Exception):
    """The caller hangs up instead of pressing a key."""


class Keypad(Protocol):
    """What the line hears keys from."""

    def keys(self) -> str:
        """What the caller presses when the line waits for keys; empty for nothing. Raises CallerGone."""
        ...


class Script:
    """Keys written beforehand, an entry for each time that the line waits; after the last the caller is silent."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries = iter(entries)

    @classmethod
    def of(cls, text: str) -> "Script":
        """The script that `1,,2065550100` is: 1, then nothing, then a number. Raises KeysUnreadable."""
        entries = [entry.strip() for entry in text.split(",")]
        for entry in entries:
            if not _KEYS.fullmatch(entry):
                raise KeysUnreadable("some keys are on no keypad: write them as 1,,2065550100 (digits, * and #)")
        return cls(entries)

    def keys(self) -> str:
        """The next entry."""
        return next(self._entries, "")


class Terminal:
    """Keys typed as the call goes on. ask: shows where, and gives the line that was typed, as `input` does."""

    def __init__(self, ask: Callable[[], str]) -> None:
        self._ask = ask

    def keys(self) -> str:
        """What was typed; Enter alone is silence, and the end of input hangs up."""
        while True:
            try:
                typed = self._ask().strip()
            except EOFError as error:
                raise CallerGone from error
            if _KEYS.fullmatch(typed):
                return typed
