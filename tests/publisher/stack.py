"""A stack with a Custom::ContactFlow, as CloudFormation deals with one: requests in, one answer each out."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from contact_flow.errors import FlowError
from publisher.answering import Publisher
from publisher.connect import Connect
from publisher.content import Content
from publisher.pace import Pace
from publisher.request import request_of
from tests.publisher.connect import HOME, NUMBER, Account

STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/vanity/12345678-0000-4000-8000-000000000000"
FUNCTION, NEW_FUNCTION = (f"arn:aws:lambda:us-east-1:123456789012:function:{name}" for name in ("converter", "newer"))
PROPERTIES = {
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


def filled(document: object, values: Mapping[str, str]) -> object:
    """A stand-in: the placeholder is the whole text."""
    if "Voice" not in values:
        raise FlowError("the flow has no value for Voice: give it in Values")
    return json.loads(json.dumps(document), object_hook=lambda it: {k: _value(v, values) for k, v in it.items()})


def _value(value: Any, values: Mapping[str, str]) -> Any:
    return values.get(value, value) if isinstance(value, str) else value


def lint(document: Any) -> list[str]:
    """A stand-in: a flow that speaks with nobody's voice is wrong."""
    return [f"say: nobody has the voice {it['Speaks']}" for it in document["Actions"] if it.get("Speaks") == "Nobody"]


def publisher_over(connect: Account) -> Publisher:
    """The publisher over a client of Connect, which waits for nothing."""
    return Publisher(Connect(connect, Pace(0, sleep=lambda _: None)).until, Content(DOCUMENT, filled, lint))


class Answered(NamedTuple):
    """What CloudFormation got."""

    status: str
    id: str
    reason: str
    data: dict[str, str]


class Stack:
    """The stack. id: the physical id that CloudFormation knows; properties: those it deployed last.

    replaced: ids that are still to be deleted, with the properties they had.
    """

    def __init__(self, connect: Account, publisher: Publisher | None = None) -> None:
        self.connect = connect
        self.publisher = publisher or publisher_over(connect)
        self.id = ""
        self.properties: dict[str, Any] = {}
        self.replaced: dict[str, dict[str, Any]] = {}

    def ask(self, kind: str, properties: Mapping[str, Any], physical: str, **more: Any) -> Answered:
        """The one answer to a request, which keeps to the protocol."""
        event = event_of(kind, properties, physical, **more)
        body = self.publisher.answer(request_of(event), lambda: 170.0).body()
        said = json.loads(body)
        assert len(body) <= 4096
        assert said["Status"] in {"SUCCESS", "FAILED"}
        assert said["PhysicalResourceId"]
        assert {name: said[name] for name in ECHOED} == {name: event[name] for name in ECHOED}
        assert ("Reason" in said) == (said["Status"] == "FAILED")
        return Answered(said["Status"], said["PhysicalResourceId"], said.get("Reason", ""), said.get("Data", {}))

    def create(self, **changes: Any) -> Answered:
        """Create; CloudFormation remembers the id even of what failed, to delete it."""
        self.properties = {**PROPERTIES, **changes}
        answered = self.ask("Create", self.properties, "")
        self.id = answered.id
        return answered

    def update(self, **changes: Any) -> Answered:
        """Update: after a failure nothing has changed."""
        before, wanted = self.properties, {**self.properties, **changes}
        answered = self._updated(wanted, before)
        if answered.status == "SUCCESS":
            self.properties = wanted
        return answered

    def roll_back(self, **changes: Any) -> Answered:
        """The Update that follows one that failed with these changes."""
        return self._updated(self.properties, {**self.properties, **changes})

    def clean_up(self) -> list[Answered]:
        """Delete what updates have replaced; CloudFormation does so at their end."""
        answers = [self.ask("Delete", properties, physical) for physical, properties in self.replaced.items()]
        self.replaced.clear()
        return answers

    def _updated(self, wanted: dict[str, Any], before: dict[str, Any]) -> Answered:
        answered = self.ask("Update", wanted, self.id, OldResourceProperties=before)
        if answered.status == "FAILED":
            assert answered.id == self.id, "another id would make CloudFormation forget the flow"
        elif answered.id != self.id:
            self.replaced[self.id] = before
            self.id = answered.id
        return answered

    def delete(self) -> Answered:
        """Delete."""
        answered = self.ask("Delete", self.properties, self.id)
        assert answered.id == self.id
        return answered


ECHOED = ("StackId", "RequestId", "LogicalResourceId")


def event_of(kind: str, properties: Mapping[str, Any], physical: str = "", **more: Any) -> dict[str, Any]:
    """A request as CloudFormation sends it."""
    return {
        "RequestType": kind,
        "RequestId": "request-1",
        "StackId": STACK,
        "LogicalResourceId": "VanityFlow",
        "ResourceType": "Custom::ContactFlow",
        "ResponseURL": "http://127.0.0.1/secret",
        "ResourceProperties": properties,
        **({"PhysicalResourceId": physical} if physical else {}),
        **more,
    }
