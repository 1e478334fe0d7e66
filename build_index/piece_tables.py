"""The pieces that can fill each stretch of a local part, in tables by the digits they cover, read in base 9."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_index.packed_spelling import NONE, POINTS, pack
from build_index.vocabulary import Vocabulary
from vanity.ladder import LEVELS, RUNG, demerits, is_familiar, is_welcome, level, opens, stands
from vanity.lexicon import Entry
from vanity.score import Scorer
from vanity.search import is_printed
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


class WordTables(NamedTuple):
    """The words that can fill each stretch of the local part, by their level (see `vanity.ladder.level`)."""

    #: For each level, the tables of all words of that level.
    words: list[list[Table]]
    #: For each level, the tables of the words that open the words after them.
    openers: list[list[Table]]
    #: For each level, the tables of the words that stand at the end only where another word opens them.
    opened: list[list[Table]]


def word_tables(vocabulary: Vocabulary, scorer: Scorer, levels: range = LEVELS) -> WordTables:
    """Return the tables of all stretches that a word can cover; with one level, no word costs or gains rungs."""
    keys: dict[int, list[str]] = {length: [] for length in range(1, SPAN + 1)}
    for key in vocabulary.keys:
        if len(key) <= SPAN:
            keys[len(key)].append(key)
    roles: list[list[list[Table]]] = [[[] for _ in levels] for _ in WordTables._fields]
    tables = WordTables(*roles)
    for end in range(1, SPAN + 1):
        for start in range(end):
            words = _WordsOfStretch(vocabulary, scorer, start, end, levels)
            cells = {code(key): words.pack(key) for key in keys[end - start]}
            for role in range(len(WordTables._fields)):
                for rung in levels:
                    of_role = {key: cell[role][rung] for key, cell in cells.items()}
                    tables[role][rung].append(_table(start, end, of_role))
    return tables


class _Cell(NamedTuple):
    """The packed words of one key, by role (see `WordTables`) and level, the best first."""

    words: list[list[int]]
    openers: list[list[int]]
    opened: list[list[int]]


class _WordsOfStretch(NamedTuple):
    vocabulary: Vocabulary
    scorer: Scorer
    start: int
    end: int
    levels: range

    def pack(self, key: str) -> _Cell:
        """Return the packed words of a key."""
        roles: list[list[list[int]]] = [[[] for _ in self.levels] for _ in _Cell._fields]
        cell = _Cell(*roles)
        for entry in self.vocabulary.entries(key):
            if self.end == SPAN or len(entry.letters) == len(key):
                self._add(entry, cell)
        return _Cell(*([sorted(words, reverse=True) for words in by_level] for by_level in cell))

    def _add(self, entry: Entry, cell: _Cell) -> None:
        """Add a word in each role that it may have, as `vanity.search` does."""
        first, last, dialled = self.start == 0, self.end == SPAN, self.end - self.start
        if len(self.levels) == 1:
            cell.words[0].append(self._pack(entry, 0))
            if opens(entry) and not last:
                cell.openers[0].append(self._pack(entry, 0))
            return
        lifts = level(entry, dialled)
        if stands(entry, dialled, first, last):
            cell.words[lifts].append(self._pack(entry, 0))
        else:
            cell.words[0].append(self._pack(entry, demerits(entry)))
            if stands(entry, dialled, first, last, opened=True):
                cell.opened[lifts].append(self._pack(entry, 0))
        if opens(entry) and not last:
            cell.openers[lifts if is_familiar(entry) else 0].append(self._pack(entry, 0))

    def _pack(self, entry: Entry, cost: int) -> int:
        dialled = self.end - self.start
        points = self.scorer.word(entry, dialled, self.start == 0, self.end == SPAN) - RUNG * cost
        return pack(points, entry.letters[:dialled], self.start, self.end, is_welcome(entry))


def _table(start: int, end: int, cells: dict[int, list[int]]) -> Table:
    filled = {key: cells[key] for key in sorted(cells) if cells[key]}
    if end - start <= DENSE and 2 * len(filled) > BASE ** (end - start):
        filled = {key: filled.get(key, []) for key in range(BASE ** (end - start))}
    width = max(map(len, filled.values()), default=1)
    rows = np.full((len(filled), width), NONE, dtype=np.int64)
    for row, cell in enumerate(filled.values()):
        rows[row, : len(cell)] = cell
    return Table(start, end, np.fromiter(filled, dtype=np.int64, count=len(filled)), rows)


def digit_tables(scorer: Scorer) -> list[Table]:
    """Return a table of one column for each stretch that may stay digits: every stretch but the whole."""
    stretches = [(start, end) for end in range(1, SPAN + 1) for start in range(end) if end - start < SPAN]
    return [_digit_table(scorer, start, end) for start, end in stretches]


def _digit_table(scorer: Scorer, start: int, end: int) -> Table:
    keys = np.arange(BASE ** (end - start), dtype=np.int64)
    points = _points_of_runs(scorer, end - start, start == 0, end == SPAN)
    rows = (points << POINTS) + pack(0, "", start, end, False)
    return Table(start, end, keys, rows[:, None])


def printed_tables(scorer: Scorer) -> list[Table]:
    """Return the tables of the digits that organisations keep (see `vanity.search.is_printed`)."""
    tables = []
    for table in digit_tables(scorer):
        kept = [key for key in range(len(table.keys)) if _is_kept(key, table.start, table.end)]
        tables.append(Table(table.start, table.end, table.keys[kept], table.rows[kept]))
    return tables


def _is_kept(key: int, start: int, end: int) -> bool:
    digits = "0" * start + "023456789"[key % BASE] + "0" * (SPAN - end)
    return end - start == 1 and is_printed(start, end, digits)


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
