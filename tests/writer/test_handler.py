"""The writer keeps what it can of a batch, names the rest, and logs no number."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from calls.call import Call
from calls.deadline import Deadline
from calls.errors import ServiceUnavailableError
from tests.call_data import call
from tests.handlers import Context, loaded


class Table:
    """Keeps calls, but those of one contact."""

    def __init__(self, refused: str = "") -> None:
        self.calls: list[Call] = []
        self._refused = refused

    def save(self, one: Call, deadline: Deadline) -> None:
        if one.contact_id == self._refused:
            raise ServiceUnavailableError("UpdateItem failed: ThrottlingException")
        self.calls.append(one)


def batch(*bodies: str) -> dict[str, Any]:
    return {"Records": [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]}


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    with loaded("writer", monkeypatch) as module:
        yield module


def test_a_whole_batch_is_kept(handler: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table()
    monkeypatch.setattr(handler, "CALLERS", table)
    calls = [call(contact=str(place)) for place in range(10)]

    assert handler.handle(batch(*(one.to_json() for one in calls)), Context(30_000)) == {"batchItemFailures": []}
    assert table.calls == calls


def test_what_is_not_kept_is_named_and_logged_without_its_number(
    handler: ModuleType, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    table = Table(refused="b")
    monkeypatch.setattr(handler, "CALLERS", table)
    kept, refused = call(contact="a"), call(contact="b")
    answer = handler.handle(batch("no call", kept.to_json(), refused.to_json()), Context(30_000))

    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}, {"itemIdentifier": "2"}]}
    assert table.calls == [kept]
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "8003569377" not in caplog.text


def test_with_the_table_out_of_reach_everything_comes_again(handler: ModuleType) -> None:
    answer = handler.handle(batch(call().to_json()), Context(30_000))

    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}]}
