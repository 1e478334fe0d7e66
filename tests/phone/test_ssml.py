"""SSML is read as a voice reads it: text, and pauses in seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.phone.events import Pause, Speech
from infra.phone.ssml import LONGEST, UnspeakableError, read_ssml, read_text


@pytest.mark.parametrize(
    ("inside", "speech"),
    [
        ("One  two\n three", ("One two three",)),
        ('One<break time="700ms"/>two', ("One", Pause(0.7), "two")),
        ('One<break time="1s"/><break time="1.5s"/>two', ("One", Pause(2.5), "two")),
        ('One<break time="10s"/>', ("One", Pause(10.0))),
        ("One<break/>two", ("One", Pause(0.25), "two")),
        ('One<break strength="x-strong"/>two', ("One", Pause(0.8), "two")),
        ('One<break strength="none"/>two', ("One", "two")),
        ("<s>One.</s><s>Two.</s>", ("One.", Pause(0.5), "Two.")),
        ("<p>One.</p><p>Two.</p>", ("One.", Pause(0.8), "Two.")),
        ('<prosody rate="slow">One</prosody> two', ("One two",)),
        ('<lang xml:lang="fr-FR">Bonjour</lang>', ("Bonjour",)),
        ('<say-as interpret-as="digits">123</say-as>', ("123",)),
        ('<amazon:effect name="whispered">hush</amazon:effect>', ("hush",)),
        ('<sub alias="World Wide Web"><w>W</w>3</sub> it is', ("World Wide Web it is",)),
        ("<sub>W3</sub>", ("W3",)),
        ("<unheard-of>One</unheard-of>", ("One",)),
        ("You &amp; me", ("You & me",)),
    ],
)
def test_what_a_voice_makes_of_it(inside: str, speech: Speech) -> None:
    assert read_ssml(f"<speak>{inside}</speak>") == speech


@pytest.mark.parametrize(
    "ssml",
    [
        "One",
        "<speak>One",
        "<speak>You & me</speak>",
        "<speak>One</p></speak>",
        "<speak></speak>",
        '<speak><break time="1s"/></speak>',
        '<speak>One<break time="11s"/></speak>',
        '<speak>One<break time="soon"/></speak>',
        '<speak>One<break strength="long"/></speak>',
        f"<speak>{'x' * LONGEST}</speak>",
    ],
)
def test_what_no_voice_can_speak(ssml: str) -> None:
    with pytest.raises(UnspeakableError):
        read_ssml(ssml)


def test_plain_text_is_said_as_it_is() -> None:
    assert read_text(" Two  & <three> ") == ("Two & <three>",)
    with pytest.raises(UnspeakableError):
        read_text(" ")


@given(st.lists(st.tuples(st.text("abc", min_size=1), st.integers(1, 9_999)), min_size=1))
def test_words_and_pauses_stay_in_order(pieces: list[tuple[str, int]]) -> None:
    inside = "".join(f'{word}<break time="{length}ms"/>' for word, length in pieces)
    speech = read_ssml(f"<speak>{inside}</speak>")

    assert speech == tuple(part for word, length in pieces for part in (word, Pause(length / 1000)))
