"""The score: a sum of the weights, each with its reason."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_index.language import ENGLISH
from tests.tiny import SCORER, entries
from vanity.lexicon import Entry, Trait
from vanity.score import Scorer

WEIGHTS = ENGLISH.weights()
RUNS = st.text("0123456789", min_size=1, max_size=7)
EDGES = [(False, False), (True, False), (False, True), (True, True)]
Weights = dict[str, Any]


def leaves(weights: Weights, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in weights.items():
        if isinstance(value, dict):
            yield from leaves(value, (*above, name))
        else:
            yield (*above, name)


def changed(weights: Weights, change: Callable[[tuple[str, ...], int], int], above: tuple[str, ...] = ()) -> Weights:
    return {
        name: changed(value, change, (*above, name)) if isinstance(value, dict) else change((*above, name), value)
        for name, value in weights.items()
    }


def scores(scorer: Scorer) -> list[int]:
    """The scores of pieces of every kind: each trait, length, edge and run of digits."""
    words = [Entry("CONTACTS"[:length], 0, 40, 3) for length in range(1, 9)]
    words += [Entry("CALL", trait, 40, 3) for trait in Trait] + [Entry("CALL", 0, 40, grade) for grade in range(6)]
    dialled = [
        (entry, length) for entry in words for length in {min(len(entry.text), 7), 3} if length <= len(entry.text)
    ]
    runs = ["0", "1", "2", "4", "5", "22", "24", "247", "365", "555", "5555"]
    return (
        [scorer.word(entry, length, *edges) for entry, length in dialled for edges in EDGES]
        + [scorer.digits(run, *edges) for run in runs for edges in EDGES[:3]]
        + [scorer.joined, scorer.opened]
    )


@pytest.mark.parametrize("path", list(leaves(WEIGHTS)), ids=".".join)
def test_every_weight_is_read(path: tuple[str, ...]) -> None:
    other = Scorer(changed(WEIGHTS, lambda at, value: value + 1000 * (at == path)))
    assert scores(other) != scores(Scorer(WEIGHTS))


@pytest.mark.parametrize(
    ("name", "at_edges"),
    [
        ("each", [True, True, True, True]),
        ("first", [False, True, False, True]),
        ("last", [False, False, True, True]),
        ("whole", [False, False, False, True]),
    ],
)
def test_a_weight_counts_where_the_word_stands(name: str, at_edges: list[bool]) -> None:
    only = Scorer(changed(WEIGHTS, lambda at, _: 1000 * (at == ("word", name))))
    assert [only.word(Entry("CALL", 0, 40, 3), 4, *edges) == 1000 for edges in EDGES] == at_edges


@given(entry=entries(), dialled=st.integers(1, 7), edges=st.sampled_from(EDGES), times=st.integers(0, 5))
def test_the_score_of_a_word_is_linear(entry: Entry, dialled: int, edges: tuple[bool, bool], times: int) -> None:
    dialled = min(dialled, len(entry.letters))
    tenfold = Scorer(changed(WEIGHTS, lambda _, value: value * 10))  # so that tenths of `common` are whole
    scaled = Scorer(changed(WEIGHTS, lambda _, value: value * 10 * times))
    own = entry.bonus * 100  # is no weight
    assert scaled.word(entry, dialled, *edges) - own == times * (tenfold.word(entry, dialled, *edges) - own)


@given(run=RUNS, edges=st.sampled_from(EDGES), times=st.integers(0, 5))
def test_the_score_of_digits_is_linear(run: str, edges: tuple[bool, bool], times: int) -> None:
    scaled = Scorer(changed(WEIGHTS, lambda _, value: value * times))
    assert scaled.digits(run, *edges) == times * Scorer(WEIGHTS).digits(run, *edges)


@given(run=RUNS, edges=st.sampled_from(EDGES))
def test_zero_and_one_are_the_same_to_the_score(run: str, edges: tuple[bool, bool]) -> None:
    for scorer in (SCORER, Scorer(WEIGHTS)):
        assert scorer.digits(run, *edges) == scorer.digits(run.replace("1", "0"), *edges)


@given(entry=entries(), edges=st.sampled_from(EDGES), run=RUNS)
def test_the_reasons_sum_to_the_score(entry: Entry, edges: tuple[bool, bool], run: str) -> None:
    dialled = min(len(entry.letters), 7)
    assert sum(reason.points for reason in SCORER.word_reasons(entry, dialled, *edges)) == SCORER.word(
        entry, dialled, *edges
    )
    assert sum(reason.points for reason in SCORER.digit_reasons(run, *edges)) == SCORER.digits(run, *edges)


@given(entry=entries(), edges=st.sampled_from(EDGES), run=RUNS)
def test_reasons_are_words_and_each_stands_once(entry: Entry, edges: tuple[bool, bool], run: str) -> None:
    for reasons in (list(SCORER.word_reasons(entry, 1, *edges)), list(SCORER.digit_reasons(run, *edges))):
        assert all(" " in reason.text and "_" not in reason.text for reason in reasons)
        assert len({reason.text for reason in reasons}) == len(reasons)


def test_scores_are_whole_numbers() -> None:
    assert all(type(score) is int for score in scores(Scorer(WEIGHTS)))


@pytest.mark.parametrize("trait", Trait, ids=lambda trait: str(trait.name))
def test_every_trait_has_a_reason_of_its_own(trait: Trait) -> None:
    without = {reason.text for reason in SCORER.word_reasons(Entry("CALL", 0, 40, 3), 4, True, True)}
    with_it = {reason.text for reason in SCORER.word_reasons(Entry("CALL", trait, 40, 3), 4, True, True)}
    assert len(with_it - without) == 3


def test_commoner_words_score_higher() -> None:
    found = [SCORER.word(Entry("CALL", 0, rarity, 3), 4, False, False) for rarity in range(35, 81)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1]
