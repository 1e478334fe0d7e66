"""An answer is spoken so that the listener can write it down: from what is heard, the number can be dialled."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls.speech import speak
from tests.samples import NANP
from vanity import VanityIndex
from vanity.keypad import dial

SPOKEN = {
    "1-800-FLOWERS": "1, 8 zero zero, flowers, spelled F, L, the letter O, W, E, R, S",
    "1-800-GOT-JUNK": "1, 8 zero zero, got junk, spelled G, the letter O, T, then J, U, N, K",
    "1-206-685-SAFE": "1, 2 zero 6, 6 8 5, safe, spelled S, A, F, E",
    "1-800-3-LOWER-7": "1, 8 zero zero, 3, lower, spelled L, the letter O, W, E, R, then 7",
    "1-800-DJ-MYERS": "1, 8 zero zero, D, J, then myers, spelled M, Y, E, R, S",
    "1-800-GO-U-JUNK": "1, 8 zero zero, go, spelled G, the letter O, then U, then junk, spelled J, U, N, K",
    "1-BANK-17-3913": "1, bank, spelled B, A, N, K, then 1 7, 3 9 1 3",
    "+44 20 SWIM-0958": "plus 4 4, 2 zero, swim, spelled S, W, I, M, then zero 9 5 8",
}


def written_down(said: str) -> str:
    """What a listener writes who leaves out the words that are read, as they are spelled after it."""
    letters_told = said.replace("the letter O", "O").replace("zero", "0")
    return re.sub(r"[^A-Z0-9]", "", letters_told)


@pytest.mark.parametrize(("text", "said"), SPOKEN.items())
def test_it_sounds_like_this(text: str, said: str) -> None:
    assert speak(text) == said


@given(number=NANP)
def test_what_is_heard_dials_the_number(index: VanityIndex, number: str) -> None:
    for answer in index.best(number):
        written = written_down(speak(answer.text))

        assert written == re.sub(r"[^A-Z0-9]", "", answer.text)
        assert dial(written)[: len(number) - 1] == number[1:]


@given(number=NANP)
def test_it_holds_nothing_that_could_be_read_as_markup(index: VanityIndex, number: str) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9 ,]+", speak(answer.text)) for answer in index.best(number))


@given(st.from_regex(r"1-[2-9][0-9]{2}(-[A-Z0-9]{1,7}){1,3}", fullmatch=True))
def test_zero_and_the_letter_o_sound_different(text: str) -> None:
    said = speak(text)

    assert said.count("zero") == text.count("0")
    assert said.count("the letter O") == len(re.findall(r"\bO\b", said)) == text.count("O")
