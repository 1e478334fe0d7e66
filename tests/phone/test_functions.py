"""A function is invoked as Amazon Connect does it: up to three times more after an error, all within one limit."""

import io
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from calls.errors import AccessDeniedError, ServiceError, ServiceUnavailableError
from infra.phone.functions import (
    MOST_BYTES,
    FunctionError,
    InvocationError,
    RetriedFunctions,
    attempt_with,
    decode_response,
)

ARN = "arn:aws:lambda:us-east-1:000000000000:function:converter:live"
BUSY = ServiceUnavailableError("Invoke failed: TooManyRequestsException")


class FakeTime:
    """A clock that goes on only while an attempt lasts."""

    def __init__(self, format_duration: float, *ends: object) -> None:
        self.now = 100.0
        self.left: list[float] = []
        self._lasting = format_duration
        self._ends = list(ends)

    def attempt(self, function: str, payload: bytes, seconds: float) -> bytes:
        self.left.append(seconds)
        self.now += self._lasting
        end = self._ends.pop(0)
        if isinstance(end, Exception):
            raise end
        assert isinstance(end, bytes)
        return end

    def invoke(self, limit: float = 8) -> bytes:
        return RetriedFunctions(self.attempt, lambda: self.now).invoke(ARN, {}, limit)


def test_the_first_answer_is_the_answer() -> None:
    time = FakeTime(1, b"{}")

    assert time.invoke() == b"{}"
    assert time.left == [8]


@pytest.mark.parametrize("error", [BUSY, FunctionError("it ended in KeyError")])
def test_after_an_error_there_are_three_more_attempts_in_the_time_that_is_left(error: Exception) -> None:
    time = FakeTime(1, error, error, error, b"{}")

    assert time.invoke() == b"{}"
    assert time.left == [8, 7, 6, 5]


def test_the_fourth_error_is_the_last() -> None:
    time = FakeTime(1, BUSY, BUSY, BUSY, FunctionError("it ended in KeyError"))

    with pytest.raises(InvocationError, match="it ended in KeyError"):
        time.invoke()


def test_when_the_time_is_up_nothing_is_tried_again() -> None:
    time = FakeTime(5, BUSY, BUSY, b"{}")

    with pytest.raises(InvocationError, match="no response within 8 s"):
        time.invoke()
    assert time.left == [8, 3]


def test_an_answer_that_comes_too_late_is_none() -> None:
    with pytest.raises(InvocationError, match="no response within 2 s"):
        FakeTime(2.5, b"{}").invoke(limit=2)


def test_what_will_not_help_is_not_tried_again() -> None:
    time = FakeTime(1, ServiceError("Invoke failed: ResourceNotFoundException"), b"{}")

    with pytest.raises(InvocationError, match="ResourceNotFoundException"):
        time.invoke()
    assert len(time.left) == 1


class FakeLambda:
    def __init__(self, body: bytes = b"", error: Exception | None = None, **more: str) -> None:
        self.body, self.error, self.more = body, error, more
        self.asked: dict[str, Any] = {}

    def invoke(self, **asked: Any) -> dict[str, Any]:
        self.asked = asked
        if self.error:
            raise self.error
        return {"Payload": io.BytesIO(self.body), **self.more}


def test_an_attempt_asks_a_client_that_waits_no_longer_than_there_is_time() -> None:
    found, patience = FakeLambda(b'{"status":"found"}'), list[float]()

    def client(seconds: float) -> FakeLambda:
        patience.append(seconds)
        return found

    assert attempt_with(client)(ARN, b"{}", 7.5) == b'{"status":"found"}'
    assert (found.asked, patience) == ({"FunctionName": ARN, "Payload": b"{}"}, [7.5])


@pytest.mark.parametrize(
    ("client", "kind", "told"),
    [
        (FakeLambda(b'{"errorType":"KeyError"}', FunctionError="Unhandled"), FunctionError, "it ended in KeyError"),
        (FakeLambda(b"?", FunctionError="Unhandled"), FunctionError, "it ended in an error"),
        (
            FakeLambda(error=ReadTimeoutError(endpoint_url="http://127.0.0.1")),
            ServiceUnavailableError,
            "Invoke failed: ReadTimeoutError",
        ),
        (
            FakeLambda(error=ClientError({"Error": {"Code": "AccessDeniedException"}}, "Invoke")),
            AccessDeniedError,
            "Invoke failed: AccessDeniedException",
        ),
    ],
)
def test_how_an_attempt_fails(client: FakeLambda, kind: type[Exception], told: str) -> None:
    with pytest.raises(kind, match=told) as caught:
        attempt_with(lambda _: client)(ARN, b"{}", 8)
    assert type(caught.value) is kind


def test_an_answer_is_smaller_than_32_kilobytes() -> None:
    def answer(size: int) -> bytes:
        return b'{"x":"' + b"x" * (size - 8) + b'"}'

    assert len(decode_response(answer(MOST_BYTES - 1), "STRING_MAP")["x"]) == MOST_BYTES - 9
    with pytest.raises(InvocationError, match="32,768"):
        decode_response(answer(MOST_BYTES), "STRING_MAP")
