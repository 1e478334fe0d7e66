"""What happens in a call, one moment after the other."""

from collections.abc import Callable
from typing import NamedTuple

# English in conversation, words a minute; the synthetic voices of Amazon Polly keep to about that at their normal rate.
WORDS_A_MINUTE = 150


class Pause(NamedTuple):
    """A pause in speech."""

    seconds: float


Speech = tuple[str | Pause, ...]


class Said(NamedTuple):
    """The line speaks."""

    speech: Speech


class Pressed(NamedTuple):
    """The caller presses keys."""

    keys: str


class Waited(NamedTuple):
    """The line waits in vain for keys, for so many seconds."""

    seconds: int


class Asked(NamedTuple):
    """A function was asked. event: what it was sent. failure: why it gave nothing of use; empty when it did."""

    function: str
    event: dict[str, object]
    failure: str


class HungUp(NamedTuple):
    """The call is over."""

    by_caller: bool


Moment = Said | Pressed | Waited | Asked | HungUp
Listener = Callable[[Moment], None]


def seconds(moment: Moment) -> float:
    """How long a moment lasts, about: what is said at WORDS_A_MINUTE, and the pauses as they are."""
    match moment:
        case Said(speech):
            return sum(map(_spoken_seconds, speech))
        case Waited(waited):
            return waited
    return 0.0


def _spoken_seconds(piece: str | Pause) -> float:
    return piece.seconds if isinstance(piece, Pause) else len(piece.split()) * 60 / WORDS_A_MINUTE
