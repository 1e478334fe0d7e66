"""What Amazon Connect tells about a contact: its event, read by hand.

The event's fields are null or absent more often than its documentation says, and its channels and endpoint types grow
with the service; a parser with fixed enumerations would let such a caller down.
"""

import re
from typing import Any, NamedTuple

from calls.call import CALLER, KEYED, Source

PARAMETER = "keyed"  # of the flow's Lambda action: the digits that the caller keyed
_E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
# ANONYMOUS on a keypad: what some carriers send in the place of a withheld number.
_WITHHELD = "+266696687"


class Contact(NamedTuple):
    """The part of a contact that matters here.

    id: Connect's contact id. is_voice: whether it is a call. number: E.164, or what the
    caller keyed; empty when there is none. source: which of the two.
    """

    id: str
    is_voice: bool
    number: str
    source: Source


def contact_of(event: object, request_id: str) -> Contact:
    """The contact that an event is about. Whatever is missing or strange in it, there is an answer.

    request_id: stands in for the contact's id where Connect sends none.
    """
    details = _inside(event, "Details")
    data = _inside(details, "ContactData")
    parameters = _inside(details, "Parameters")
    # Once asked for another number, a caller who keys nothing is not to hear their own again.
    number, source = (_keyed(parameters), KEYED) if PARAMETER in parameters else (_calling(data), CALLER)
    return Contact(_text(data.get("ContactId")) or request_id, data.get("Channel") == "VOICE", number, source)


def _keyed(parameters: dict[str, Any]) -> str:
    return _text(parameters[PARAMETER]).strip().removesuffix("#")


def _calling(data: dict[str, Any]) -> str:
    """The caller's number; empty when it is withheld, or no telephone number."""
    address = _text(_inside(data, "CustomerEndpoint").get("Address")).strip()
    return address if _E164.fullmatch(address) and address != _WITHHELD else ""


def _inside(whole: object, name: str) -> dict[str, Any]:
    part = whole.get(name) if isinstance(whole, dict) else None
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
