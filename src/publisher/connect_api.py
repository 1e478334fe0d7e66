"""Requests to Amazon Connect's API: paced, and repeated while another attempt may help.

Connect allows two requests a second for each operation in the whole account, so requests are paced, and a throttled
request is repeated until the time is up. Connect's parts also learn of a change at different times: a new flow may be
unknown for a moment, an association missing from a list, and a role that was just made without its rights. So neither
an absence nor a denial is believed before it was told several times.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from aws.clients import call_operation, make_client
from aws.errors import translate_errors
from aws.retry import RetryPolicy, retry
from calls.deadline import Deadline
from calls.errors import AccessDeniedError, NotFoundError
from publisher.errors import InvalidFlowError

CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
SECONDS_APART = 0.5
_ATTEMPT = CONNECT_SECONDS + READ_SECONDS
THROTTLED = RetryPolicy(attempts=10, pause=1.0, longest=8.0, attempt=_ATTEMPT, least=_ATTEMPT)
# Each attempt below is a series of those above.
_SERIES = THROTTLED._replace(is_cut_off=False)
ABSENT = _SERIES._replace(attempts=3, longest=2.0, retry_on=NotFoundError)
# The rights of a new role take seconds to spread (IAM user guide, "Changes that I make are not always visible").
DENIED = _SERIES._replace(attempts=5, pause=2.0, retry_on=AccessDeniedError)
# Connect rejects a flow that invokes a function until it knows that the function is allowed, which may take seconds.
SETTLING = _SERIES._replace(attempts=4, pause=4.0, retry_on=InvalidFlowError)
# A used-up quota. For other services the same code means that the request may be retried.
_PERMANENT = {"LimitExceededException"}
_ERRORS = {"InvalidContactFlowException": InvalidFlowError}
Reply = dict[str, Any]
T = TypeVar("T")


class Pace:
    """Keeps requests for the same operation a number of seconds apart; other operations do not wait."""

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self.sleep = sleep
        self._next: dict[str, float] = {}

    def wait(self, operation: str) -> None:
        """Wait until this operation may be requested again."""
        self.sleep(max(0.0, self._next.get(operation, 0.0) - self._clock()))
        self._next[operation] = self._clock() + self._seconds


class ConnectApi:
    """Amazon Connect's API over a botocore client. All requests share one pace."""

    def __init__(self, api: Any, pace: Pace, lags: bool = True) -> None:
        self._api = api
        self._pace = pace
        self._policies = [policy if lags else policy._replace(attempts=1) for policy in (ABSENT, DENIED, SETTLING)]

    @classmethod
    def in_own_region(cls) -> "ConnectApi":
        """Return the API in the Lambda function's own Region.

        The variable CONNECT_LAGS is "no" on the local cloud, whose fake Connect learns of every change at once.
        """
        lags = os.environ.get("CONNECT_LAGS") != "no"
        return cls(make_client("connect", CONNECT_SECONDS, READ_SECONDS), Pace(SECONDS_APART), lags)

    def until(self, deadline: Deadline) -> "ConnectRequests":
        """Return the API for requests that end by the deadline."""
        return ConnectRequests(self._request_once, deadline, self._pace.sleep, self._policies)

    def _request_once(self, operation: str, parameters: Mapping[str, Any]) -> Reply:
        self._pace.wait(operation)
        with translate_errors(operation, True, _PERMANENT, _ERRORS):
            return call_operation(self._api, operation, parameters)


class ConnectRequests:
    """Requests that end by a deadline."""

    def __init__(
        self,
        request: Callable[[str, Mapping[str, Any]], Reply],
        deadline: Deadline,
        sleep: Callable[[float], None],
        policies: Sequence[RetryPolicy],
    ) -> None:
        self._request = request
        self._deadline = deadline
        self._sleep = sleep
        self._absent, self._denied, self._settling = policies

    def send(self, operation: str, settling: bool = False, /, **parameters: Any) -> Reply:
        """Call an operation and return its reply. Raises ServiceError.

        With `settling`, a rejected flow is sent again too, until Connect knows about a newly allowed function.
        """
        attempt: Callable[[], Reply] = partial(self._request, operation, parameters)
        for policy in (THROTTLED, self._absent, self._denied, *([self._settling] if settling else [])):
            attempt = partial(retry, attempt, self._deadline, 0, policy, self._sleep)
        return attempt()

    def insist(self, read: Callable[[], T]) -> T:
        """Return what a read finds. While it finds nothing, ask again, as often as ABSENT says. Raises ServiceError."""
        for attempt in range(1, self._absent.attempts):
            if found := read():
                return found
            if not self._deadline.allows(self._absent.attempt):
                break
            self._sleep(self._absent.pause_before(attempt))
        return read()
