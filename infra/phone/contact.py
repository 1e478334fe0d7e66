"""A contact: who calls whom, and what the flow has learned of it so far."""

from dataclasses import dataclass, field
from typing import Any

from infra.servers.clients import REGION

LANGUAGE = "en-US"  # until the flow sets another


@dataclass
class Contact:
    """One call to the line.

    customer: E.164, or what Amazon Connect gives for a number that is withheld; None when there is no telephone at the
    other end. attributes: user-defined, for the whole contact. external: what the latest function gave. stored: what
    was keyed last.
    """

    id: str
    customer: str | None
    system: str
    instance_id: str
    language: str = LANGUAGE
    attributes: dict[str, str] = field(default_factory=dict)
    external: dict[str, Any] = field(default_factory=dict)
    stored: str = ""

    def data(self) -> dict[str, Any]:
        """What a function is told of the contact: nothing is left out, what is not there is null."""
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

    def references(self) -> dict[str, Any]:
        """What the flow's texts can refer to."""
        return self.data() | {"External": self.external, "StoredCustomerInput": self.stored}

    def event(self, parameters: dict[str, str]) -> dict[str, Any]:
        """The event that a function gets, with the parameters of its action."""
        return {"Name": "ContactFlowEvent", "Details": {"Parameters": parameters, "ContactData": self.data()}}


def _telephone(address: str) -> dict[str, str]:
    return {"Address": address, "Type": "TELEPHONE_NUMBER"}
