"""A reference becomes its value, and nothing when there is none."""

import pytest

from contact_flow.catalogue import LANGUAGE
from infra.phone.comparisons import OPERATORS
from infra.phone.contact import resolve_references
from tests.converter.events import CAPTURED
from tests.phone.calls import contact

DATA = {"External": {"say1": "flowers", "deep": {"x": "y"}, "list": ["a"]}, "ContactId": "id-1", "Queue": None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$.External.say1", "flowers"),
        ("Say $.External.say1.", "Say flowers."),
        ("$.External.say1<break/>", "flowers<break/>"),
        ("$.ContactId $.ContactId", "id-1 id-1"),
        ("$.External.deep.x", "y"),
        ("[$.External.none]", "[]"),
        ("[$.External]", "[]"),
        ("[$.External.list]", "[]"),
        ("[$.Queue.Name]", "[]"),
        ("[$.ContactId.more]", "[]"),
        ("It costs $5.", "It costs $5."),
    ],
)
def test_references(text: str, value: str) -> None:
    assert resolve_references(text, DATA) == value


@pytest.mark.parametrize("name", ["CustomerEndpoint.Address", "SystemEndpoint.Address", "Channel", "LanguageCode"])
def test_a_flow_can_refer_to_what_a_function_is_told(name: str) -> None:
    assert contact().resolve(f"$.{name}") != ""


def test_without_a_telephone_there_is_no_address() -> None:
    assert contact(None).data()["CustomerEndpoint"] is None
    assert contact(None).resolve("$.CustomerEndpoint.Address") == ""


def test_the_event_has_the_shape_of_a_captured_one() -> None:
    def shape(value: object) -> object:
        return {name: shape(inner) for name, inner in value.items()} if isinstance(value, dict) else type(value)

    assert shape(contact().event({})) == shape(CAPTURED)


@pytest.mark.parametrize(
    ("operator", "operand", "holding", "failing"),
    [
        ("Equals", "found", "found", "Found"),
        ("TextStartsWith", "1-", "1-800", "800-1-"),
        ("TextEndsWith", "S", "FLOWERS", "flowers"),
        ("TextContains", "OW", "FLOWERS", "PLANTS"),
        ("NumberGreaterThan", "3", "10", "3"),
        ("NumberGreaterOrEqualTo", "3", "3", "2"),
        ("NumberLessThan", "10", "3", "10"),
        ("NumberLessOrEqualTo", "3", "3.0", "many"),
    ],
)
def test_operators(operator: str, operand: str, holding: str, failing: str) -> None:
    assert OPERATORS[operator](holding, operand)
    assert not OPERATORS[operator](failing, operand)


def test_there_are_no_other_operators() -> None:
    assert set(OPERATORS) == set(LANGUAGE["operators"]) - {"KeyExists"}  # refused before the call
