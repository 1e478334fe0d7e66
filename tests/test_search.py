"""The search and the rules on small vocabularies, held against trying everything; the build's tables against both."""

import random
from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_index.answers import Builder
from build_index.bits import NONE
from build_index.kbest import BLOCK, Tables, block
from build_index.picks import picked
from build_index.shapes import Ranks, shapes_of
from build_index.tables import Table, digit_tables, word_tables
from build_index.vocabulary import Vocabulary
from tests.tiny import (
    KNOWN,
    SCORER,
    UNSURE,
    WEIGHTS,
    chosen_plainly,
    every_spelling,
    reads_a_term,
    vocabularies,
    vocabulary,
    word,
)
from vanity.entry import Entry, Trait
from vanity.keypad import dial
from vanity.rules import chosen, differ_by_a_trifle, offends, readable
from vanity.score import Scorer
from vanity.search import Spelling, spellings
from vanity_index.layout import BASE, STORED, code, digits_of

DIGITS = st.text("0123", min_size=1, max_size=8)
TERMS = st.frozensets(st.text("ABCDEF", min_size=2, max_size=9), max_size=8)
LOW = Scorer(WEIGHTS | {"floor": -40_000})


def spelled(digits: str, *words: Entry) -> list[Spelling]:
    return list(spellings(digits, vocabulary(*words), LOW))


def written(spelling: Spelling) -> str:
    return "-".join(piece.text for piece in spelling.pieces)


def reading(text: str, *words: Entry) -> Spelling:
    """The spelling that reads like this: CALL-BUT, OK-25506."""
    found = spelled(dial(text.replace("-", "")), *words)
    return next(one for one in found if written(one) == text)


# The search.


@settings(max_examples=300)
@given(digits=DIGITS, words=vocabularies(), floor=st.sampled_from([-40_000, -12_000, -7_000, -4_000]))
def test_the_search_is_trying_everything(digits: str, words: Vocabulary, floor: int) -> None:
    scorer = Scorer(WEIGHTS | {"floor": floor})
    assert list(spellings(digits, words, scorer)) == every_spelling(digits, words, scorer)


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
    best = next(spellings("2" * 40, words, Scorer(WEIGHTS | {"floor": -(10**6)})))
    # then it is there
    assert best.letters == "A" * 40


def test_nothing_is_found_below_the_floor() -> None:
    words = vocabulary(word("CAT"))
    points = next(spellings("228", words, LOW)).points
    at, above = Scorer(WEIGHTS | {"floor": points}), Scorer(WEIGHTS | {"floor": points + 1})
    assert [found.letters for found in spellings("228", words, at)] == ["CAT"]
    assert list(spellings("228", words, above)) == []


def test_digits_without_a_word_are_no_spelling() -> None:
    assert spelled("228", word("DOG")) == []


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        ("2266", ["2-CONTACT"]),
        ("266", ["CONTACT"]),
        ("2662", []),  # not in the middle
        ("226", []),  # two letters are too few to know it by
    ],
)
def test_a_word_may_run_past_the_end_only(digits: str, found: list[str]) -> None:
    assert [written(one) for one in spelled(digits, word("CONTACT", Trait.BUSINESS))] == found


# The rules.


@settings(max_examples=300)
@given(digits=st.text("0123", min_size=3, max_size=7), words=vocabularies(), terms=TERMS)
def test_the_rules_choose_what_they_say(digits: str, words: Vocabulary, terms: frozenset[str]) -> None:
    found = every_spelling(digits, words, LOW)
    assert list(chosen(found, terms)) == chosen_plainly(found, terms)


@given(digits=st.text("23", min_size=4, max_size=7), words=vocabularies(), terms=TERMS)
def test_a_term_offends_where_it_crosses_a_joint(digits: str, words: Vocabulary, terms: frozenset[str]) -> None:
    for found in islice(spellings(digits, words, LOW), 50):
        assert offends(found.pieces, terms) == reads_a_term(found, terms)


def test_two_known_words_are_no_trifle() -> None:
    the, card, care = word("THE", Trait.CARRIER), word("CARD", Trait.BUSINESS), word("CARE", Trait.BUSINESS)
    card_line, care_line = (reading(text, the, card, care) for text in ("THE-CARD", "THE-CARE"))
    assert not differ_by_a_trifle(card_line, care_line)
    assert list(chosen([card_line, care_line], frozenset())) == [card_line, care_line]


@pytest.mark.parametrize("trait", [Trait(0), *UNSURE], ids=str)
def test_one_idea_twice_is_a_trifle(trait: Trait) -> None:
    call, ball, but = word("CALL", Trait.CARRIER), word("BALL", trait), word("BUT")
    one, twice = (reading(text, call, ball, but) for text in ("CALL-BUT", "BALL-BUT"))
    assert differ_by_a_trifle(one, twice)
    assert list(chosen([one, twice], frozenset())) == [one]


@pytest.mark.parametrize("trait", KNOWN, ids=str)
def test_words_that_organisations_use_are_known(trait: Trait) -> None:
    card, care = word("CARD", trait), word("CARE", trait)
    assert not differ_by_a_trifle(reading("CARD", card, care), reading("CARE", card, care))


def test_the_same_letters_cut_otherwise_are_a_trifle() -> None:
    words = word("TODAY", Trait.ENDING), word("TO", Trait.CARRIER), word("DAY", Trait.ENDING)
    assert differ_by_a_trifle(reading("TODAY", *words), reading("TO-DAY", *words))


def test_two_places_are_no_trifle() -> None:
    words = word("CALL"), word("BALM")
    assert not differ_by_a_trifle(reading("CALL", *words), Spelling(0, reading("BALM", *words).pieces))


@pytest.mark.parametrize(
    ("text", "is_readable"), [("I-039", False), ("OK-25506", False), ("CAT-0", True), ("0-TO-DAY", True)]
)
def test_a_spelling_is_readable_by_a_word_of_three_letters(text: str, is_readable: bool) -> None:
    words = [word(part) for part in text.split("-") if part.isalpha()]
    assert readable(reading(text, *words)) == is_readable


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
    assert offends(reading(text, *words).pieces, frozenset([term])) == is_offensive


def test_a_term_may_end_past_the_numbers_end() -> None:
    words = word("MASH"), word("ITEMS", Trait.BUSINESS)
    found = next(one for one in spelled("6274483", *words) if one.pieces[-1].text == "ITEMS")
    assert offends(found.pieces, frozenset(["SHITEMS"]))
    assert not offends(found.pieces, frozenset(["SHITEMSX"]))


# The build's tables give what the search gives.


class Case(NamedTuple):
    """A vocabulary, terms, and the first two base-9 digits of a block to hold against the search."""

    words: list[Entry]
    terms: frozenset[str]
    first: int
    second: int

    @property
    def rows(self) -> list[int]:
        """Rows whose digits words dial, and a few others."""
        keys = sorted({code(dial(letter)) for entry in self.words for letter in entry.letters} | {0})
        dialled = [_number(row) for row in product(keys, repeat=5)]
        return sorted({*random.Random(1).sample(dialled, min(len(dialled), 1000)), *range(0, BLOCK, 997)})


def _number(base_9: tuple[int, ...]) -> int:
    total = 0
    for digit in base_9:
        total = total * BASE + digit
    return total


def _random_case(seed: int, letters: str, count: int, first: int, second: int) -> Case:
    """Words of these letters, and terms that are made of two of them or of their ends."""
    dice = random.Random(seed)
    traits = [0, 0, *KNOWN, *UNSURE]
    texts = {"".join(dice.choices(letters, k=dice.choice([1, 2, 3, 3, 4, 5, 7, 9]))) for _ in range(count)}
    words = [Entry(text, dice.choice(traits), dice.randrange(35, 81)) for text in sorted(texts)]
    joined = {"".join(dice.choices(sorted(texts), k=dice.choice([2, 2, 3]))) for _ in range(count)}
    cut = {text[dice.randrange(3) : len(text) - dice.randrange(3)] for text in joined}
    return Case(
        words, frozenset(term for term in joined | cut if 3 <= len(term) <= 9 and term not in texts), first, second
    )


def _words(*texts: str, trait: Trait = Trait.BUSINESS) -> list[Entry]:
    return [word(text, trait) for text in texts]


CASES = {
    "few words": _random_case(1, "ABDG", 12, code("2"), code("3")),
    "some words": _random_case(2, "ABCDEGH", 60, code("3"), code("2")),
    "many words": _random_case(3, "ABCDEFGHI", 250, code("2"), code("4")),
    "zeros": _random_case(4, "ABCDE", 40, code("2"), 0),
    "a term across a joint": Case(
        _words("PASS", "HIT", "PAST", "PA", "PAR"), frozenset(["SHIT"]), code("7"), code("2")
    ),
    "a term past the end": Case(_words("PASS", "HITTER", "PAST", "SPA"), frozenset(["SHITTER"]), code("7"), code("2")),
    "a short term": Case(_words("AS", "S", "ASK", "SUN", "US"), frozenset(["ASS", "SUS"]), code("2"), code("7")),
    "a trifle": Case(
        [*_words("CARD", "CARE", "THE"), *_words("CALL", "BALL", "BUT", "CUT", trait=Trait.TRADE)],
        frozenset(),
        code("8"),
        code("4"),
    ),
}


@pytest.fixture(scope="module")
def runs() -> list[Table]:
    """The tables of kept digits, which take seconds to make and are the same for every vocabulary."""
    return digit_tables(SCORER)


def built(case: Case, runs: list[Table]) -> Builder:
    words = vocabulary(*case.words)
    return Builder(words, SCORER, case.terms, Tables(word_tables(words, SCORER), runs), Ranks(words))


@pytest.mark.parametrize("name", CASES)
def test_the_tables_give_what_the_search_gives(name: str, runs: list[Table]) -> None:
    case = CASES[name]
    builder = built(case, runs)
    # when a block is worked out by tables
    candidates = block(builder.tables, case.first, case.second)
    picks = picked(candidates, case.first, case.second, case.terms, SCORER.floor)
    codes = (case.first * BASE + case.second) * BLOCK + np.arange(BLOCK)
    shapes = shapes_of(picks.answers, codes, builder.ranks)
    # then each row that is sure of itself has the shapes of the search
    sure = [row for row in case.rows if not picks.unsure[row]]
    for row in sure:
        assert shapes[row].tolist() == builder.searched(digits_of(int(codes[row]))), digits_of(int(codes[row]))
    assert len(sure) > len(case.rows) / 2
    assert np.count_nonzero(shapes[sure]) > 0


@pytest.mark.parametrize("name", CASES)
def test_a_block_is_what_the_search_gives(name: str, runs: list[Table]) -> None:
    case = CASES[name]
    builder = built(case, runs)
    shapes = builder.shapes(case.first, case.second)
    for row in case.rows:
        digits = digits_of((case.first * BASE + case.second) * BLOCK + row)
        assert shapes[row].tolist() == builder.searched(digits), digits


def _with_trifles(text: str, rarity: int) -> Iterator[Entry]:
    """A word, and rarer ones of no known use that differ from it in one place."""
    yield word(text, rarity=rarity)
    for place in range(len(text)):
        for letter in set("ABC") - {text[place]}:
            yield word(text[:place] + letter + text[place + 1 :], rarity=rarity + 2)


def test_rows_with_more_spellings_than_are_kept_are_searched(runs: list[Table]) -> None:
    ideas = ["AAAAAAA", "BBBBBBB", "CCCCCCC", "AAABBBC", "CCCAAAB"]
    # given five words that dial 222-2222, and so many trifles beside each that the last words are not kept
    words = [entry for place, text in enumerate(ideas) for entry in _with_trifles(text, rarity=40 + 4 * place)]
    case = Case(words, frozenset(), code("2"), code("2"))
    builder = built(case, runs)
    # when its block is worked out
    candidates = block(builder.tables, case.first, case.second)
    picks = picked(candidates, case.first, case.second, case.terms, SCORER.floor)
    # then the row that ran out of candidates knows that it does not know
    row = _number((code("2"),) * 5)
    assert picks.unsure[row]
    assert np.count_nonzero(picks.answers[row] > NONE) < STORED
    # and the block has what the search finds for it
    assert builder.shapes(case.first, case.second)[row].tolist() == builder.searched("2222222")
    assert [one.letters for one in islice(_answers(builder), STORED)] == ideas


def _answers(builder: Builder) -> Iterator[Spelling]:
    return chosen(spellings("2222222", builder.vocabulary, builder.scorer), builder.offensive)


def test_rows_that_may_read_a_term_past_the_end_are_searched(runs: list[Table]) -> None:
    case = CASES["a term past the end"]
    builder = built(case, runs)
    picks = picked(block(builder.tables, case.first, case.second), case.first, case.second, case.terms, SCORER.floor)
    unsure = [digits_of((case.first * BASE + case.second) * BLOCK + int(row)) for row in np.flatnonzero(picks.unsure)]
    assert "7277448" in unsure
