"""What Amazon Connect says about a contact: its event, parsed by hand.

The event's fields are null or absent more often than the documentation says, and Connect keeps adding channels and
types of endpoint; a parser with fixed enumerations would fail such a caller.
"""

import re
from typing import Any, NamedTuple

from calls.call import CALLER, KEYED, Source
from converter.withheld import WITHHELD

KEYED_PARAMETER = "keyed"  # of the flow's Lambda action: the digits that the caller keyed
_E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)


class Contact(NamedTuple):
    """The part of a contact that the converter needs."""

    #: Connect's contact id.
    id: str
    is_voice: bool
    #: The caller's number as E.164, or what the caller keyed; empty when there is neither.
    number: str
    #: Which of the two it is.
    source: Source


def parse_contact(event: object, request_id: str) -> Contact:
    """Return the contact that an event is about, however much of it is missing or malformed.

    `request_id` stands in for the contact's id where Connect sends none.
    """
    details = _object(event, "Details")
    data = _object(details, "ContactData")
    parameters = _object(details, "Parameters")
    # A caller who was asked for another number and keyed nothing must not hear their own again.
    if KEYED_PARAMETER in parameters:
        number, source = _keyed_number(parameters), KEYED
    else:
        number, source = _caller_number(data), CALLER
    return Contact(_text(data.get("ContactId")) or request_id, data.get("Channel") == "VOICE", number, source)


def _keyed_number(parameters: dict[str, Any]) -> str:
    return _text(parameters[KEYED_PARAMETER]).strip().removesuffix("#")


def _caller_number(data: dict[str, Any]) -> str:
    """Return the caller's number; an empty text when it is withheld, or is no telephone number."""
    address = _text(_object(data, "CustomerEndpoint").get("Address")).strip()
    return address if _E164.fullmatch(address) and address not in WITHHELD else ""


def _object(parent: object, name: str) -> dict[str, Any]:
    value = parent.get(name) if isinstance(parent, dict) else None
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
