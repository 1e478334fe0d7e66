"""Trying again: the one layer that does, and only while there is time."""

from collections.abc import Callable
from random import random
from time import sleep
from typing import TypeVar

from aws.clients import CONNECT_SECONDS, READ_SECONDS
from vanity.callers import Deadline
from vanity.errors import ServiceUnavailable

T = TypeVar("T")

MOST = 3
LONGEST_PAUSE = 0.1  # seconds before the second attempt; twice that before the third
# The longest that one attempt takes: against a server that does not answer, or does not even accept the connection.
ATTEMPT_SECONDS = CONNECT_SECONDS + READ_SECONDS


def attempted(operation: Callable[[], T], deadline: Deadline, reserve: float = 0.0) -> T:
    """What an operation gives; after a failure that may pass it is tried again.

    reserve: seconds that must be left for what comes after this. Raises ServiceUnavailable when there is no time, and
    what the last attempt raised.
    """
    attempt = 0
    while deadline.allows(ATTEMPT_SECONDS + reserve):
        try:
            return operation()
        except ServiceUnavailable:
            attempt += 1
            if attempt == MOST:
                raise
            sleep(LONGEST_PAUSE * attempt * random())  # noqa: S311 - spreads callers out, keeps no secret
    raise ServiceUnavailable("no time left for another attempt")
