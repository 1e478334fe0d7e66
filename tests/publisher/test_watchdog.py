"""Work that takes too long ends while there is still time for a response."""

import signal
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from botocore.model import OperationModel

from publisher.publisher import RESERVE_SECONDS
from publisher.request import parse_request
from publisher.watchdog import OutOfTime, watchdog
from tests.publisher.account import InProcessAccount
from tests.publisher.failures import Failure
from tests.publisher.stack import PROPERTIES, event_of, publisher_over


def hang(_: OperationModel) -> BaseException:
    try:
        time.sleep(5)
    except Exception:  # as botocore does
        pytest.fail("the watchdog was mistaken for a failed request")
    return AssertionError("the watchdog did not interrupt the request")


SLOW = Failure("slow", hang, done=True)


def remaining(seconds: float) -> Callable[[], float]:
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


def test_work_that_takes_too_long_ends() -> None:
    started = time.monotonic()

    with pytest.raises(OutOfTime), watchdog(0.05):
        time.sleep(5)

    assert time.monotonic() - started < 1


def test_work_that_ends_in_time_is_not_interrupted_then_or_later() -> None:
    before = signal.getsignal(signal.SIGALRM)

    with watchdog(0.05):
        pass

    time.sleep(0.1)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


@pytest.mark.parametrize("seconds", [0.0, -3.0])
def test_work_without_any_time_ends(seconds: float) -> None:
    with pytest.raises(OutOfTime), watchdog(seconds):
        time.sleep(5)


def test_the_watchdog_interrupts_again_when_the_first_time_had_no_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.watchdog._RETRY_SECONDS", 0.05)

    def ignore_once() -> None:
        with suppress(OutOfTime):  # as in a finalizer
            time.sleep(5)
        time.sleep(5)

    with pytest.raises(OutOfTime), watchdog(0.05):
        ignore_once()


@pytest.mark.parametrize("kind", ["Create", "Update", "Delete"])
def test_the_response_gives_the_reason_and_the_right_id(kind: str) -> None:
    account = InProcessAccount()
    publisher = publisher_over(account.client)
    physical_id, expected, operation = "", "not-created/VanityFlow/request-1", "CreateContactFlow"
    if kind != "Create":
        created = publisher.respond(parse_request(event_of("Create", PROPERTIES)), lambda: 170.0)
        physical_id = expected = created.physical_id
        operation = "ListTagsForResource"

    # The watchdog reads the clock first and has next to no time. The calls have time enough for an attempt.
    clock = iter([RESERVE_SECONDS + 0.05])
    request = parse_request(event_of(kind, PROPERTIES, physical_id, OldResourceProperties=PROPERTIES))
    with account.failing(operation, SLOW):
        response = publisher.respond(request, lambda: next(clock, 170.0))

    assert (response.status, response.physical_id) == ("FAILED", expected)
    assert "took longer than the publisher's Timeout allows" in response.reason


def test_the_response_has_the_id_of_a_flow_that_was_created_before_the_time_was_up() -> None:
    account = InProcessAccount()
    clock = iter([RESERVE_SECONDS + 0.05])
    with account.failing("AssociatePhoneNumberContactFlow", SLOW):
        response = publisher_over(account.client).respond(
            parse_request(event_of("Create", PROPERTIES)), lambda: next(clock, 170.0)
        )

    assert response.status == "FAILED"
    assert response.physical_id.rpartition("/")[2] in account.flows


def test_the_attempts_end_before_the_watchdog() -> None:
    # An attempt needs 13 seconds, and the response 8.
    response = publisher_over(InProcessAccount().client).respond(
        parse_request(event_of("Create", PROPERTIES)), remaining(18.0)
    )

    assert response.status == "FAILED"
    assert "no time left for an attempt" in response.reason
