"""The best spellings of every local part, by dynamic programming over all of them at once.

The local parts that share their first two digits form a block. A head is the first n digits of a local part. Within a
block, the best spellings of all heads of one length are one array with a row for each head. Adding a piece is an outer
sum of heads and pieces, of which each row keeps the best. The results equal those of `vanity.search`; tests compare
them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_index.packed_spelling import NONE, POINTS
from build_index.piece_tables import Candidates, Table, WordTables
from vanity.ladder import RUNG
from vanity.score import Scorer
from vanity_index.layout import BASE, SPAN

FIXED = 2  # leading digits that all local parts of a block share
BLOCK = BASE ** (SPAN - FIXED)  # local parts in a block
DEAD = NONE >> 1  # whatever is below contains NONE
KEPT = 24  # spellings kept for each row; where the answers need more, the caller falls back to `vanity.search`


class Tables:
    """The pieces of words and of kept digits, by where they end, the points of the joints between words, and how many
    spellings of each row to keep.
    """

    def __init__(self, words: WordTables, digits: list[Table], scorer: Scorer, kept: int) -> None:
        self.levels, self.kept = range(len(words.words)), kept
        self.words = [_by_end(tables) for tables in words.words]
        self.openers = [_by_end(tables) for tables in words.openers]
        self.after_opener = [_by_end(tables) for tables in words.opened]
        self.digits = _by_end(digits)
        self.joined, self.opened = scorer.joined << POINTS, scorer.opened << POINTS


ByEnd = dict[int, list[Table]]


def _by_end(tables: list[Table]) -> ByEnd:
    return {end: [table for table in tables if table.end == end] for end in range(1, SPAN + 1)}


class _Heads(NamedTuple):
    """The best heads of one level (see `vanity.ladder.level`), by their number of digits."""

    #: Those that end with digits, and the empty head.
    after_digits: list[Candidates]
    after_word: list[Candidates]
    #: Those that end with a word that opens the next, with the points of the joint after it.
    after_opener: list[Candidates]
    #: All that a word may follow, with the points of the joint before it.
    before_word: list[Candidates]


def best_spellings(tables: Tables, first: int, second: int) -> Candidates:
    """Return the best spellings of each local part that starts with these two base-9 digits: (BLOCK, tables.kept).

    Each row is sorted best first and omits the spelling that consists only of kept digits.
    """
    return _Block(tables, first, second).best()


class _Block:
    def __init__(self, tables: Tables, first: int, second: int) -> None:
        self._tables, self._digits = tables, (first, second)
        nothing, empty = np.full((1, 1), NONE, dtype=np.int64), np.zeros((1, 1), dtype=np.int64)
        self._heads = [_Heads([nothing], [nothing], [nothing], [nothing]) for _ in tables.levels]
        self._heads[0] = _Heads([empty], [nothing], [nothing], [empty])

    def best(self) -> Candidates:
        """Return the best spellings of the whole local parts."""
        for end in range(1, SPAN):
            for rung in self._tables.levels:
                self._grow(end, rung)
        levels, kept = self._tables.levels, self._tables.kept
        whole = [with_last(SPAN, rung) for with_last in (self._with_words, self._with_digits) for rung in levels]
        return _pad(_best(np.concatenate(whole, axis=1), kept), kept)

    def _grow(self, end: int, rung: int) -> None:
        """Add the heads of `end` digits."""
        heads, tables = self._heads[rung], self._tables
        words, digits = self._with_words(end, rung), self._with_digits(end, rung)
        openers = self._with(tables.openers, end, rung, [heads.after_digits for heads in self._heads])
        openers += tables.opened
        heads.after_word.append(words)
        heads.after_digits.append(digits)
        heads.after_opener.append(openers)
        before_word = np.concatenate([digits, words + tables.joined, openers], axis=1)
        heads.before_word.append(_best(before_word, tables.kept))

    def _with_words(self, end: int, rung: int) -> Candidates:
        words = self._with(self._tables.words, end, rung, [heads.before_word for heads in self._heads])
        if end < SPAN:
            return words
        opened = self._with(self._tables.after_opener, end, rung, [heads.after_opener for heads in self._heads])
        return np.concatenate([words, opened], axis=1)

    def _with(self, tables: list[ByEnd], end: int, rung: int, heads: list[list[Candidates]]) -> Candidates:
        """Return the heads of this level that end with a word: it has this level, or the head before it has."""
        pairs = [(before, rung) for before in range(rung)] + [(rung, word) for word in range(rung + 1)]
        rises = [RUNG * (rung - before) << POINTS for before, _ in pairs]
        parts = [
            self._extend([head + rise for head in heads[before]], tables[word][end], end)
            for (before, word), rise in zip(pairs, rises, strict=True)
        ]
        return _best(np.concatenate(parts, axis=1), self._tables.kept)

    def _with_digits(self, end: int, rung: int) -> Candidates:
        heads = self._heads[rung].after_word
        if rung == 0:
            heads = [self._heads[0].after_digits[0], *heads[1:]]
        return self._extend(heads, self._tables.digits[end], end)

    def _extend(self, heads: list[Candidates], tables: list[Table], end: int) -> Candidates:
        pieces = [_rows_of_block(table, *self._digits) for table in tables]
        return _extend(heads, pieces, _rows(end), self._tables.kept)


def _rows(end: int) -> int:
    return int(BASE ** max(end - FIXED, 0))


def _rows_of_block(table: Table, first: int, second: int) -> Table:
    """Return the part of a table whose keys agree with the two digits of the block."""
    shared = (first, second)[table.start : table.end]
    low = 0
    for digit in shared:
        low = low * BASE + digit
    width = BASE ** (table.end - table.start - len(shared))
    return table.between(low * width, (low + 1) * width)


def _extend(heads: list[Candidates], pieces: list[Table], rows: int, kept: int) -> Candidates:
    """Return the best of each row for every head followed by every piece; heads[n] holds the heads of n digits."""
    pieces = [table for table in pieces if len(table.keys) and (heads[table.start][:, 0] > DEAD).any()]
    full = [table for table in pieces if len(table.keys) * len(heads[table.start]) == rows]
    sums = [_sums(heads[table.start], table.rows, kept).reshape(rows, -1) for table in full]
    best = _best(np.concatenate(sums, axis=1), kept) if sums else np.full((rows, 1), NONE, dtype=np.int64)
    for table in pieces:
        if len(table.keys) * len(heads[table.start]) < rows:
            best = _extend_sparse(best, heads[table.start], table, kept)
    return best


def _extend_sparse(best: Candidates, heads: Candidates, table: Table, kept: int) -> Candidates:
    best = _pad(best, kept).reshape(len(heads), -1, kept)
    both = np.concatenate([best[:, table.keys], _sums(heads, table.rows, kept)], axis=2)
    best[:, table.keys] = _best(both.reshape(-1, both.shape[2]), kept).reshape(len(heads), -1, kept)
    return best.reshape(-1, kept)


def _sums(heads: Candidates, pieces: Candidates, kept: int) -> Candidates:
    """Return the sums of heads and pieces that can be among a row's best, as (heads, pieces, sums).

    Both are sorted best first, so at least (a+1)(b+1)-1 sums are no lower than that of the a-th and the b-th.
    """
    pairs = [(a, b) for a in range(min(heads.shape[1], kept)) for b in range(min(pieces.shape[1], kept // (a + 1)))]
    of_heads, of_pieces = map(list, zip(*pairs, strict=True))
    sums: Candidates = heads[:, None, of_heads] + pieces[None, :, of_pieces]
    return sums


def _best(candidates: Candidates, kept: int) -> Candidates:
    """Return the best of each row, best first; the order inside `candidates` is lost."""
    if candidates.shape[1] > kept:
        candidates.partition(-kept, axis=1)
        candidates = candidates[:, -kept:]
    candidates.sort(axis=1)
    return candidates[:, ::-1]


def _pad(candidates: NDArray[np.int64], kept: int) -> Candidates:
    missing = kept - candidates.shape[1]
    return np.pad(candidates, ((0, 0), (0, missing)), constant_values=NONE) if missing > 0 else candidates
