"""Work that takes too long ends while there is time for an answer."""

import signal
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from publisher.answering import RESERVE_SECONDS
from publisher.request import request_of
from publisher.watchdog import OutOfTime, watchdog
from tests.publisher.connect import FakeConnect
from tests.publisher.stack import PROPERTIES, event_of, publisher_over


class Slow(FakeConnect):
    """Hangs in one operation, after it was done."""

    def __init__(self, operation: str) -> None:
        super().__init__()
        self._slow = operation

    def _call(self, operation: str, arguments: dict[str, object]) -> dict[str, object]:
        answer = super()._call(operation, arguments)
        if operation == self._slow:
            hang()
        return answer


def hang() -> None:
    try:
        time.sleep(5)
    except Exception:  # as botocore does it
        pytest.fail("the watchdog was taken for a failed request")


def remaining(seconds: float) -> Callable[[], float]:
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


def test_what_lasts_too_long_is_ended() -> None:
    started = time.monotonic()

    with pytest.raises(OutOfTime), watchdog(0.05):
        time.sleep(5)

    assert time.monotonic() - started < 1


def test_what_ends_in_time_is_left_alone_and_nothing_comes_later() -> None:
    before = signal.getsignal(signal.SIGALRM)

    with watchdog(0.05):
        pass

    time.sleep(0.1)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


@pytest.mark.parametrize("seconds", [0.0, -3.0])
def test_no_time_at_all(seconds: float) -> None:
    with pytest.raises(OutOfTime), watchdog(seconds):
        time.sleep(5)


def test_it_barks_again_when_the_first_time_was_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.watchdog._AGAIN_SECONDS", 0.05)

    def deaf_once() -> None:
        with suppress(OutOfTime):  # as in a finalizer
            time.sleep(5)
        time.sleep(5)

    with pytest.raises(OutOfTime), watchdog(0.05):
        deaf_once()


@pytest.mark.parametrize("kind", ["Create", "Update", "Delete"])
def test_the_answer_says_so_and_has_the_right_id(kind: str) -> None:
    slow = Slow("CreateContactFlow" if kind == "Create" else "ListTagsForResource")
    if kind == "Create":
        physical, expected = "", "not-created/VanityFlow"
    else:
        made = publisher_over(slow).answer(request_of(event_of("Create", PROPERTIES)), lambda: 170.0)
        physical = expected = made.physical

    # Time enough for an attempt by the clock that calls look at, and next to none for the watchdog, which looks first.
    clock = iter([RESERVE_SECONDS + 0.05])
    request = request_of(event_of(kind, PROPERTIES, physical, OldResourceProperties=PROPERTIES))
    answer = publisher_over(slow).answer(request, lambda: next(clock, 170.0))

    assert (answer.status, answer.physical) == ("FAILED", expected)
    assert "took longer than the publisher's Timeout allows" in answer.reason


def test_a_flow_that_was_made_is_named_when_the_time_is_up_later() -> None:
    slow = Slow("AssociatePhoneNumberContactFlow")

    clock = iter([RESERVE_SECONDS + 0.05])
    answer = publisher_over(slow).answer(request_of(event_of("Create", PROPERTIES)), lambda: next(clock, 170.0))

    assert answer.status == "FAILED"
    assert answer.physical.rpartition("/")[2] in slow.flows


def test_the_attempts_end_before_the_watchdog() -> None:
    answer = publisher_over(FakeConnect()).answer(
        request_of(event_of("Create", PROPERTIES)), remaining(18.0)
    )  # 13 for an attempt, 8 for the answer

    assert answer.status == "FAILED"
    assert "no time left for an attempt" in answer.reason
