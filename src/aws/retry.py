"""Retries: the only place that makes them, and only while there is time."""

import time
from collections.abc import Callable
from random import random
from typing import NamedTuple, TypeVar

from aws.clients import CONNECT_SECONDS, READ_SECONDS
from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError

T = TypeVar("T")

MOST_ATTEMPTS = 3
# The longest that one attempt takes, against a server that never answers or never accepts the connection.
ATTEMPT_SECONDS = CONNECT_SECONDS + READ_SECONDS


class RetryPolicy(NamedTuple):
    """How often an operation is attempted, and how long to wait in between."""

    #: The most attempts, the first one included.
    attempts: int
    #: The longest pause before the second attempt, in seconds; it doubles before each further one.
    pause: float
    #: The longest pause before any attempt, in seconds.
    longest: float
    #: The most seconds that one attempt takes.
    attempt: float
    #: The error that another attempt may cure.
    retry_on: type[ServiceError] = ServiceUnavailableError

    def pause_before(self, attempt: int) -> float:
        """Return the longest pause before this attempt, in seconds. The first attempt is number 0."""
        return min(self.pause * 2.0 ** (attempt - 1), self.longest)


WHILE_CALLER_WAITS = RetryPolicy(MOST_ATTEMPTS, pause=0.1, longest=0.2, attempt=ATTEMPT_SECONDS)


def retry(
    operation: Callable[[], T],
    deadline: Deadline,
    reserve: float = 0.0,
    policy: RetryPolicy = WHILE_CALLER_WAITS,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Run an operation, retrying transient failures until the deadline, and return its result.

    No attempt starts unless it can end with `reserve` seconds to spare. Raises what the last attempt raised, and
    ServiceUnavailableError when there is no time for even one.
    """
    last: ServiceError = ServiceUnavailableError("no time left for an attempt")
    for attempt in range(policy.attempts):
        if attempt:
            sleep(policy.pause_before(attempt) * random())  # noqa: S311 - spreads callers out, protects no secret
        if not deadline.allows(policy.attempt + reserve):
            break
        try:
            return operation()
        except policy.retry_on as error:
            last = error
    raise last
