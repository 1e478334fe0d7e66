"""A stack with a Custom::ContactFlow. It sends CloudFormation's requests and checks the response to each of them."""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from contact_flow import Finding
from contact_flow.errors import FlowError
from publisher.connect_api import ConnectApi, Pace
from publisher.content import FlowContent
from publisher.publisher import Publisher
from publisher.request import parse_request
from publisher.watchdog import OutOfTime
from tests.publisher.account import HOME, NUMBER, ConnectAccount

STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/vanity/12345678-0000-4000-8000-000000000000"
FUNCTION, NEW_FUNCTION = (f"arn:aws:lambda:us-east-1:123456789012:function:{name}" for name in ("converter", "newer"))
PROPERTIES: dict[str, Any] = {
    "ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:publisher",
    "InstanceArn": HOME,
    "ConverterArn": f"{FUNCTION}:live",
    "ConverterFunctionArn": FUNCTION,
    "Name": "Vanity line",
    "Description": "Speaks vanity numbers",
    "PhoneNumberArn": NUMBER,
    "Values": {"Voice": "Joanna"},
}
DOCUMENT = {"Version": "2019-10-30", "Actions": [{"Calls": "Converter"}, {"Speaks": "Voice"}]}
REQUEST = "request-1"
ECHOED = ("StackId", "RequestId", "LogicalResourceId")


def fill(document: object, values: Mapping[str, str]) -> object:
    """Fill a document whose placeholders are whole texts."""
    if "Voice" not in values:
        raise FlowError("the flow has no value for Voice: give it in Values")
    return json.loads(json.dumps(document), object_hook=lambda item: {k: _value(v, values) for k, v in item.items()})


def _value(value: Any, values: Mapping[str, str]) -> Any:
    return values.get(value, value) if isinstance(value, str) else value


def lint(document: Any) -> list[Finding]:
    """Report a flow that speaks with the voice Nobody, and warn of one that speaks with the voice Robot."""
    rules = {"Nobody": "bad-value", "Robot": "unusual-value"}
    voices = [item["Speaks"] for item in document["Actions"] if item.get("Speaks") in rules]
    return [Finding("say", rules[voice], f"unknown voice {voice}", "choose another") for voice in voices]


def publisher_over(client: Any, content: FlowContent | None = None) -> Publisher:
    """Return the publisher over a client of Connect, without any waiting."""
    api = ConnectApi(client, Pace(0, sleep=lambda _: None))
    return Publisher(api, content or FlowContent(DOCUMENT, fill, lint))


class Outcome(NamedTuple):
    """What CloudFormation learns from a response."""

    status: str
    id: str
    reason: str
    data: dict[str, str]


class Stack:
    """The stack."""

    def __init__(self, account: ConnectAccount, publisher: Publisher | None = None) -> None:
        self.account = account
        self.publisher = publisher or publisher_over(account.client)
        #: Whether responses do not reach CloudFormation.
        self.deaf = False
        #: The physical id that CloudFormation knows.
        self.id = ""
        #: The properties that were deployed last.
        self.properties: dict[str, Any] = {}
        #: The physical ids that are still to be deleted, with their properties.
        self.replaced: dict[str, dict[str, Any]] = {}

    def request(self, kind: str, properties: Mapping[str, Any], physical_id: str, **fields: Any) -> Outcome:
        """Send a request, and check that the response keeps to the protocol."""
        event = event_of(kind, properties, physical_id, **fields)
        answer = self.publisher.respond(parse_request(event), lambda: 170.0)
        body = answer.body()
        response = json.loads(body)
        assert len(body) <= 4096
        assert response["Status"] in {"SUCCESS", "FAILED"}
        assert response["PhysicalResourceId"]
        assert {name: response[name] for name in ECHOED} == {name: event[name] for name in ECHOED}
        assert ("Reason" in response) == (response["Status"] == "FAILED")
        if not self.deaf:
            with suppress(OutOfTime):  # Lambda stops the function, after CloudFormation has its response
                self.publisher.confirm(answer, lambda: 170.0)
        return Outcome(
            response["Status"], response["PhysicalResourceId"], response.get("Reason", ""), response.get("Data", {})
        )

    def create(self, without: Collection[str] = (), request: str = REQUEST, **changes: Any) -> Outcome:
        """Create the resource. CloudFormation remembers its id even after a failure, to delete it."""
        self.properties = {name: value for name, value in PROPERTIES.items() if name not in without} | changes
        outcome = self.request("Create", self.properties, "", RequestId=request)
        self.id = outcome.id
        return outcome

    def update(self, request: str = REQUEST, **changes: Any) -> Outcome:
        """Update the resource. After a failure, the properties stay as they were."""
        old, new = self.properties, {**self.properties, **changes}
        outcome = self._update(new, old, request)
        if outcome.status == "SUCCESS":
            self.properties = new
        return outcome

    def roll_back(self, **changes: Any) -> Outcome:
        """Send the Update that follows a failed Update with these changes."""
        return self._update(self.properties, {**self.properties, **changes})

    def clean_up(self) -> list[Outcome]:
        """Delete what updates have replaced, as CloudFormation does at their end."""
        outcomes = [
            self.request("Delete", properties, physical_id) for physical_id, properties in self.replaced.items()
        ]
        self.replaced.clear()
        return outcomes

    def _update(self, new: dict[str, Any], old: dict[str, Any], request: str = REQUEST) -> Outcome:
        outcome = self.request("Update", new, self.id, OldResourceProperties=old, RequestId=request)
        if outcome.status == "FAILED":
            assert outcome.id == self.id, "another id would make CloudFormation forget the flow"
        elif outcome.id != self.id:
            self.replaced[self.id] = old
            self.id = outcome.id
        return outcome

    def delete(self) -> Outcome:
        """Delete the resource."""
        outcome = self.request("Delete", self.properties, self.id)
        assert outcome.id == self.id
        return outcome


def event_of(kind: str, properties: Mapping[str, Any], physical_id: str = "", **fields: Any) -> dict[str, Any]:
    """Return a request as CloudFormation sends it."""
    return {
        "RequestType": kind,
        "RequestId": REQUEST,
        "StackId": STACK,
        "LogicalResourceId": "VanityFlow",
        "ResourceType": "Custom::ContactFlow",
        "ResponseURL": "http://127.0.0.1/secret",
        "ResourceProperties": properties,
        **({"PhysicalResourceId": physical_id} if physical_id else {}),
        **fields,
    }
