"""Numbers that organisations advertise, as candidates and features to fit weights to."""

import csv
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_index import vocabulary
from build_index.language import Language
from vanity.keypad import dial
from vanity.lexicon import Entry
from vanity.rules import is_readable, offends
from vanity.score import Scorer
from vanity.search import Spelling, printed, spellings
from vanity_index.layout import SPAN

CANDIDATES = 250  # for each number: enough to include spellings that the weights set by hand rank low
Tree = dict[str, Any]
WeightPath = tuple[str, ...]


class AdvertisedNumber(NamedTuple):
    """A number that is advertised, with its spellings."""

    candidates: list[Spelling]
    #: A row for each candidate, a column for each weight.
    features: NDArray[np.float64]
    #: The place of the advertised spelling among the candidates, or None when it is not there.
    right: int | None


def paths(weights: Tree, above: WeightPath = ()) -> Iterator[WeightPath]:
    """Yield the path to each weight in the tree of weights."""
    for name, value in weights.items():
        if isinstance(value, dict):
            yield from paths(value, (*above, name))
        else:
            yield (*above, name)


def replace_values(weights: Tree, values: dict[WeightPath, int], above: WeightPath = ()) -> Tree:
    """Return the tree with these values, and 0 for every weight without one."""
    return {
        name: replace_values(value, values, (*above, name))
        if isinstance(value, dict)
        else values.get((*above, name), 0)
        for name, value in weights.items()
    }


def read_numbers(numbers: Path, weights: Tree, language: Language) -> list[AdvertisedNumber]:
    """Return the North American numbers of a file with the columns of benchmarks/data/real_vanity.csv."""
    scorer = Scorer(weights)
    words = vocabulary.build(language, scorer)
    units = [Scorer(replace_values(weights, {path: 1000})) for path in paths(weights)]
    refused = frozenset(term.upper() for term in language.offensive_terms())

    def example(digits: str, letters: str) -> AdvertisedNumber:
        found = chain(
            islice(spellings(digits, words, scorer), CANDIDATES), islice(printed(digits, words, scorer), CANDIDATES)
        )
        allowed = (s for s in found if is_readable(s) and not offends(s.pieces, refused))
        candidates = list(_best_of_their_letters(allowed))
        spelled = [spelling.letters for spelling in candidates]
        right = spelled.index(letters) if letters in spelled else None
        return AdvertisedNumber(candidates, _features(candidates, units), right)

    return [example(digits, letters) for digits, letters in _north_american(numbers)]


def _features(candidates: list[Spelling], units: list[Scorer]) -> NDArray[np.float64]:
    """Return what each weight is multiplied by; the score is linear, so a scorer whose only nonzero weight is 1 gives
    it.
    """
    return np.array([[score(spelling, unit) / 1000 for unit in units] for spelling in candidates])


def score(spelling: Spelling, scorer: Scorer) -> int:
    """Return the score of a whole spelling, in thousandths of a point."""
    span = spelling.pieces[-1].end
    points, before = 0, list[Entry | None]()
    for piece in spelling.pieces:
        first, last = piece.start == 0, piece.end == span
        if piece.entry:
            points += scorer.joint(before) + scorer.word(piece.entry, piece.end - piece.start, first, last)
        else:
            points += scorer.digits(piece.text, first, last)
        before.append(piece.entry)
    return points


def _best_of_their_letters(spellings: Iterator[Spelling]) -> Iterator[Spelling]:
    seen: set[str] = set()
    for spelling in spellings:
        if spelling.letters not in seen:
            seen.add(spelling.letters)
            yield spelling


def _north_american(numbers: Path) -> Iterator[tuple[str, str]]:
    """Yield the local part of each number, and the letters and digits that are advertised for it."""
    with numbers.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["e164"].startswith("+1"):
                local = row["e164"][-SPAN:]
                phrase = "".join(char for char in row["phrase"] if char.isalnum())
                yield local, _align(phrase, local)


def _align(phrase: str, local: str) -> str:
    """Lay the phrase over the local part: cut off what overflows its end, keep the digits before the phrase."""
    for length in range(len(phrase), 0, -1):
        if local.endswith(dial(phrase[:length])) or dial(phrase[:length]).endswith(local):
            return (local[: max(SPAN - length, 0)] + phrase[:length])[-SPAN:]
    raise ValueError(f"{phrase} does not dial its number")
