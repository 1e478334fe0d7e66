"""Saving a call: the table first, the queue when that fails, and the answer goes out whatever happens."""

import pytest

from calls.call import Call
from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError
from converter.saving import Saving
from tests.call_data import AMPLE, call


class Place:
    """A table and a queue in one: keeps calls, or raises."""

    def __init__(self, broken: Exception | None = None) -> None:
        self.calls: list[Call] = []
        self._broken = broken

    def save(self, one: Call, deadline: Deadline) -> None:
        if self._broken:
            raise self._broken
        self.calls.append(one)

    put = save


DENIED = ServiceError("UpdateItem failed: AccessDeniedException")
SILENT = ServiceUnavailableError("UpdateItem failed: ReadTimeoutError")


def test_the_table_keeps_it() -> None:
    table, queue = Place(), Place()

    assert Saving(table, queue).save(call(), AMPLE) == "yes"
    assert (table.calls, queue.calls) == ([call()], [])


@pytest.mark.parametrize("broken", [DENIED, SILENT], ids=str)
def test_the_queue_takes_what_the_table_does_not(broken: ServiceError) -> None:
    queue = Place()

    assert Saving(Place(broken), queue).save(call(), AMPLE) == "queued"
    assert queue.calls == [call()]


def test_with_both_down_the_call_is_lost_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    saved = Saving(Place(DENIED), Place(SILENT)).save(call(), AMPLE)

    assert saved == "no"
    assert [record.message for record in caplog.records] == [
        "a call was lost: UpdateItem failed: AccessDeniedException",
        "a call was lost: UpdateItem failed: ReadTimeoutError",
    ]


def test_a_fault_nobody_foresaw_sends_the_call_to_the_queue(caplog: pytest.LogCaptureFixture) -> None:
    queue = Place()

    assert Saving(Place(KeyError("+18003569377")), queue).save(call(), AMPLE) == "queued"
    assert queue.calls == [call()]
    assert [record.message for record in caplog.records] == ["a call was queued: an unexpected KeyError"]


def test_a_fault_nobody_foresaw_costs_nobody_the_answer() -> None:
    assert Saving(Place(KeyError("+18003569377")), Place(ValueError("+18003569377"))).save(call(), AMPLE) == "no"
