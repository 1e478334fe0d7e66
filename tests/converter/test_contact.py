"""Whatever Connect sends, the contact is read, or there is none: never an exception."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.contact import parse_contact
from tests.converter.events import ABSENT, CAPTURED, FLOWERS, calling, event

WITHOUT_NUMBER = {
    "no endpoint": event(CustomerEndpoint=None),
    "endpoint absent": event(CustomerEndpoint=ABSENT),
    "endpoint is text": event(CustomerEndpoint="+18003569377"),
    "no address": event(CustomerEndpoint={"Type": "TELEPHONE_NUMBER"}),
    "address null": calling(None),
    "address a number": calling(18003569377),
    "empty": calling(""),
    "anonymous": calling("anonymous"),
    "Anonymous": calling("Anonymous"),
    "in a word": calling("unknown"),
    "restricted": calling("Restricted"),
    "anonymous on a keypad": calling("+266696687"),
    "unavailable": calling("+86282452253"),
    "restricted on a keypad": calling("+7378742833"),
    "restricted, after a 1": calling("+17378742833"),
    "unknown": calling("+8656696"),
    "blocked": calling("+2562533"),
    "private": calling("+7748283"),
    "SIP": calling("sip:+18003569377@example.com", "SIP"),
    "e-mail": calling("caller@example.com", "EMAIL_ADDRESS"),
    "no plus": calling("18003569377"),
    "a zero first": calling("+08003569377"),
    "too short": calling("+12345"),
    "too long": calling("+1234567890123456"),
    "letters": calling("+1800FLOWERS"),
    "other digits": calling("+١٨٠٠٣٥٦٩٣٧٧"),
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["ContactData", "Parameters", "CustomerEndpoint", "Address", "keyed"]) | st.text(),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def test_a_captured_event() -> None:
    contact = parse_contact(CAPTURED, "request")

    assert contact == ("5ca32fbd-8f92-46af-92a5-6b0f970f0efe", True, FLOWERS, "caller")


@pytest.mark.parametrize("given_event", WITHOUT_NUMBER.values(), ids=WITHOUT_NUMBER.keys())
def test_there_is_no_number(given_event: dict[str, Any]) -> None:
    assert parse_contact(given_event, "request").number == ""


@pytest.mark.parametrize("channel", ["CHAT", "TASK", "EMAIL", "voice", "", None, ABSENT])
def test_other_channels_are_no_calls(channel: object) -> None:
    assert not parse_contact(event(Channel=channel), "request").is_voice


@pytest.mark.parametrize("keyed", ["2066857233", " 2066857233 ", "2066857233#"])
def test_a_keyed_number_goes_before_the_callers(keyed: str) -> None:
    contact = parse_contact(event(keyed=keyed), "request")

    assert (contact.number, contact.source) == ("2066857233", "keyed")


@pytest.mark.parametrize("keyed", ["", "  ", "#", 12, {}])
def test_a_caller_who_was_asked_and_keyed_nothing_does_not_hear_their_own_number(keyed: object) -> None:
    contact = parse_contact(event(keyed=keyed), "request")

    assert (contact.number, contact.source) == ("", "keyed")


def test_a_caller_who_was_not_asked_gets_their_own_number() -> None:
    contact = parse_contact(event(), "request")

    assert (contact.number, contact.source) == (FLOWERS, "caller")


@pytest.mark.parametrize("missing", [None, "", 7, ABSENT])
def test_the_request_stands_in_for_a_missing_contact_id(missing: object) -> None:
    assert parse_contact(event(ContactId=missing), "request").id == "request"


@given(ANYTHING)
def test_anything_at_all_is_read(whatever: object) -> None:
    contact = parse_contact({"Details": whatever}, "request")

    assert isinstance(contact.number, str)
    assert contact.id
