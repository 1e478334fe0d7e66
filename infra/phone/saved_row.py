"""What was saved of a call, read back from the table."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from aws.items import decode_caller
from calls.call import KEYED
from calls.callers import Caller
from converter.contact import parse_contact
from infra.phone.contact import format_address
from infra.servers.errors import explain_errors
from vanity import NumberError
from vanity.cli.ink import Ink
from vanity.number import parse


class RowKey(NamedTuple):
    """The key of an item."""

    #: E.164.
    number: str
    #: Whether the number was the caller's, or was keyed.
    source: str


def keys_of(events: Iterable[object]) -> list[RowKey]:
    """Return the keys of the items that the functions of a call saved, parsing the events as the converter does."""
    contacts = [parse_contact(event, "") for event in events]
    keys = [RowKey(number, contact.source) for contact in contacts for number in _e164(contact.number)]
    return list(dict.fromkeys(keys))


def read_row(dynamodb: Any, table: str, key: RowKey) -> Caller | None:
    """Return what the table has of a number; None when it has nothing. Raises LocalCloudError."""
    row_key = {"number": {"S": key.number}, "source": {"S": key.source}}
    with explain_errors("the saved row cannot be read"):
        response = dynamodb.get_item(TableName=table, Key=row_key, ConsistentRead=True)
    return decode_caller(response["Item"]) if "Item" in response else None


def format_row(key: RowKey, caller: Caller | None, ink: Ink) -> Iterator[str]:
    """Yield the lines that show a row."""
    name = f"{format_address(key.number)}{', keyed' if key.source == KEYED else ''}"
    if caller is None:
        yield f"nothing saved for {name}"
        return
    calls = "1 call" if caller.calls == 1 else f"{caller.calls} calls"
    yield f"saved for {name}: {calls}, {_when(caller)}"
    width = max((len(answer.text) for answer in caller.answers), default=0)
    for place, answer in enumerate(caller.answers, 1):
        padding = " " * (width - len(answer.text))
        yield f"{ink.dim(f'{place:>3}.')} {ink.letters(answer.text)}{padding}  {answer.points / 1000:+7.3f}"


def _e164(number: str) -> list[str]:
    try:
        return [parse(number).e164]
    except NumberError:
        return []


def _when(caller: Caller) -> str:
    if caller.first_at == caller.last_at:
        return f"on {_date(caller.last_at)} UTC"
    return f"first on {_date(caller.first_at)}, last on {_date(caller.last_at)} UTC"


def _date(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
