"""What is saved of a call, read back from the table."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from aws.items import decode_caller
from calls.call import KEYED
from calls.callers import Caller
from converter.contact import parse_contact
from infra.phone.numbers import written
from infra.servers.errors import explain_errors
from vanity import NumberError
from vanity.cli.ink import Ink
from vanity.number import parse


class Key(NamedTuple):
    """The key of an item: E.164, and whether the number was the caller's or keyed."""

    number: str
    source: str


def keys_of(events: Iterable[object]) -> list[Key]:
    """The items that the functions asked in a call have kept, in order: read from the events as the converter does."""
    contacts = [parse_contact(event, "") for event in events]
    found = [Key(number, contact.source) for contact in contacts for number in _e164(contact.number)]
    return list(dict.fromkeys(found))


def saved(dynamodb: Any, table: str, key: Key) -> Caller | None:
    """What the table knows of a number; None when there is nothing. Raises LocalCloudError."""
    wanted = {"number": {"S": key.number}, "source": {"S": key.source}}
    with explain_errors("the saved row cannot be read"):
        found = dynamodb.get_item(TableName=table, Key=wanted, ConsistentRead=True)
    return decode_caller(found["Item"]) if "Item" in found else None


def row(key: Key, found: Caller | None, ink: Ink) -> Iterator[str]:
    """The lines that show it."""
    name = f"{written(key.number)}{', keyed' if key.source == KEYED else ''}"
    if found is None:
        yield f"nothing saved for {name}"
        return
    calls = "1 call" if found.calls == 1 else f"{found.calls} calls"
    yield f"saved for {name}: {calls}, {_when(found)}"
    width = max((len(answer.text) for answer in found.answers), default=0)
    for place, answer in enumerate(found.answers, 1):
        padding = " " * (width - len(answer.text))
        yield f"{ink.dim(f'{place:>3}.')} {ink.letters(answer.text)}{padding}  {answer.points / 1000:+7.3f}"


def _e164(number: str) -> list[str]:
    try:
        return [parse(number).e164]
    except NumberError:
        return []


def _when(found: Caller) -> str:
    if found.first_at == found.last_at:
        return f"on {_date(found.last_at)} UTC"
    return f"first on {_date(found.first_at)}, last on {_date(found.last_at)} UTC"


def _date(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
