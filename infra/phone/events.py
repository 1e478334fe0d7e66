"""What happens in a call, one event after the other."""

from collections.abc import Callable
from typing import NamedTuple

# Conversational English, in words a minute; Amazon Polly's voices speak at about this rate by default.
WORDS_A_MINUTE = 150


class Pause(NamedTuple):
    """A pause in speech."""

    seconds: float


Speech = tuple[str | Pause, ...]


class Spoken(NamedTuple):
    """The line speaks."""

    speech: Speech


class Pressed(NamedTuple):
    """The caller presses keys."""

    keys: str


class Waited(NamedTuple):
    """The line waits for keys, and the caller presses none."""

    seconds: int


class Invoked(NamedTuple):
    """The flow invokes a function."""

    #: The function's ARN.
    function: str
    #: The event that it receives.
    event: dict[str, object]
    #: Why its response was unusable; empty if it was usable.
    failure: str


class HungUp(NamedTuple):
    """The call is over."""

    by_caller: bool


CallEvent = Spoken | Pressed | Waited | Invoked | HungUp
Listener = Callable[[CallEvent], None]


def duration(event: CallEvent) -> float:
    """Return about how many seconds an event lasts: speech at WORDS_A_MINUTE, and the pauses as they are."""
    match event:
        case Spoken(speech):
            return sum(map(_duration_of_piece, speech))
        case Waited(waited):
            return waited
    return 0.0


def _duration_of_piece(piece: str | Pause) -> float:
    return piece.seconds if isinstance(piece, Pause) else len(piece.split()) * 60 / WORDS_A_MINUTE
