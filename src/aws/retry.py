"""Retries: the only place that makes them, and only while there is time."""

import time
from collections.abc import Callable
from random import random
from typing import NamedTuple, TypeVar

from aws.bounded import run_within
from aws.clients import CONNECT_SECONDS, READ_SECONDS
from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError

T = TypeVar("T")

MOST_ATTEMPTS = 3
# The longest that one attempt takes.
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
    #: The fewest seconds in which an attempt is worth making.
    least: float
    #: The error that another attempt may cure.
    retry_on: type[ServiceError] = ServiceUnavailableError
    #: Whether an attempt is cut off after its time. One that consists of attempts of its own is not: these are.
    is_cut_off: bool = True

    def pause_before(self, attempt: int) -> float:
        """Return the longest pause before this attempt, in seconds. The first attempt is number 0, and has none."""
        return min(self.pause * 2.0 ** (attempt - 1), self.longest) if attempt else 0.0


WHILE_CALLER_WAITS = RetryPolicy(MOST_ATTEMPTS, pause=0.1, longest=0.2, attempt=ATTEMPT_SECONDS, least=0.01)


def retry(
    operation: Callable[[], T],
    deadline: Deadline,
    reserve: float = 0.0,
    policy: RetryPolicy = WHILE_CALLER_WAITS,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Run an operation, retrying transient failures until the deadline, and return its result.

    Every attempt ends with `reserve` seconds to spare. Raises what the last attempt raised, and ServiceUnavailableError
    when there is no time for even one.
    """
    last: ServiceError = ServiceUnavailableError("no time left for an attempt")
    for attempt in range(policy.attempts):
        pause = policy.pause_before(attempt) * random()  # noqa: S311 - spreads callers out, protects no secret
        seconds = deadline.remaining() - reserve - pause
        if seconds < policy.least:
            break
        if pause:
            sleep(pause)
        try:
            return run_within(min(seconds, policy.attempt), operation) if policy.is_cut_off else operation()
        except policy.retry_on as error:
            last = error
    raise last
