"""Fitting the weights to advertised numbers."""

import re
import tomllib
from itertools import islice

import numpy as np
import pytest

from build_index.fitting.advertised import AdvertisedNumber, paths, score
from build_index.fitting.fit import BY_HAND, PENALTY, Vector, cross_validate, fit, rank, rewrite, values
from build_index.language import ENGLISH, read_weights
from tests.tiny import SCORER, vocabulary, word
from vanity.lexicon import Trait
from vanity.search import Spelling, spellings

WORDS = vocabulary(word("CAT", Trait.BUSINESS), word("BAT", Trait.TRADE), word("ABU"), word("CCV"))
SPELLED: list[Spelling] = list(islice(spellings("228", WORDS, SCORER), 4))
START = np.zeros(2)


def row(right: int | None) -> AdvertisedNumber:
    """Candidates that start equal; the second feature is that of the last one."""
    features = np.zeros((len(SPELLED), 2))
    features[:, 0] = 1.0
    features[-1, 1] = 1.0
    return AdvertisedNumber(SPELLED, features, right)


def chance(example: AdvertisedNumber, weights: Vector) -> float:
    assert example.right is not None
    chances = np.exp(example.features @ weights)
    return float(chances[example.right] / chances.sum())


def test_fitting_makes_the_advertised_spelling_likelier() -> None:
    examples = [row(right=len(SPELLED) - 1)] * 10
    weights = fit(examples, START)
    assert chance(examples[0], weights) > chance(examples[0], START) + 0.1
    assert weights[1] > 0


def test_a_weight_that_tells_nothing_stays() -> None:
    weights = fit([row(right=0)] * 10, np.array([0.7, 0.0]))
    assert weights[0] == pytest.approx(0.7)
    assert weights[1] < 0


def test_the_penalty_holds_to_the_start() -> None:
    few, many = (fit([row(right=len(SPELLED) - 1)] * count, START)[1] for count in (2, 40))
    assert 0 < few < 2 / PENALTY  # where the pull of two rows, of 1 at most each, is level with the penalty
    assert few < many < 40 / PENALTY


def test_rows_without_an_advertised_spelling_change_nothing() -> None:
    assert fit([row(right=None)] * 5, START) == pytest.approx(START)


def test_the_rank_is_the_place_among_the_answers() -> None:
    # given four spellings of which two known words are no trifle, and the last one lifted to the front
    last = row(right=len(SPELLED) - 1)
    assert rank(last, np.array([0.0, 1.0])) == 1
    assert rank(row(right=None), START) == 0


def test_every_row_is_ranked_once_a_repeat_by_weights_that_did_not_see_it() -> None:
    examples = [row(right=len(SPELLED) - 1) for _ in range(10)]
    ranks = cross_validate(examples, START)
    assert len(ranks) == len(examples)
    assert {place for found in ranks for place in found} == {1}
    assert len({len(found) for found in ranks}) == 1


def test_the_points_of_a_spelling_are_those_of_the_search() -> None:
    for spelling in spellings("2282283", WORDS, SCORER):
        assert score(spelling, SCORER) == spelling.points


TEXT = """# stays 1.5

[word]  # 2.5 words
each = -1.0   # a 3.5 comment
first = 0.25
[word.letters]
1 = 2.0
"""


def test_each_number_is_replaced_in_its_order() -> None:
    new = rewrite(TEXT, [0.5, -0.0, -12.5])
    assert tomllib.loads(new) == {"word": {"each": 0.5, "first": 0.0, "letters": {"1": -12.5}}}
    assert _comments(new) == _comments(TEXT)
    assert "-0.00" not in new


def test_the_weights_file_is_rewritten_number_by_number() -> None:
    text = BY_HAND.read_text(encoding="utf-8")
    found = values(read_weights(BY_HAND))
    new = rewrite(text, found + 1)
    assert values(_weights(new)) == pytest.approx(found + 1, abs=0.0051)
    assert _comments(new) == _comments(text)


def _weights(text: str) -> dict[str, object]:
    return {name: _thousandths(value) for name, value in tomllib.loads(text).items()}


def _thousandths(value: object) -> object:
    if isinstance(value, dict):
        return {name: _thousandths(part) for name, part in value.items()}
    assert isinstance(value, float)
    return round(value * 1000)


def _comments(text: str) -> list[str]:
    return re.findall("#.*", text)


def test_fitted_weights_and_those_set_by_hand_have_the_same_names() -> None:
    assert list(paths(ENGLISH.weights())) == list(paths(read_weights(BY_HAND)))
    assert list(ENGLISH.weights()) == list(read_weights(BY_HAND))
