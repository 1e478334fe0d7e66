"""A contact: who calls whom, what the flow has learned of it so far, and how the flow's texts refer to it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.servers.clients import REGION
from vanity.number import parse

LANGUAGE = "en-US"  # until the flow sets another one
WITHHELD = "anonymous"  # what Amazon Connect is reported to send for a withheld number
# A full stop after a reference ends the sentence, not the name.
_REFERENCE = re.compile(r"\$((?:\.[A-Za-z0-9_]+)+)")
_ABROAD = re.compile(r"\+[2-9]\d{6,14}", re.ASCII)  # as Amazon Connect sends it, whether it can be spelled or not
_NORTH_AMERICAN = re.compile(r"\+1(\d{3})(\d{3})(\d{4})", re.ASCII)


@dataclass
class PhoneContact:
    """One call to the line."""

    id: str
    #: E.164, or what Amazon Connect sends for a withheld number; None when there is no telephone at the other end.
    customer: str | None
    #: The line's number, as E.164.
    system: str
    instance_id: str
    language: str = LANGUAGE
    #: User-defined, for the whole contact.
    attributes: dict[str, str] = field(default_factory=dict)
    #: What the latest function returned.
    external: dict[str, Any] = field(default_factory=dict)
    #: What the caller keyed last.
    stored: str = ""

    def data(self) -> dict[str, Any]:
        """Return the contact data that a function receives: complete, with null for what does not exist."""
        return {
            "Attributes": dict(self.attributes),
            "AwsRegion": REGION,
            "Channel": "VOICE",
            "ContactId": self.id,
            "InitialContactId": self.id,
            "PreviousContactId": self.id,
            "CustomerEndpoint": None if self.customer is None else _telephone(self.customer),
            "CustomerId": None,
            "Description": None,
            "InitiationMethod": "INBOUND",
            "InstanceARN": f"arn:aws:connect:{REGION}:000000000000:instance/{self.instance_id}",
            "LanguageCode": self.language,
            "MediaStreams": {"Customer": {"Audio": {}}},
            "Name": None,
            "Queue": None,
            "References": {},
            "RelatedContactId": None,
            "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:Telephony"}},
            "SystemEndpoint": _telephone(self.system),
            "Tags": {"aws:connect:instanceId": self.instance_id},
        }

    def event(self, parameters: dict[str, str]) -> dict[str, Any]:
        """Return the event that a function receives, with the parameters of its action."""
        return {"Name": "ContactFlowEvent", "Details": {"Parameters": parameters, "ContactData": self.data()}}

    def resolve(self, text: str) -> str:
        """Return a text of the flow with the current values of its references."""
        values = self.data() | {"External": self.external, "StoredCustomerInput": self.stored}
        return resolve_references(text, values)


def resolve_references(text: str, values: Mapping[str, Any]) -> str:
    """Return the text with the value of each reference, `$.External.say1` and the like.

    A reference to nothing, or to an object or a list, becomes empty.
    """
    return _REFERENCE.sub(lambda match: _value(match[1].split(".")[1:], values), text)


def parse_caller(text: str) -> str | None:
    """Return the address of a caller: E.164, `anonymous`, or None for an empty text (no telephone).

    Raises NumberError for a text that is no number.
    """
    if text in {"", WITHHELD}:
        return text or None
    return text if _ABROAD.fullmatch(text) else parse(text).e164


def format_address(address: str | None) -> str:
    """Return an address for a reader: `+1 800-356-9377`."""
    if address is None:
        return "no telephone"
    return _NORTH_AMERICAN.sub(r"+1 \1-\2-\3", address)


def _telephone(address: str) -> dict[str, str]:
    return {"Address": address, "Type": "TELEPHONE_NUMBER"}


def _value(path: list[str], values: Mapping[str, Any]) -> str:
    value: Any = values
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None or isinstance(value, Mapping | list):
        return ""
    return value if isinstance(value, str) else json.dumps(value)
