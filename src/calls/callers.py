"""The table of callers and the backlog queue, as the functions see them."""

from typing import Literal, NamedTuple, Protocol

from calls.call import Call, SavedAnswer
from calls.deadline import Deadline

#: Whether a call was saved: in the table, in the queue for later, or not at all.
Saved = Literal["yes", "queued", "no"]


class Caller(NamedTuple):
    """A number that called, as it is saved."""

    #: E.164.
    number: str
    #: Best first.
    answers: tuple[SavedAnswer, ...]
    #: When the number first called, in milliseconds since 1970, UTC.
    first_at: int
    #: When it last called, likewise.
    last_at: int
    #: How many contacts were counted.
    calls: int
    #: Whether all that is saved of it could be read. Otherwise there are no answers, and nobody knows how many calls.
    is_readable: bool = True


class Cursor(NamedTuple):
    """A position in the list of callers, which is sorted by their last calls."""

    #: The time of a last call, in milliseconds since 1970, UTC.
    at: int
    #: How many of the callers who last called at that time come before the position.
    passed: int


class Callers(Protocol):
    """The table of callers."""

    def save(self, call: Call, deadline: Deadline) -> None:
        """Save a call. A contact that was saved before changes nothing. Raises ServiceError."""
        ...


class Backlog(Protocol):
    """The queue of calls that could not be saved at once."""

    def put(self, call: Call, deadline: Deadline) -> None:
        """Add a call to the queue. Raises ServiceError."""
        ...
