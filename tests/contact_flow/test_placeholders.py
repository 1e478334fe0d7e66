"""Placeholders are filled in after parsing, and cannot change what the flow does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact_flow import FlowError, fill_placeholders, lint
from tests.contact_flow.flows import GOOD, changed, put

ARN = "arn:aws:lambda:us-east-1:111122223333:function:converter:live"


def with_text(text: str, parameter: str = "Text") -> dict[str, Any]:
    return changed(put("sorry/Parameters", {parameter: text}))


def spoken(flow: Any, parameter: str = "Text") -> str:
    return str(next(one for one in flow["Actions"] if one["Identifier"] == "sorry")["Parameters"][parameter])


def test_values_take_the_place_of_their_names() -> None:
    flow = changed(put("convert/Parameters/LambdaFunctionARN", "${ConverterArn}"))

    assert fill_placeholders(flow, {"ConverterArn": ARN}) == GOOD


def test_several_in_one_text() -> None:
    assert spoken(fill_placeholders(with_text("${A} and ${B}, ${A}"), {"A": "x", "B": "y"})) == "x and y, x"


def test_the_document_stays_as_it_was() -> None:
    flow = with_text("${A}")
    before = json.dumps(flow)

    fill_placeholders(flow, {"A": "x"})

    assert json.dumps(flow) == before


def test_a_name_without_a_value_is_an_error_that_says_so() -> None:
    with pytest.raises(FlowError, match=r"\$\{B\}.*\"A\""):
        fill_placeholders(with_text("${A} ${B}"), {"A": "x"})


def test_ssml_gets_its_values_escaped() -> None:
    flow = with_text("<speak>${Name}</speak>", "SSML")

    filled_in = fill_placeholders(flow, {"Name": """<break time="9s"/> R&B '"""})

    assert spoken(filled_in, "SSML") == "<speak>&lt;break time=&quot;9s&quot;/&gt; R&amp;B &#x27;</speak>"
    assert lint(filled_in) == []


def test_other_texts_get_them_as_they_are() -> None:
    assert spoken(fill_placeholders(with_text("${Name}"), {"Name": "R&B"})) == "R&B"


def test_a_value_is_not_filled_in_again() -> None:
    assert spoken(fill_placeholders(with_text("${A}"), {"A": "${B}", "B": "x"})) == "${B}"


def test_references_stay() -> None:
    assert spoken(fill_placeholders(with_text("$.External.say1 ${A}"), {"A": "x"})) == "$.External.say1 x"


@pytest.mark.parametrize(
    "place", ["sorry/Identifier", "/StartAction", "menu/Transitions/NextAction", "menu/Transitions/Errors/0/NextAction"]
)
def test_identifiers_stay(place: str) -> None:
    flow = changed(put(place, "${A}"))

    assert fill_placeholders(flow, {"A": "x"}) == flow


def test_keys_stay() -> None:
    assert fill_placeholders({"${A}": "${A}"}, {"A": "x"}) == {"${A}": "x"}


@given(st.text())
def test_no_value_leaves_its_place(value: str) -> None:
    flow = changed(put("convert/Parameters/LambdaInvocationAttributes/schema", "${A}"))

    undone = fill_placeholders(flow, {"A": value})

    assert undone == changed(put("convert/Parameters/LambdaInvocationAttributes/schema", value))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff$"), min_size=1))
def test_no_value_breaks_out_of_ssml(value: str) -> None:
    flow = with_text("<speak><sub alias='${A}'>${A}</sub></speak>", "SSML")

    assert lint(fill_placeholders(flow, {"A": value[:500]})) == []
