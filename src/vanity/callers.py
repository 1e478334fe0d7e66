"""Keeping calls: where they go, what a caller is, and how much time there is."""

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

from vanity.call import Call, KeptAnswer
from vanity.errors import ServiceError

Saved = Literal["yes", "queued", "no"]


class Deadline:
    """The end of what time there is, such as an invocation's."""

    def __init__(self, remaining: Callable[[], float]) -> None:
        self._remaining = remaining

    def allows(self, seconds: float) -> bool:
        """Whether something that may last so long can still be begun."""
        return self._remaining() >= seconds


class Caller(NamedTuple):
    """A number that called, as it is kept.

    number: E.164. answers: best first. first_at, last_at: milliseconds since 1970, UTC. calls: contacts counted.
    """

    number: str
    answers: tuple[KeptAnswer, ...]
    first_at: int
    last_at: int
    calls: int


class Place(NamedTuple):
    """A place in the list of the latest callers: behind so many (`passed`) of those who called `at` that time."""

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


def keep(call: Call, callers: Callers, backlog: Backlog, deadline: Deadline) -> tuple[Saved, list[ServiceError]]:
    """Keep a call in the table, or else in the backlog; and what was in the way."""
    failures: list[ServiceError] = []
    places: list[tuple[Saved, Callable[[Call, Deadline], None]]] = [("yes", callers.save), ("queued", backlog.put)]
    for saved, put in places:
        try:
            put(call, deadline)
        except ServiceError as error:
            failures.append(error)
        else:
            return saved, failures
    return "no", failures
