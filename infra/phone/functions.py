"""Invokes a function as Amazon Connect does: all attempts within one limit, and a small flat map as the response."""

import json
from collections.abc import Callable
from time import monotonic
from typing import Any, Protocol

from aws.errors import translate_errors
from calls.errors import ServiceError, ServiceUnavailableError

RETRIES = 3  # after an error; Amazon Connect Administrator Guide, "Invoke Lambda functions"
MOST_BYTES = 32 * 1024  # of a response
#: Takes a function's ARN, its event, and the seconds that are left, and returns its response.
Attempt = Callable[[str, bytes, float], bytes]


class InvocationError(Exception):
    """The function returned nothing that a flow can use; the message says why, worded for a transcript."""


class FunctionError(Exception):
    """One attempt ended in an error of the function itself."""


class Functions(Protocol):
    """The functions that a flow can invoke."""

    def invoke(self, function: str, event: dict[str, Any], seconds: float) -> bytes:
        """Return the response of the function with this ARN within the seconds. Raises InvocationError."""
        ...


class RetriedFunctions:
    """Functions that are retried as Amazon Connect does."""

    def __init__(self, attempt: Attempt, clock: Callable[[], float] = monotonic) -> None:
        self._attempt = attempt
        self._clock = clock

    def invoke(self, function: str, event: dict[str, Any], seconds: float) -> bytes:
        """Return the function's response, retrying while there are seconds left. Raises InvocationError."""
        end, failure = self._clock() + seconds, ""
        for _ in range(1 + RETRIES):
            left = end - self._clock()
            if left <= 0:
                break
            try:
                response = self._attempt(function, json.dumps(event).encode(), left)
            except (FunctionError, ServiceUnavailableError) as error:
                failure = str(error)
                continue
            except ServiceError as error:
                raise InvocationError(str(error)) from error
            if self._clock() <= end:
                return response
        raise InvocationError(failure if self._clock() < end else f"no response within {seconds:g} s")


def attempt_with(client: Callable[[float], Any]) -> Attempt:
    """Return an attempt through a Lambda client; `client` makes one that waits for so many seconds."""

    def attempt(function: str, payload: bytes, seconds: float) -> bytes:
        with translate_errors("Invoke"):
            response = client(seconds).invoke(FunctionName=function, Payload=payload)
            body: bytes = response["Payload"].read()
        if "FunctionError" in response:
            raise FunctionError(f"it ended in {_kind(body)}")
        return body

    return attempt


def decode_response(response: bytes, response_type: str) -> dict[str, Any]:
    """Return what `$.External` is after a response. Raises InvocationError for one that a flow cannot read.

    `response_type` is STRING_MAP for a flat object of strings only, JSON for any object.
    """
    if len(response) >= MOST_BYTES:
        raise InvocationError(f"its response has {len(response):,} bytes, it must have fewer than {MOST_BYTES:,}")
    try:
        values = json.loads(response)
    except ValueError as error:
        raise InvocationError("its response is not JSON") from error
    if not isinstance(values, dict):
        raise InvocationError("its response is not an object")
    if response_type == "STRING_MAP" and not all(isinstance(value, str) for value in values.values()):
        raise InvocationError("its response is not a flat map of strings")
    return values


def _kind(body: bytes) -> str:
    """Return the type of the error that a function ended in. Its message may say more than a transcript should."""
    try:
        return str(json.loads(body)["errorType"])
    except (ValueError, LookupError, TypeError):
        return "an error"
