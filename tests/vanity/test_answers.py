"""Answers that we know."""

import pytest

from tests.samples import ABROAD, pressed, random_numbers, real_numbers
from vanity import Answer, NumberError, VanityIndex

SAMPLE = sorted({*random_numbers(300, seed=1), *real_numbers(), *ABROAD})


def texts(answers: list[Answer]) -> list[str]:
    return [answer.text for answer in answers]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("+18003569377", "1-800-FLOWERS"),
        ("1-800-356-9377", "1-800-FLOWERS"),
        ("+18004685865", "1-800-GOT-JUNK"),
        ("+12066857233", "1-206-685-SAFE"),
        ("+18002668228", "1-800-CONTACT"),
        ("+611800737732", "+61 1800 RESPECT"),
        ("+61139276", "+61 13-WARM"),
    ],
)
def test_the_best_answer(index: VanityIndex, number: str, text: str) -> None:
    assert index.best(number)[0].text == text


@pytest.mark.parametrize(
    ("number", "text", "parts", "words"),
    [
        ("+18004685865", "1-800-GOT-JUNK", ("GOT-JUNK",), ("GOT", "JUNK")),
        ("+12066857233", "1-206-685-SAFE", ("685", "SAFE"), ("SAFE",)),
    ],
)
def test_an_answer_is_taken_apart(
    index: VanityIndex, number: str, text: str, parts: tuple[str, ...], words: tuple[str, ...]
) -> None:
    answer = next(answer for answer in index.best(number) if answer.text == text)
    assert (answer.parts, answer.words) == (parts, words)


def test_kept_digits_are_parted_at_the_exchange(index: VanityIndex) -> None:
    answers = [answer for number in SAMPLE if number.startswith("+1") for answer in index.best(number)]
    for answer in answers:
        digits = [span for span in answer.pieces if not span.is_word]
        assert not any(span.start < 3 < span.end for span in digits), answer.text


def test_letters_past_the_end_are_marked(index: VanityIndex) -> None:
    found = (answer for number in SAMPLE for answer in index.best(number) if answer.overflow)
    answer = next(found)
    assert answer.marked == f"{answer.text[: -answer.overflow]}({answer.text[-answer.overflow :]})"
    assert index.best("+18003569377")[0].marked == "1-800-FLOWERS"


@pytest.mark.parametrize("number", [*random_numbers(20, seed=6), "+12124683496"])  # the last: GO-8-FIX-M(Y-AC)
def test_without_the_letters_past_the_end_the_text_dials_the_number_and_no_more(
    index: VanityIndex, number: str
) -> None:
    for answer in index.best(number, limit=300):
        assert pressed(answer.dialled_text) == number.removeprefix("+")
        assert pressed(answer.marked) == pressed(answer.text)


def test_a_number_of_zeros_and_ones_has_no_answers(index: VanityIndex) -> None:
    assert index.best("+12012101010") == []
    assert index.best("+12012101010", limit=12) == []


def test_what_is_no_number_is_refused(index: VanityIndex) -> None:
    with pytest.raises(NumberError):
        index.best("1-800-FLOWERS")
