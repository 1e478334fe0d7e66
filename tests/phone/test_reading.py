"""A flow that cannot be played in full is refused before the call, by an error that names the action."""

from collections.abc import Mapping
from typing import Any

import pytest

from contact_flow.catalogue import FORMS, Parameter
from infra.phone.errors import (
    FlowUnreadable,
    UnknownAction,
    UnknownErrorType,
    UnknownOperator,
    UnknownParameter,
)
from infra.phone.known import KNOWN
from infra.phone.reading import read
from tests.phone.flows import END, Document, action, compare, flow, invoke, menu, say

HELLO = say("hello", "Hello.")


@pytest.mark.parametrize(
    ("odd", "kind", "told"),
    [
        (action("odd", "TransferContactToQueue", {}, "end"), UnknownAction, "cannot play this type"),
        (action("odd", "MessageParticipant", {"PromptId": "p"}, "end"), UnknownParameter, "its parameter PromptId"),
        (
            action("odd", "GetParticipantInput", {"DTMFConfiguration": {"DisableCancelKey": "True"}}, "end"),
            UnknownParameter,
            r"DTMFConfiguration\.DisableCancelKey",
        ),
        (
            invoke("odd", "end", failing="end", InvocationType="ASYNCHRONOUS"),
            UnknownParameter,
            "InvocationType is ASYNCHRONOUS, the line can play SYNCHRONOUS",
        ),
        (compare("odd", "$.Channel", {"x": "end"}, "end", operator="KeyExists"), UnknownOperator, "KeyExists"),
        (
            action("odd", "Compare", {"ComparisonValue": "$.Channel"}, "end", errors={"NoMatchingError": "end"}),
            UnknownErrorType,
            "never ends in NoMatchingError",
        ),
        (say("odd", "Hello.", following="nowhere"), FlowUnreadable, "leads to nowhere"),
        (say("odd", "Hello.", failing="nowhere"), FlowUnreadable, "leads to nowhere"),
        (menu("odd", {"1": "nowhere"}, {"NoMatchingError": "end"}), FlowUnreadable, "leads to nowhere"),
        (say("odd", ""), FlowUnreadable, "Text must be a text that is not empty"),
        (action("odd", "Loop", {"LoopCount": 3}, "end"), FlowUnreadable, "LoopCount must be a text"),
    ],
)
def test_what_cannot_be_played_is_refused(odd: Document, kind: type[FlowUnreadable], told: str) -> None:
    with pytest.raises(kind, match=rf"^action odd \({odd['Type']}\).*{told}") as caught:
        read(flow(HELLO, odd, END))
    assert type(caught.value) is kind


def changed(**parts: Any) -> Document:
    return flow(HELLO, END) | parts


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], "the flow: an object"),
        (changed(Version="1"), "2019-10-30"),
        (changed(StartAction="nowhere"), "starts with nowhere"),
        (changed(StartAction=None), "StartAction must be a text"),
        (changed(Actions={}), "Actions must be a list"),
        (changed(Actions=["hello"]), "action 0: an object"),
        (changed(Actions=[{"Type": "Loop"}]), "action 0: Identifier"),
        (changed(Actions=[HELLO, HELLO, END]), "the same Identifier"),
        (changed(Actions=[HELLO | {"Transitions": {"Conditions": [{}]}}]), "an object of the flow language is missing"),
        (
            changed(Actions=[HELLO | {"Transitions": {"Conditions": [{"NextAction": "x", "Condition": {}}]}}]),
            "one text as its operand",
        ),
        (changed(Actions=[HELLO | {"Transitions": {"Errors": ["x"]}}]), "an object"),
    ],
)
def test_what_is_not_of_the_flow_language_is_refused(document: object, told: str) -> None:
    with pytest.raises(FlowUnreadable, match=told):
        read(document)


def test_a_flow_is_read_whole() -> None:
    read_flow = read(flow(invoke("ask", "end", failing="end", LambdaInvocationAttributes={"a.b": "1", "c": "2"}), END))

    assert (read_flow.start, list(read_flow.actions)) == ("ask", ["ask", "end"])
    assert read_flow.actions["ask"].map("LambdaInvocationAttributes") == {"a.b": "1", "c": "2"}
    assert read_flow.actions["ask"].branches() == {"NextAction": "end", "NoMatchingError": "end"}


def linted(path: str, fields: Mapping[str, Parameter]) -> bool:
    """Whether the linter has a parameter with this path; * is any name below."""
    name, _, rest = path.partition(".")
    if rest == "*":
        return fields[name].open
    return name in fields and (not rest or linted(rest, fields[name].fields))


@pytest.mark.parametrize("kind", KNOWN)
def test_the_line_plays_nothing_that_the_linter_does_not_know(kind: str) -> None:
    fields = {name: one for form in FORMS[kind] for name, one in form.parameters.fields.items()}
    errors = {error for form in FORMS[kind] for error in (*form.errors.required, *form.errors.optional)}

    assert [path for path in KNOWN[kind]["parameters"] if not linted(path, fields)] == []
    assert set(KNOWN[kind]["errors"]) <= errors
