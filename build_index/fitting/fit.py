"""Fit the weights to numbers that organisations advertise: `python -m build_index.fitting.fit NUMBERS.csv`.

The likelihood of a number's advertised spelling is a softmax over its candidates. About 200 numbers are few for about
70 weights, so a quadratic penalty keeps the weights near those set by hand (maximum a posteriori estimation). The
optimiser is Adam (Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980).
"""

import argparse
import random
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from build_index.fitting.advertised import AdvertisedNumber, Tree, paths, read_numbers
from build_index.language import ENGLISH, read_weights
from vanity.ladder import LOWEST
from vanity.rules import order, select
from vanity.search import Found, Spelling, is_printed
from vanity_index.layout import STORED

BY_HAND = Path(__file__).parent / "weights_by_hand.toml"
PENALTY = 7.0  # the best of 1, 2, 3.5, 7, 10, 20 and 30 in cross-validation
STEPS, RATE, DECAY, DECAY_SQUARED = 400, 0.02, 0.9, 0.99
FOLDS, REPEATS = 5, 4
Vector = NDArray[np.float64]


def values(weights: Tree) -> Vector:
    """Return the weights in points, in the order of `paths`."""
    numbers: list[float] = []
    for path in paths(weights):
        value: object = weights
        for name in path:
            value = value[name]  # type: ignore[index]  # a path leads through dictionaries
        numbers.append(float(value) / 1000)  # type: ignore[arg-type]  # and ends at a number
    return np.array(numbers)


def fit(examples: Sequence[AdvertisedNumber], start: Vector) -> Vector:
    """Return the weights that make the advertised spellings most likely, penalised for moving away from `start`."""
    spelled = [(number.features, number.right) for number in examples if number.right is not None]
    weights, drift, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        slope = PENALTY * (weights - start) + sum(_slope(weights, *example) for example in spelled)
        drift = DECAY * drift + (1 - DECAY) * slope
        square = DECAY_SQUARED * square + (1 - DECAY_SQUARED) * slope**2
        size = np.sqrt(square / (1 - DECAY_SQUARED**step)) + 1e-8
        weights = weights - RATE * drift / (1 - DECAY**step) / size
    return weights


def _slope(weights: Vector, features: Vector, right: int) -> Vector:
    """Return the gradient of the negative log-likelihood of one number."""
    scores = features @ weights
    chances = np.exp(scores - scores.max())
    slope: Vector = chances @ features / chances.sum() - features[right]
    return slope


def rank(number: AdvertisedNumber, weights: Vector) -> int:
    """Return the place of the advertised spelling among the five answers, from 1, or 0."""
    points = np.rint(1000 * (number.features @ weights)).astype(int).tolist()
    rescored = [spelling._replace(points=score) for spelling, score in zip(number.candidates, points, strict=True)]
    climbing = sorted((spelling for spelling in rescored if spelling.rung >= LOWEST), key=order)
    in_words = sorted(filter(_is_in_words, rescored), key=lambda spelling: order(spelling._replace(rung=0)))
    five = islice(select(Found(climbing, in_words), frozenset()), STORED)
    advertised = number.candidates[number.right].letters if number.right is not None else None
    return next((place for place, spelling in enumerate(five, 1) if spelling.letters == advertised), 0)


def _is_in_words(spelling: Spelling) -> bool:
    """Return whether `vanity.search.printed` yields the spelling."""
    kept = (piece for piece in spelling.pieces if not piece.entry)
    return all(is_printed(piece.start, piece.end, spelling.letters) for piece in kept)


def cross_validate(examples: Sequence[AdvertisedNumber], start: Vector) -> list[list[int]]:
    """Return the ranks of every number under weights fitted to the other folds, one for each repeat."""
    repeats = [_held_out_ranks(examples, start, seed) for seed in range(REPEATS)]
    return [list(ranks) for ranks in zip(*repeats, strict=True)]


def _held_out_ranks(examples: Sequence[AdvertisedNumber], start: Vector, seed: int) -> list[int]:
    order = list(range(len(examples)))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    ranks = dict.fromkeys(order, 0)
    for fold in range(FOLDS):
        held_out = set(order[fold::FOLDS])
        weights = fit([examples[place] for place in order if place not in held_out], start)
        ranks |= {place: rank(examples[place], weights) for place in held_out}
    return [ranks[place] for place in range(len(examples))]


def rewrite(text: str, numbers: Iterable[float]) -> str:
    """Return the text of a weights file with its numbers replaced one after the other."""
    replacements = iter(numbers)
    pattern = re.compile(r"^(\w+ = )(-?\d+\.\d+) ?", re.MULTILINE)
    return pattern.sub(lambda match: f"{match[1]}{next(replacements) + 0.0:.2f}", text)


def main() -> None:
    """Fit to all numbers and write the weights; `make quality` measures them on numbers held out from the fit."""
    parser = argparse.ArgumentParser(prog="python -m build_index.fitting.fit", description=__doc__.splitlines()[0])
    parser.add_argument("numbers", type=Path, help="advertised numbers, in a file like benchmarks/data/real_vanity.csv")
    options = parser.parse_args()
    by_hand = read_weights(BY_HAND)
    examples, start = read_numbers(options.numbers, by_hand, ENGLISH), values(by_hand)
    body = rewrite(BY_HAND.read_text(encoding="utf-8"), fit(examples, start)).split("\n\n", 1)[1]
    header = ENGLISH.weights_file.read_text(encoding="utf-8").split("\n\n", 1)[0]
    ENGLISH.weights_file.write_text(f"{header}\n\n{body}", encoding="utf-8")
    print(f"wrote {ENGLISH.weights_file.name}")


if __name__ == "__main__":
    main()
