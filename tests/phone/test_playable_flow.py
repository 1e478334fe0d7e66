"""A flow that is wrong, or that the phone cannot play, is refused before the call by an error that names the action."""

from collections.abc import Mapping
from typing import Any

import pytest

from contact_flow.catalogue import FORMS, Parameter
from infra.phone.actions import ACTIONS, SUPPORT
from infra.phone.errors import UnplayableFlowError
from infra.phone.playable_flow import load_flow, parse_flow
from tests.phone.flows import END, Document, action, compare, flow, invoke, menu, say

HELLO = say("hello", "Hello.", following="odd")


def placed(document: Document) -> Document:
    """Give every action the position that the designer needs."""
    places = {part["Identifier"]: {"position": {"x": 0, "y": 0}} for part in document["Actions"]}
    return document | {"Metadata": {"ActionMetadata": places}}


def load(odd: Document) -> None:
    load_flow(placed(flow(HELLO, odd, END)), SUPPORT)


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (
            action("odd", "MessageParticipant", {"PromptId": "p"}, "end", errors={"NoMatchingError": "end"}),
            r"action odd \(MessageParticipant\): the phone cannot play the parameter PromptId",
        ),
        (
            action(
                "odd",
                "GetParticipantInput",
                {
                    "Text": "Key a number.",
                    "StoreInput": "True",
                    "InputTimeLimitSeconds": "8",
                    "InputValidation": {"CustomValidation": {"MaximumLength": "10"}},
                    "DTMFConfiguration": {"DisableCancelKey": "True"},
                },
                "end",
                errors={"NoMatchingError": "end"},
            ),
            r"the phone cannot play the parameter DTMFConfiguration\.DisableCancelKey",
        ),
        (
            invoke("odd", "end", failing="end", InvocationType="ASYNCHRONOUS"),
            "InvocationType is ASYNCHRONOUS, the phone can play SYNCHRONOUS",
        ),
        (
            action("odd", "TransferContactToQueue", {}, "end"),
            r"action odd \(TransferContactToQueue\): the phone cannot play this type of action",
        ),
        (compare("odd", "$.Channel", {"x": "end"}, "end", operator="KeyExists"), "cannot compare by KeyExists"),
        (invoke("odd", "end", failing="end", InvocationTimeLimitSeconds=8), "can play Invocation.* only as text"),
    ],
)
def test_what_the_phone_cannot_play_is_refused(odd: Document, reason: str) -> None:
    with pytest.raises(UnplayableFlowError, match=reason):
        load(odd)


@pytest.mark.parametrize(
    ("odd", "rule"),
    [
        (compare("odd", "$.Channel", {"x": "end"}, "end", operator="Like"), "unknown-operator"),
        (
            action("odd", "Compare", {"ComparisonValue": "$.Channel"}, "end", errors={"NoMatchingError": "end"}),
            "missing-error-branch",
        ),
        (say("odd", "Hello.", following="nowhere"), "dangling-target"),
        (say("odd", "Hello.", failing="nowhere"), "dangling-target"),
        (menu("odd", {"1": "nowhere"}, {"NoMatchingError": "end"}), "missing-error-branch"),
        (say("odd", ""), "empty-string"),
    ],
)
def test_what_the_linter_finds_is_refused(odd: Document, rule: str) -> None:
    with pytest.raises(UnplayableFlowError, match=rf"^the flow cannot be played, odd: .*\[{rule}\]"):
        load(odd)


def changed(**parts: Any) -> Document:
    return placed(flow(say("hello", "Hello."), END)) | parts


@pytest.mark.parametrize(
    "document",
    [
        [],
        changed(Version="1"),
        changed(StartAction="nowhere"),
        changed(StartAction=None),
        changed(Actions={}),
        changed(Actions=["hello"]),
        changed(Actions=[{"Type": "Loop"}]),
        changed(Actions=[HELLO, HELLO, END]),
        changed(Actions=[HELLO | {"Transitions": {"Conditions": [{}]}}]),
        changed(Actions=[HELLO | {"Transitions": {"Conditions": [{"NextAction": "x", "Condition": {}}]}}]),
        changed(Actions=[HELLO | {"Transitions": {"Errors": ["x"]}}]),
    ],
)
def test_what_is_not_in_the_flow_language_is_refused_in_one_line(document: object) -> None:
    with pytest.raises(UnplayableFlowError, match=r"^the flow cannot be played, .*\[[a-z-]+\]") as caught:
        load_flow(document, SUPPORT)
    assert "\n" not in str(caught.value)


def test_a_flow_is_parsed_completely() -> None:
    parsed = parse_flow(
        flow(invoke("ask", "end", failing="end", LambdaInvocationAttributes={"a.b": "1", "c": "2"}), END)
    )

    assert (parsed.start, list(parsed.actions)) == ("ask", ["ask", "end"])
    assert parsed.actions["ask"].map("LambdaInvocationAttributes") == {"a.b": "1", "c": "2"}
    assert parsed.actions["ask"].branches() == {"NextAction": "end", "NoMatchingError": "end"}


def knows(fields: Mapping[str, Parameter], path: str) -> bool:
    """Return whether the catalogue has a parameter with this path; * is any name below it."""
    name, _, rest = path.partition(".")
    if rest == "*":
        return fields[name].open
    return name in fields and (not rest or knows(fields[name].fields, rest))


def test_the_phone_declares_only_parameters_that_the_catalogue_has() -> None:
    fields = {
        kind: {name: field for form in FORMS[kind] for name, field in form.parameters.fields.items()}
        for kind in SUPPORT
    }

    assert SUPPORT.keys() == ACTIONS.keys()
    assert [(kind, path) for kind in SUPPORT for path in SUPPORT[kind] if not knows(fields[kind], path)] == []
