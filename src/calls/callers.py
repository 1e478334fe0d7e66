"""The table of callers and the backlog queue, as the functions see them."""

from typing import Literal, NamedTuple, Protocol

from calls.call import Call, SavedAnswer
from calls.deadline import Deadline

Saved = Literal["yes", "queued", "no"]


class Caller(NamedTuple):
    """A number that called, as it is kept.

    number: E.164. answers: best first. first_at, last_at: milliseconds since 1970, UTC. calls: contacts counted.
    """

    number: str
    answers: tuple[SavedAnswer, ...]
    first_at: int
    last_at: int
    calls: int


class Cursor(NamedTuple):
    """A position in the list of the latest callers: after the first `passed` of those whose last call was `at`."""

    at: int
    passed: int


class Callers(Protocol):
    """The table of callers."""

    def save(self, call: Call, deadline: Deadline) -> None:
        """Keep a call; one whose contact is known already changes nothing. Raises ServiceError."""
        ...


class Backlog(Protocol):
    """Where calls wait that could not be kept at once."""

    def put(self, call: Call, deadline: Deadline) -> None:
        """Take a call. Raises ServiceError."""
        ...
