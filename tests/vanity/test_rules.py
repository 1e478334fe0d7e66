"""The rules of an answer, held against a plain telling of them."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_index.vocabulary import Vocabulary
from tests.tiny import (
    FAMILIAR,
    SCORER,
    UNSURE,
    chosen_plainly,
    every_printed,
    every_spelling,
    reading,
    reads_a_term,
    spelled,
    vocabularies,
    word,
    written,
)
from vanity.lexicon import Entry, Trait
from vanity.rules import are_near_duplicates, is_readable, offends, select
from vanity.search import Found, Piece, Spelling, spellings

TERMS = st.frozensets(st.text("ABCDEF", min_size=2, max_size=9), max_size=8)


@settings(max_examples=300)
@given(digits=st.text("0123", min_size=3, max_size=7), words=vocabularies(), terms=TERMS)
def test_the_rules_choose_what_they_say(digits: str, words: Vocabulary, terms: frozenset[str]) -> None:
    found, in_words = every_spelling(digits, words, SCORER), every_printed(digits, words, SCORER)
    assert list(select(Found(found, in_words), terms)) == chosen_plainly(found, in_words, terms)


@given(digits=st.text("23", min_size=4, max_size=7), words=vocabularies(), terms=TERMS)
def test_a_term_offends_where_it_crosses_a_joint(digits: str, words: Vocabulary, terms: frozenset[str]) -> None:
    for found in islice(spellings(digits, words, SCORER), 50):
        assert offends(found.pieces, terms) == reads_a_term(found, terms)


def test_two_known_words_are_no_trifle() -> None:
    the, card, care = word("THE", Trait.COMMON_OPENER), word("CARD", Trait.BUSINESS), word("CARE", Trait.BUSINESS)
    card_line, care_line = (reading(text, the, card, care) for text in ("THE-CARD", "THE-CARE"))
    assert not are_near_duplicates(card_line, care_line)
    assert list(select(Found([card_line, care_line], []), frozenset())) == [card_line, care_line]


@pytest.mark.parametrize("trait", [Trait(0), *UNSURE], ids=str)
def test_one_idea_twice_is_a_trifle(trait: Trait) -> None:
    call, ball, but = word("CALL", Trait.COMMON_OPENER), word("BALL", trait), word("BUT")
    one, twice = (reading(text, call, ball, but) for text in ("CALL-BUT", "BALL-BUT"))
    assert are_near_duplicates(one, twice)
    assert list(select(Found([one, twice], []), frozenset())) == [one]


@pytest.mark.parametrize("trait", FAMILIAR, ids=str)
def test_words_that_organisations_use_are_known(trait: Trait) -> None:
    card, care = word("CARD", trait), word("CARE", trait)
    assert not are_near_duplicates(reading("CARD", card, care), reading("CARE", card, care))


def test_the_same_letters_cut_otherwise_are_a_trifle() -> None:
    words = word("TODAY", Trait.COMMON_CLOSER), word("TO", Trait.COMMON_OPENER), word("DAY", Trait.COMMON_CLOSER)
    assert are_near_duplicates(reading("TODAY", *words), reading("TO-DAY", *words))


def test_two_places_are_no_trifle() -> None:
    words = word("CALL"), word("BALM")
    assert not are_near_duplicates(reading("CALL", *words), Spelling(0, reading("BALM", *words).pieces, 2))


@pytest.mark.parametrize(
    ("text", "readable"), [("I-039", False), ("OK-25506", True), ("CAT-0", True), ("0-TO-DAY", True)]
)
def test_a_spelling_is_readable_by_a_word_of_two_letters(text: str, readable: bool) -> None:
    words = [word(part) for part in text.split("-") if part.isalpha()]
    assert is_readable(reading(text, *words)) == readable


@pytest.mark.parametrize(
    ("text", "term", "is_offensive"),
    [
        ("PASS-HIT", "SHIT", True),
        ("PASS-4-HIT", "SHIT", False),  # a digit parts the words
        ("PASS-HIT", "PASS", False),  # a single word is the vocabulary's matter
        ("GAS-SEX", "ASS", False),  # three letters, and not whole words
        ("AS-S-US", "ASS", True),  # three letters of whole words
        ("AS-S-US", "SUS", True),
        ("A-SS", "ASS", True),
        ("MASH-ITEM", "SHIT", True),
    ],
)
def test_terms_across_joints(text: str, term: str, is_offensive: bool) -> None:
    words = [word(part) for part in text.split("-") if part.isalpha()]
    assert offends(_side_by_side(text, *words), frozenset([term])) == is_offensive


def _side_by_side(text: str, *words: Entry) -> tuple[Piece, ...]:
    """The pieces of a text, whether or not the search would put them there."""
    entries, place, pieces = {entry.text: entry for entry in words}, 0, []
    for part in text.split("-"):
        pieces.append(Piece(place, place + len(part), part, 0, entries.get(part)))
        place += len(part)
    return tuple(pieces)


def test_a_term_may_end_past_the_numbers_end() -> None:
    words = word("MASH"), word("ITEMS", Trait.BUSINESS)
    found = next(one for one in spelled("62744836", *words) if written(one) == "MASH-ITEMS")
    assert offends(found.pieces, frozenset(["SHITEMS"]))
    assert not offends(found.pieces, frozenset(["SHITEMSX"]))
