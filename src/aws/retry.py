"""Trying again: the one layer that does, and only while there is time."""

import time
from collections.abc import Callable
from random import random
from typing import NamedTuple, TypeVar

from aws.clients import CONNECT_SECONDS, READ_SECONDS
from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError

T = TypeVar("T")

MOST = 3
# The longest that one attempt takes: against a server that does not answer, or does not even accept the connection.
ATTEMPT_SECONDS = CONNECT_SECONDS + READ_SECONDS


class RetryPolicy(NamedTuple):
    """How often something is tried, and with what pauses between.

    attempts: at most so many. pause: the longest before the second attempt, in seconds; it doubles with each further
    one, up to `longest`. attempt: the seconds that one attempt may take. passing: the error that may pass.
    """

    attempts: int
    pause: float
    longest: float
    attempt: float
    passing: type[ServiceError] = ServiceUnavailableError

    def before(self, attempt: int) -> float:
        """The longest pause before this attempt, in seconds; the first attempt is number 0."""
        return min(self.pause * 2.0 ** (attempt - 1), self.longest)


CALLER_WAITS = RetryPolicy(MOST, pause=0.1, longest=0.2, attempt=ATTEMPT_SECONDS)


def retry(
    operation: Callable[[], T],
    deadline: Deadline,
    reserve: float = 0.0,
    patience: RetryPolicy = CALLER_WAITS,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """What an operation gives; after a failure that may pass it is tried again.

    reserve: seconds that must be left for what comes after this. Raises what the last attempt raised, and
    ServiceUnavailableError when there is no time for even one.
    """
    last: ServiceError = ServiceUnavailableError("no time left for an attempt")
    for attempt in range(patience.attempts):
        if attempt:
            sleep(patience.before(attempt) * random())  # noqa: S311 - spreads callers out, keeps no secret
        if not deadline.allows(patience.attempt + reserve):
            break
        try:
            return operation()
        except patience.passing as error:
            last = error
    raise last
