"""The search on small vocabularies, held against trying everything."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_index.vocabulary import Vocabulary
from tests.tiny import (
    SCORER,
    WEIGHTS,
    every_printed,
    every_spelling,
    spelled,
    vocabularies,
    vocabulary,
    word,
    written,
)
from vanity.lexicon import Trait
from vanity.score import Scorer
from vanity.search import printed, spellings

DIGITS = st.text("0123", min_size=1, max_size=8)


@settings(max_examples=300)
@given(digits=DIGITS, words=vocabularies())
def test_the_search_is_trying_everything(digits: str, words: Vocabulary) -> None:
    assert list(spellings(digits, words, SCORER)) == every_spelling(digits, words, SCORER)


@settings(max_examples=300)
@given(digits=st.text("01234", min_size=1, max_size=8), words=vocabularies("ABCDEFGH"))
def test_the_search_in_words_is_trying_everything(digits: str, words: Vocabulary) -> None:
    assert list(printed(digits, words, SCORER)) == every_printed(digits, words, SCORER)


@given(words=vocabularies("AB", most=40))
def test_equal_scores_come_in_the_order_of_their_letters(words: Vocabulary) -> None:
    level = Scorer(_all_zero(WEIGHTS))
    assert list(spellings("22202", words, level)) == every_spelling("22202", words, level)


def _all_zero(weights: dict[str, object]) -> dict[str, object]:
    return {name: _all_zero(value) if isinstance(value, dict) else 0 for name, value in weights.items()}


def test_the_best_spelling_is_found_without_making_all() -> None:
    # given more spellings than anyone could wait for
    words = vocabulary(*(word("".join(letters)) for letters in product("ABC", repeat=4)))
    # when the best is taken
    best = next(spellings("2" * 40, words, SCORER))
    # then it is there
    assert best.letters == "2AAAA" * 8


def test_digits_without_a_word_are_no_spelling() -> None:
    assert spelled("228", word("DOG")) == []


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("22668", ["2-CONTACT"]),
        ("2668", ["CONTACT"]),
        ("26686", []),  # not in the middle
        ("266", []),  # three letters are too few to know it by
    ],
)
def test_a_word_may_run_past_the_end_only(digits: str, found: list[str]) -> None:
    assert [written(one) for one in spelled(digits, word("CONTACT", Trait.BUSINESS))] == found
