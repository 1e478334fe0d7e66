"""Invokes a function as Amazon Connect does: all attempts within one limit, the answer a small flat map."""

import json
from collections.abc import Callable
from time import monotonic
from typing import Any, Protocol

from aws.errors import translate_errors
from calls.errors import ServiceError, ServiceUnavailableError

RETRIES = 3  # after an error; Amazon Connect Administrator Guide, "Invoke Lambda functions"
MOST_BYTES = 32 * 1024  # of an answer
Attempt = Callable[[str, bytes, float], bytes]  # the function, its event, and the seconds there are: its answer


class InvocationFailed(Exception):
    """The function gave nothing that a flow can use; the message says why, in words for a transcript."""


class FunctionFailed(Exception):
    """One attempt ended in an error of the function's own."""


class Functions(Protocol):
    """The functions that a flow can invoke."""

    def invoke(self, function: str, event: dict[str, Any], seconds: float) -> bytes:
        """What the function with this ARN answers within the seconds. Raises InvocationFailed."""
        ...


class RetriedFunctions:
    """Functions behind attempts, each of which may fail. clock: seconds."""

    def __init__(self, attempt: Attempt, clock: Callable[[], float] = monotonic) -> None:
        self._attempt = attempt
        self._clock = clock

    def invoke(self, function: str, event: dict[str, Any], seconds: float) -> bytes:
        """What the function answers within the seconds, tried again while there are some. Raises InvocationFailed."""
        end, failure = self._clock() + seconds, ""
        for _ in range(1 + RETRIES):
            left = end - self._clock()
            if left <= 0:
                break
            try:
                answer = self._attempt(function, json.dumps(event).encode(), left)
            except (FunctionFailed, ServiceUnavailableError) as error:
                failure = str(error)
                continue
            except ServiceError as error:
                raise InvocationFailed(str(error)) from error
            if self._clock() <= end:
                return answer
        raise InvocationFailed(failure if self._clock() < end else f"no answer within {seconds:g} s")


def attempted(client: Callable[[float], Any]) -> Attempt:
    """An attempt through a Lambda client. client: one that waits for so many seconds."""

    def attempt(function: str, payload: bytes, seconds: float) -> bytes:
        with translate_errors("Invoke"):
            answer = client(seconds).invoke(FunctionName=function, Payload=payload)
            body: bytes = answer["Payload"].read()
        if "FunctionError" in answer:
            raise FunctionFailed(f"it ended in {_kind(body)}")
        return body

    return attempt


def external(answer: bytes, response_type: str) -> dict[str, Any]:
    """What `$.External` is after an answer. Raises InvocationFailed for one that a flow cannot read.

    response_type: STRING_MAP for a flat object of strings only, JSON for any object.
    """
    if len(answer) >= MOST_BYTES:
        raise InvocationFailed(f"its answer has {len(answer):,} bytes, it must have fewer than {MOST_BYTES:,}")
    try:
        found = json.loads(answer)
    except ValueError as error:
        raise InvocationFailed("its answer is not JSON") from error
    if not isinstance(found, dict):
        raise InvocationFailed("its answer is not an object")
    if response_type == "STRING_MAP" and not all(isinstance(value, str) for value in found.values()):
        raise InvocationFailed("its answer is not a flat map of strings")
    return found


def _kind(body: bytes) -> str:
    """The type of the error that a function ended in; its message may say more than a transcript should."""
    try:
        return str(json.loads(body)["errorType"])
    except (ValueError, LookupError, TypeError):
        return "an error"
