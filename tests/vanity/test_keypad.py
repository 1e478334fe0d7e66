"""The telephone keypad."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import KEY_OF, ON_KEY
from vanity import NumberError, spell
from vanity.keypad import LETTERS_ON, dial

TYPED = st.text(string.ascii_letters + string.digits + " .-", min_size=1).filter(
    lambda text: any(map(str.isalnum, text))
)


def test_the_letters_are_on_the_keys_of_e161() -> None:
    assert LETTERS_ON == ON_KEY
    assert "".join(LETTERS_ON.values()) == string.ascii_uppercase


@given(letters=st.text(string.ascii_uppercase))
def test_every_letter_dials_its_key(letters: str) -> None:
    assert dial(letters) == "".join(KEY_OF[letter] for letter in letters)


@given(text=st.text(string.digits + "-+ .a"))
def test_what_is_no_capital_stays(text: str) -> None:
    assert dial(text) == text


@given(words=TYPED)
def test_spelling_keeps_every_place_and_separator(words: str) -> None:
    digits = spell(words)
    assert len(digits) == len(words)
    for typed, shown in zip(words, digits, strict=True):
        assert shown == KEY_OF.get(typed.upper(), typed)


@given(words=TYPED)
def test_spelling_does_not_mind_case_and_is_done_once(words: str) -> None:
    assert spell(words.lower()) == spell(words.upper()) == spell(spell(words))


@pytest.mark.parametrize(
    ("words", "digits"),
    [("1-800-Flowers", "1-800-3569377"), ("GOT-JUNK", "468-5865"), ("abc 019", "222 019"), ("a.b", "2.2")],
)
def test_examples(words: str, digits: str) -> None:
    assert spell(words) == digits


@pytest.mark.parametrize(
    "words", ["", " ", "-", ". -", "caf\u00e9", "A&B", "+1 800", "FLOWERS!", "A\nB", "\u0663", "\u017f"]
)
def test_what_is_on_no_key_is_refused(words: str) -> None:
    with pytest.raises(NumberError, match="on a keypad"):
        spell(words)
