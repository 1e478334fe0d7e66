"""The pieces that can fill each stretch of a local part, in tables by the digits they cover, read in base 9."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from build_index.packed_spelling import NONE, POINTS, pack
from build_index.vocabulary import Vocabulary
from vanity.rules import FAMILIAR
from vanity.score import Scorer
from vanity_index.layout import BASE, SPAN, code

DENSE = 4  # up to this many digits, most keys have words; tables of longer keys hold only the keys with words
Candidates = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """The packed pieces from place `start` to `end` of the local part."""

    start: int
    end: int
    #: The digits that the pieces cover, read in base 9, in ascending order.
    keys: NDArray[np.int64]
    #: A row for each key: its pieces, best first, padded with NONE.
    rows: Candidates

    def between(self, low: int, high: int) -> "Table":
        """Return the rows of the keys from `low` up to `high`, with `low` subtracted from the keys."""
        first, last = np.searchsorted(self.keys, (low, high))
        return Table(self.start, self.end, self.keys[first:last] - low, self.rows[first:last])


def patterns(length: int) -> Iterator[str]:
    """Yield all patterns of `length` digits in the order of their codes, with 0 for both 0 and 1."""
    return map("".join, product("023456789", repeat=length))


def word_tables(vocabulary: Vocabulary, scorer: Scorer) -> list[Table]:
    """Return a table for each stretch of the local part that a word can cover."""
    stretches = [(start, end) for end in range(1, SPAN + 1) for start in range(end)]
    keys: dict[int, list[str]] = {length: [] for length in range(1, SPAN + 1)}
    for key in vocabulary.keys:
        if len(key) <= SPAN:
            keys[len(key)].append(key)
    return [_word_table(vocabulary, scorer, start, end, keys[end - start]) for start, end in stretches]


def _word_table(vocabulary: Vocabulary, scorer: Scorer, start: int, end: int, keys: list[str]) -> Table:
    cells = {code(key): _words(vocabulary, scorer, key, start, end) for key in keys}
    if end - start <= DENSE:
        cells = {number: cells.get(number, []) for number in range(BASE ** (end - start))}
    else:
        cells = {number: cells[number] for number in sorted(cells) if cells[number]}
    width = max((len(cell) for cell in cells.values()), default=1) or 1
    rows = np.full((len(cells), width), NONE, dtype=np.int64)
    for row, cell in enumerate(cells.values()):
        rows[row, : len(cell)] = cell
    return Table(start, end, np.fromiter(cells, dtype=np.int64, count=len(cells)), rows)


def _words(vocabulary: Vocabulary, scorer: Scorer, key: str, start: int, end: int) -> list[int]:
    last, dialled = end == SPAN, end - start
    entries = [entry for entry in vocabulary.entries(key) if last or len(entry.letters) == dialled]
    return sorted(
        (
            pack(
                scorer.word(entry, dialled, start == 0, last),
                entry.letters[:dialled],
                start,
                end,
                bool(entry.traits & FAMILIAR),
            )
            for entry in entries
        ),
        reverse=True,
    )


def digit_tables(scorer: Scorer) -> list[Table]:
    """Return a table of one column for each stretch that may stay digits: every stretch but the whole."""
    stretches = [(start, end) for end in range(1, SPAN + 1) for start in range(end) if end - start < SPAN]
    return [_digit_table(scorer, start, end) for start, end in stretches]


def _digit_table(scorer: Scorer, start: int, end: int) -> Table:
    keys = np.arange(BASE ** (end - start), dtype=np.int64)
    points = _points_of_runs(scorer, end - start, start == 0, end == SPAN)
    rows = (points << POINTS) + pack(0, "", start, end, False)
    return Table(start, end, keys, rows[:, None])


def _points_of_runs(scorer: Scorer, length: int, first: bool, last: bool) -> NDArray[np.int64]:
    """Return the points of all runs of `length` digits.

    The points of a run that is longer than every special run depend only on how many of its digits have letters.
    """
    if length <= scorer.longest_special:
        return np.array([scorer.digits(run, first, last) for run in patterns(length)], dtype=np.int64)
    by_lettered = [scorer.digits("2" * count + "0" * (length - count), first, last) for count in range(length + 1)]
    lettered = sum((np.arange(BASE**length) // BASE**place % BASE > 0).astype(np.int64) for place in range(length))
    points: NDArray[np.int64] = np.array(by_lettered, dtype=np.int64)[lettered]
    return points
