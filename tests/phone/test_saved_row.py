"""What is saved of a call, as it is shown afterwards."""

from typing import Any

from aws.items import TablePolicy, item_key, latest_attributes
from calls.call import CALLER, KEYED
from calls.callers import Caller
from infra.phone.saved_row import RowKey, format_row, keys_of, read_row
from tests.call_data import FLOWERS, call
from tests.converter.events import ABSENT, calling, event
from vanity.cli.ink import Ink

PLAIN = Ink(colour=False)
NUMBER = "+18003569377"
AT = 1_763_999_000_000  # 2025-11-24 15:43:20 UTC


class FakeDynamo:
    """A table with the items of some calls."""

    def __init__(self, *items: dict[str, Any]) -> None:
        self.items = items

    def get_item(self, **asked: Any) -> dict[str, Any]:
        assert (asked["TableName"], asked["ConsistentRead"]) == ("callers", True)
        return next(({"Item": item} for item in self.items if item.items() >= asked["Key"].items()), {})


def item() -> dict[str, Any]:
    saved = call(at=AT)
    counted = {"firstAt": {"N": str(AT)}, "calls": {"N": "1"}}
    return item_key(saved.number, saved.source) | latest_attributes(saved, TablePolicy(90, shards=4)) | counted


def test_the_items_are_those_that_the_converter_keeps() -> None:
    events = [
        calling(NUMBER),
        event(keyed="2065550100"),
        event(keyed="2065550100#"),
        event(keyed="12"),
        calling("anonymous"),
        event(CustomerEndpoint=ABSENT),
    ]

    assert keys_of(events) == [RowKey(NUMBER, CALLER), RowKey("+12065550100", KEYED)]


def test_an_item_is_read_by_number_and_source() -> None:
    found = read_row(FakeDynamo(item()), "callers", RowKey(NUMBER, CALLER))

    assert found == Caller(NUMBER, (FLOWERS,), AT, AT, 1)
    assert read_row(FakeDynamo(item()), "callers", RowKey(NUMBER, KEYED)) is None


def test_the_first_call_of_a_number() -> None:
    assert list(format_row(RowKey(NUMBER, CALLER), Caller(NUMBER, (FLOWERS,), AT, AT, 1), PLAIN)) == [
        "saved for +1 800-356-9377: 1 call, on 2025-11-24 15:43:20 UTC",
        "  1. 1-800-FLOWERS   +3.886",
    ]


def test_later_calls_of_a_keyed_number() -> None:
    other = FLOWERS._replace(text="1-800-FLOW-377", points=-250)
    found = Caller(NUMBER, (FLOWERS, other), AT, AT + 60_000, 2)

    assert list(format_row(RowKey(NUMBER, KEYED), found, PLAIN)) == [
        "saved for +1 800-356-9377, keyed: 2 calls, first on 2025-11-24 15:43:20, last on 2025-11-24 15:44:20 UTC",
        "  1. 1-800-FLOWERS    +3.886",
        "  2. 1-800-FLOW-377   -0.250",
    ]


def test_nothing_saved_is_said() -> None:
    assert list(format_row(RowKey(NUMBER, CALLER), None, PLAIN)) == ["nothing saved for +1 800-356-9377"]
