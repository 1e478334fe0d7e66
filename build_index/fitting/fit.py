"""Fits the weights to numbers that organisations really advertise: `python -m build_index.fit ROWS.csv`.

The likelihood of a number's advertised spelling is a softmax over its candidates. A quadratic penalty holds the weights
to those set by hand, because some 200 numbers are few for some 70 weights (maximum a posteriori, climbed by Adam).
"""

import argparse
import random
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from build_index import sources
from build_index.advertised import Row, Tree, paths, rows
from vanity.rules import chosen

BY_HAND = sources.HERE / "weights_by_hand.toml"
HOLD = 7.0  # strength of the penalty: the best of 1, 2, 3.5, 7, 10, 20 and 30 in cross-validation
STEPS, RATE, DECAY, DECAY_SQUARED = 400, 0.02, 0.9, 0.99
FOLDS, REPEATS = 5, 4
Vector = NDArray[np.float64]


def values(weights: Tree) -> Vector:
    """The weights in points, in the order of `paths`."""
    found: list[float] = []
    for path in paths(weights):
        value: object = weights
        for name in path:
            value = value[name]  # type: ignore[index]  # a path leads through dictionaries
        found.append(float(value) / 1000)  # type: ignore[arg-type]  # and ends at a number
    return np.array(found)


def fitted(examples: Sequence[Row], start: Vector) -> Vector:
    """The weights that make the advertised spellings of these rows most likely, held to `start`."""
    known = [(row.features, row.right) for row in examples if row.right is not None]
    weights, drift, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        slope = HOLD * (weights - start) + sum(_slope(weights, *example) for example in known)
        drift = DECAY * drift + (1 - DECAY) * slope
        square = DECAY_SQUARED * square + (1 - DECAY_SQUARED) * slope**2
        size = np.sqrt(square / (1 - DECAY_SQUARED**step)) + 1e-8
        weights = weights - RATE * drift / (1 - DECAY**step) / size
    return weights


def _slope(weights: Vector, features: Vector, right: int) -> Vector:
    """The gradient of minus the log-likelihood of one row."""
    scores = features @ weights
    chances = np.exp(scores - scores.max())
    slope: Vector = chances @ features / chances.sum() - features[right]
    return slope


def rank(row: Row, weights: Vector) -> int:
    """The place of the advertised spelling among the five answers, or 0."""
    order = np.argsort(-(row.features @ weights), kind="stable")
    five = islice(chosen((row.candidates[place] for place in order), frozenset()), 5)
    wanted = row.candidates[row.right] if row.right is not None else None
    return next((place for place, spelling in enumerate(five, 1) if spelling is wanted), 0)


def cross_validated(examples: Sequence[Row], start: Vector) -> list[list[int]]:
    """The ranks of every row under weights fitted to the other folds, in the order of the rows, one for each repeat."""
    repeats = [_held_out_ranks(examples, start, seed) for seed in range(REPEATS)]
    return [list(ranks) for ranks in zip(*repeats, strict=True)]


def _held_out_ranks(examples: Sequence[Row], start: Vector, seed: int) -> list[int]:
    order = list(range(len(examples)))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    ranks = dict.fromkeys(order, 0)
    for fold in range(FOLDS):
        held_out = set(order[fold::FOLDS])
        weights = fitted([examples[place] for place in order if place not in held_out], start)
        ranks |= {place: rank(examples[place], weights) for place in held_out}
    return [ranks[place] for place in range(len(examples))]


def rewritten(text: str, numbers: Iterable[float]) -> str:
    """The text of a weights file with its numbers, but the floor, replaced one after the other."""
    replacements = iter(numbers)
    head, table, rest = text.partition("\n[word]")
    pattern = re.compile(r"^(\w+ = )(-?\d+\.\d+) ?", re.MULTILINE)
    return head + pattern.sub(lambda match: f"{match[1]}{next(replacements) + 0.0:.2f}", table + rest)


def main() -> None:
    """Fit to all numbers and write the weights; `make quality` tells how well they do on numbers they have not seen."""
    parser = argparse.ArgumentParser(prog="python -m build_index.fit", description=__doc__.splitlines()[0])
    parser.add_argument("numbers", type=Path, help="advertised numbers: a file like benchmarks/data/real_vanity.csv")
    options = parser.parse_args()
    by_hand = sources.weights(BY_HAND)
    examples, start = rows(options.numbers, by_hand), values(by_hand)
    body = rewritten(BY_HAND.read_text(encoding="utf-8"), fitted(examples, start)).split("\n", 1)[1]
    header = sources.WEIGHTS.read_text(encoding="utf-8").split("\n\n", 1)[0]
    sources.WEIGHTS.write_text(f"{header}\n{body}", encoding="utf-8")
    print(f"wrote {sources.WEIGHTS.name}")


if __name__ == "__main__":
    main()
