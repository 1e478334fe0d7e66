"""Events of Amazon Connect: the shape of a captured one, and the many ways in which others differ."""

from copy import deepcopy
from typing import Any

FLOWERS = "+18003569377"
# The real capture of the reference, with a caller of our own: nulls are null, not absent.
CAPTURED: dict[str, Any] = {
    "Name": "ContactFlowEvent",
    "Details": {
        "Parameters": {},
        "ContactData": {
            "Attributes": {},
            "AwsRegion": "us-east-1",
            "Channel": "VOICE",
            "ContactId": "5ca32fbd-8f92-46af-92a5-6b0f970f0efe",
            "InitialContactId": "5ca32fbd-8f92-46af-92a5-6b0f970f0efe",
            "PreviousContactId": "5ca32fbd-8f92-46af-92a5-6b0f970f0efe",
            "CustomerEndpoint": {"Address": FLOWERS, "Type": "TELEPHONE_NUMBER"},
            "CustomerId": None,
            "Description": None,
            "InitiationMethod": "INBOUND",
            "InstanceARN": "arn:aws:connect:us-east-1:111122223333:instance/00000000-0000-0000-0000-000000000000",
            "LanguageCode": "en-US",
            "MediaStreams": {"Customer": {"Audio": {}}},
            "Name": None,
            "Queue": None,
            "References": {},
            "RelatedContactId": None,
            "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:Telephony"}},
            "SystemEndpoint": {"Address": "+18005550100", "Type": "TELEPHONE_NUMBER"},
            "Tags": {"aws:connect:instanceId": "00000000-0000-0000-0000-000000000000"},
        },
    },
}


def event(keyed: object = None, **contact_data: Any) -> dict[str, Any]:
    """An event whose contact data differs so from the captured one; `ABSENT` takes a field away."""
    changed = deepcopy(CAPTURED)
    data = changed["Details"]["ContactData"]
    data.update(contact_data)
    changed["Details"]["ContactData"] = {name: value for name, value in data.items() if value is not ABSENT}
    if keyed is not None:
        changed["Details"]["Parameters"] = {"keyed": keyed}
    return changed


def calling(address: object, kind: str = "TELEPHONE_NUMBER") -> dict[str, Any]:
    return event(CustomerEndpoint={"Address": address, "Type": kind})


ABSENT = object()
