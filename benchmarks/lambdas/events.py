"""An event of Amazon Connect's, as the functions get it."""

from itertools import count
from typing import Any

_CONTACTS = count()


def event(number: str) -> dict[str, Any]:
    """A call from this number, each a contact of its own."""
    contact = {
        "Channel": "VOICE",
        "ContactId": f"00000000-0000-0000-0000-{next(_CONTACTS):012}",
        "CustomerEndpoint": {"Address": number, "Type": "TELEPHONE_NUMBER"},
    }
    return {"Name": "ContactFlowEvent", "Details": {"Parameters": {}, "ContactData": contact}}
