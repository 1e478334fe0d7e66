"""The build's tables over whole blocks of numbers give what the search gives for each."""

import random
from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

import numpy as np
import pytest

from build_index.answers import AnswerBuilder
from build_index.kbest import BLOCK, KEPT, Tables, best_spellings
from build_index.packed_rules import Selection, select_packed
from build_index.packed_spelling import NONE, rungs_of
from build_index.piece_tables import Table, digit_tables, printed_tables, word_tables
from build_index.shapes import Ranks, shapes_of, with_tiers
from tests.tiny import (
    FAMILIAR,
    SCORER,
    UNSURE,
    vocabulary,
    word,
)
from vanity.keypad import dial
from vanity.lexicon import Entry, Trait
from vanity.rules import PRINTED_KEPT, select
from vanity.search import Spelling, search
from vanity_index.layout import BASE, STORED, code, digits_of


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
    traits = [0, 0, *FAMILIAR, *UNSURE]
    texts = {"".join(dice.choices(letters, k=dice.choice([1, 2, 3, 3, 4, 5, 7, 9]))) for _ in range(count)}
    words = [
        Entry(text, dice.choice(traits), dice.randrange(35, 81), dice.choice([1, 3, 4, 4, 5])) for text in sorted(texts)
    ]
    joined = {"".join(dice.choices(sorted(texts), k=dice.choice([2, 2, 3]))) for _ in range(count)}
    cut = {text[dice.randrange(3) : len(text) - dice.randrange(3)] for text in joined}
    return Case(
        words, frozenset(term for term in joined | cut if 3 <= len(term) <= 9 and term not in texts), first, second
    )


def _words(*texts: str, trait: Trait = Trait.BUSINESS) -> list[Entry]:
    return [word(text, trait) for text in texts]


CASES = {
    "few words": _random_case(1, "ABDG", 12, code("2"), code("3")),
    "some words": _random_case(2, "ADGJMPT", 40, code("3"), code("2")),
    "many words": _random_case(3, "ABDEGHJM", 60, code("2"), code("4")),
    "zeros": _random_case(4, "ABCDE", 20, code("2"), 0),
    "a term across a joint": Case(
        _words("PASS", "HIT", "PAST", "PA", "PAR"), frozenset(["SHIT"]), code("7"), code("2")
    ),
    "a term past the end": Case(_words("PAS", "HITTER", "PAST", "SPA"), frozenset(["SHITTER"]), code("7"), code("2")),
    "a term of two letters": Case(_words("B", "J", "CAT", "ACT"), frozenset(["BJ"]), code("2"), code("2")),
    "a short term": Case(_words("AS", "S", "ASK", "SUN", "US"), frozenset(["ASS", "SUS"]), code("2"), code("7")),
    "a trifle": Case(
        [*_words("CARD", "CARE", "THE"), *_words("CALL", "BALL", "BUT", "CUT", trait=Trait.TRADE)],
        frozenset(),
        code("8"),
        code("4"),
    ),
}


Runs = tuple[list[Table], list[Table]]


@pytest.fixture(scope="module")
def runs() -> Runs:
    """The tables of kept digits, which take seconds to make and are the same for every vocabulary."""
    return digit_tables(SCORER), printed_tables(SCORER)


def built(case: Case, runs: Runs) -> AnswerBuilder:
    words = vocabulary(*case.words)
    tables = Tables(word_tables(words, SCORER), runs[0], SCORER, KEPT)
    printed = Tables(word_tables(words, SCORER, range(1)), runs[1], SCORER, PRINTED_KEPT)
    return AnswerBuilder(words, SCORER, case.terms, tables, printed, Ranks(words))


def selected(builder: AnswerBuilder, case: Case) -> Selection:
    block = case.first, case.second
    found = [best_spellings(tables, *block) for tables in (builder.tables, builder.printed)]
    return select_packed(found[0], found[1], *block, case.terms)


@pytest.mark.parametrize("name", CASES)
def test_the_tables_give_what_the_search_gives(name: str, runs: Runs) -> None:
    case = CASES[name]
    builder = built(case, runs)
    # when a block is worked out by tables
    selection = selected(builder, case)
    codes = (case.first * BASE + case.second) * BLOCK + np.arange(BLOCK)
    shapes = with_tiers(shapes_of(selection.answers, codes, builder.ranks), rungs_of(selection.answers))
    # then each row that is sure of itself has the shapes of the search
    sure = [row for row in case.rows if not selection.unsure[row]]
    for row in sure:
        assert shapes[row].tolist() == builder.search(digits_of(int(codes[row]))).tolist(), digits_of(int(codes[row]))
    assert len(sure) > 50
    assert np.count_nonzero(shapes[sure]) > 0


@pytest.mark.parametrize("name", CASES)
def test_a_block_is_what_the_search_gives(name: str, runs: Runs) -> None:
    case = CASES[name]
    builder = built(case, runs)
    shapes = builder.shapes(case.first, case.second)
    for row in case.rows:
        digits = digits_of((case.first * BASE + case.second) * BLOCK + row)
        assert shapes[row].tolist() == builder.search(digits).tolist(), digits


def _with_trifles(text: str, rarity: int) -> Iterator[Entry]:
    """A word, and rarer ones of no known use that differ from it in one place."""
    yield word(text, rarity=rarity)
    for place in range(len(text)):
        for letter in set("ABC") - {text[place]}:
            yield word(text[:place] + letter + text[place + 1 :], rarity=rarity + 2)


def test_rows_with_more_spellings_than_are_kept_are_searched(runs: Runs) -> None:
    ideas = ["AAAAAAA", "BBBBBBB", "CCCCCCC", "AAABBBC", "CCCAAAB"]
    # given five words that dial 222-2222, and so many trifles beside each that the last words are not kept
    words = [entry for place, text in enumerate(ideas) for entry in _with_trifles(text, rarity=40 + 4 * place)]
    case = Case(words, frozenset(), code("2"), code("2"))
    builder = built(case, runs)
    # when its block is worked out
    selection = selected(builder, case)
    # then the row that ran out of candidates knows that it does not know
    row = _number((code("2"),) * 5)
    assert selection.unsure[row]
    assert np.count_nonzero(selection.answers[row] > NONE) < STORED
    # and the block has what the search finds for it
    assert builder.shapes(case.first, case.second)[row].tolist() == builder.search("2222222").tolist()
    assert [one.letters for one in islice(_answers(builder), STORED)] == ideas


def _answers(builder: AnswerBuilder) -> Iterator[Spelling]:
    return select(search("2222222", builder.vocabulary, builder.scorer), builder.offensive)


def test_rows_that_may_read_a_term_past_the_end_are_searched(runs: Runs) -> None:
    case = CASES["a term past the end"]
    builder = built(case, runs)
    selection = selected(builder, case)
    unsure = [
        digits_of((case.first * BASE + case.second) * BLOCK + int(row)) for row in np.flatnonzero(selection.unsure)
    ]
    assert "7274488" in unsure
