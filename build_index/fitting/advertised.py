"""Numbers that organisations really advertise, as candidates and features to fit weights to."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_index import offensive, vocabulary
from vanity.keypad import dial
from vanity.rules import offends, readable
from vanity.score import Scorer
from vanity.search import Spelling, spellings
from vanity_index.layout import SPAN

CANDIDATES = 250  # a number; more than 80 on purpose, so that weights may bring up what those set by hand bury
NO_FLOOR = -(10**6)
Tree = dict[str, Any]
WeightPath = tuple[str, ...]


class Row(NamedTuple):
    """A number: its candidates, their features (candidates x weights), and which is the advertised one, if any is."""

    candidates: list[Spelling]
    features: NDArray[np.float64]
    right: int | None


def paths(weights: Tree, above: WeightPath = ()) -> Iterator[WeightPath]:
    """Where each weight stands in the tree of weights; the floor is none."""
    for name, value in weights.items():
        if isinstance(value, dict):
            yield from paths(value, (*above, name))
        elif above:
            yield (*above, name)


def replaced(weights: Tree, values: dict[WeightPath, int], above: WeightPath = ()) -> Tree:
    """The tree with these values, and 0 wherever none is given."""
    return {
        name: replaced(value, values, (*above, name)) if isinstance(value, dict) else values.get((*above, name), 0)
        for name, value in weights.items()
    }


def rows(numbers: Path, weights: Tree) -> list[Row]:
    """The North American rows of a file with the columns of benchmarks/data/real_vanity.csv."""
    terms = offensive.terms()
    scorer = Scorer(weights | {"floor": NO_FLOOR})
    words = vocabulary.build(terms, scorer)
    units = [Scorer(replaced(weights, {path: 1000})) for path in paths(weights)]
    refused = frozenset(term.upper() for term in terms)

    def row(digits: str, letters: str) -> Row:
        found = (s for s in spellings(digits, words, scorer) if readable(s) and not offends(s.pieces, refused))
        candidates = list(islice(_best_of_their_letters(found), CANDIDATES))
        spelled = [spelling.letters for spelling in candidates]
        return Row(candidates, _features(candidates, units), spelled.index(letters) if letters in spelled else None)

    return [row(digits, letters) for digits, letters in _north_american(numbers)]


def _features(candidates: list[Spelling], units: list[Scorer]) -> NDArray[np.float64]:
    """What each weight is multiplied with. The score is linear, so a scorer with a single weight of 1 reads it off."""
    return np.array([[points(spelling, unit) / 1000 for unit in units] for spelling in candidates])


def points(spelling: Spelling, scorer: Scorer) -> int:
    """The score of a whole spelling."""
    span = spelling.pieces[-1].end
    return sum(
        scorer.word(piece.entry, piece.end - piece.start, piece.start == 0, piece.end == span)
        if piece.entry
        else scorer.digits(piece.text, piece.start == 0, piece.end == span)
        for piece in spelling.pieces
    )


def _best_of_their_letters(found: Iterator[Spelling]) -> Iterator[Spelling]:
    seen: set[str] = set()
    for spelling in found:
        if spelling.letters not in seen:
            seen.add(spelling.letters)
            yield spelling


def _north_american(numbers: Path) -> Iterator[tuple[str, str]]:
    """The local part of each number, and the letters and digits that are advertised for it."""
    with numbers.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["e164"].startswith("+1"):
                local = row["e164"][-SPAN:]
                phrase = "".join(char for char in row["phrase"] if char.isalnum())
                yield local, _over(phrase, local)


def _over(phrase: str, local: str) -> str:
    """The phrase over the local part; what runs past the end is cut off, what stands before it stays digits."""
    for length in range(len(phrase), 0, -1):
        if local.endswith(dial(phrase[:length])) or dial(phrase[:length]).endswith(local):
            return (local[: max(SPAN - length, 0)] + phrase[:length])[-SPAN:]
    raise ValueError(f"{phrase} does not dial its number")
