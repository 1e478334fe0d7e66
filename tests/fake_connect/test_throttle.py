"""Connect's limit on requests, by a clock that the tests set."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.errors import RefusedError
from infra.fake_connect.seed import EARLIER_FLOW_ID, INSTANCE_ID
from infra.fake_connect.server import serve_in_thread
from infra.fake_connect.settings import FakeConnectSettings
from infra.fake_connect.throttle import Throttle
from tests.fake_connect.flows import ids_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def admits(throttle: Throttle, operation: str = "ListContactFlows") -> bool:
    try:
        throttle.admit(operation)
    except RefusedError:
        return False
    return True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fake(clock: Clock) -> Iterator[FakeConnectControl]:
    with serve_in_thread(FakeConnectSettings(clock=clock)) as control:
        yield control


def test_the_sixth_request_at_once_is_throttled_and_two_a_second_are_not(connect: Any, clock: Clock) -> None:
    for _ in range(5):
        connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
    with pytest.raises(connect.exceptions.ThrottlingException, match="Rate exceeded"):
        connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
    connect.list_contact_flows(InstanceId=INSTANCE_ID)
    clock.now += 0.5
    connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))

    with pytest.raises(connect.exceptions.TooManyRequestsException):
        connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))


@given(st.lists(st.floats(0, 3), min_size=1, max_size=60))
def test_no_more_requests_are_admitted_than_burst_and_rate_allow(pauses: list[float]) -> None:
    clock = Clock()
    throttle = Throttle(FakeConnectSettings(clock=clock))
    times = []
    for pause in pauses:
        clock.now += pause
        times += [clock.now] * admits(throttle)

    for first, start in enumerate(times):
        for last in range(first, len(times)):
            assert last - first + 1 <= 5 + 2 * (times[last] - start) + 1e-6


@given(st.integers(1, 40))
def test_requests_at_the_rate_are_never_throttled(calls: int) -> None:
    clock = Clock()
    throttle = Throttle(FakeConnectSettings(clock=clock, burst=1))
    for _ in range(calls):
        assert admits(throttle)
        clock.now += 0.5


def test_without_a_rate_every_request_is_admitted(clock: Clock) -> None:
    throttle = Throttle(FakeConnectSettings(rate=0, clock=clock))

    assert all(admits(throttle) for _ in range(100))
