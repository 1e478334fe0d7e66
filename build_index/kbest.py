"""The best spellings of every local part, by dynamic programming over all of them at once.

The local parts that share their first two digits form a block. A head is the first n digits of a local part. Within a
block, the best spellings of all heads of one length are one array with a row for each head. Adding a piece is an outer
sum of heads and pieces, of which each row keeps the best. The results equal those of `vanity.search`; tests compare
them.
"""

import numpy as np
from numpy.typing import NDArray

from build_index.packed_spelling import NONE
from build_index.piece_tables import Candidates, Table
from vanity_index.layout import BASE, SPAN

FIXED = 2  # leading digits that all local parts of a block share
BLOCK = BASE ** (SPAN - FIXED)  # local parts in a block
KEPT = 32  # spellings kept for each row; where five answers need more, the caller falls back to `vanity.search`


class Tables:
    """The pieces of words and of kept digits, by where they end."""

    def __init__(self, words: list[Table], digits: list[Table]) -> None:
        self.words = {end: [table for table in words if table.end == end] for end in range(1, SPAN + 1)}
        self.digits = {end: [table for table in digits if table.end == end] for end in range(1, SPAN + 1)}


def best_spellings(tables: Tables, first: int, second: int) -> Candidates:
    """Return the KEPT best spellings of each local part that starts with these two base-9 digits: (BLOCK, KEPT).

    Each row is sorted best first and omits the spelling that consists only of kept digits.
    """
    nothing = np.full((1, 1), NONE, dtype=np.int64)
    after_word, after_digits = [nothing], [np.zeros((1, 1), dtype=np.int64)]
    anything = [np.zeros((1, 1), dtype=np.int64)]
    for end in range(1, SPAN + 1):
        inside = [_rows_of_block(table, first, second) for table in tables.words[end]]
        after_word.append(_extend(anything, inside, _rows(end)))
        runs = [_rows_of_block(table, first, second) for table in tables.digits[end]]
        heads = [anything[0], *after_word[1:end]]
        after_digits.append(_extend(heads, runs, _rows(end)))
        anything.append(_best(np.concatenate([after_word[end], after_digits[end]], axis=1)))
    return _pad(anything[SPAN])


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


def _extend(heads: list[Candidates], pieces: list[Table], rows: int) -> Candidates:
    """Return the best of each row for every head followed by every piece; heads[n] holds the heads of n digits."""
    full = [table for table in pieces if len(table.keys) * len(heads[table.start]) == rows]
    sums = [_sums(heads[table.start], table.rows).reshape(rows, -1) for table in full]
    best = _best(np.concatenate(sums, axis=1)) if sums else np.full((rows, 1), NONE, dtype=np.int64)
    for table in pieces:
        if len(table.keys) * len(heads[table.start]) < rows and len(table.keys):
            best = _extend_sparse(best, heads[table.start], table)
    return best


def _extend_sparse(best: Candidates, heads: Candidates, table: Table) -> Candidates:
    best = _pad(best).reshape(len(heads), -1, KEPT)
    both = np.concatenate([best[:, table.keys], _sums(heads, table.rows)], axis=2)
    best[:, table.keys] = _best(both.reshape(-1, both.shape[2])).reshape(len(heads), -1, KEPT)
    return best.reshape(-1, KEPT)


def _sums(heads: Candidates, pieces: Candidates) -> Candidates:
    """Return the sums of heads and pieces that can be among a row's best, as (heads, pieces, sums).

    Both are sorted best first, so at least (a+1)(b+1)-1 sums are no lower than that of the a-th and the b-th.
    """
    pairs = [(a, b) for a in range(heads.shape[1]) for b in range(min(pieces.shape[1], KEPT // (a + 1)))]
    of_heads, of_pieces = map(list, zip(*pairs, strict=True))
    sums: Candidates = heads[:, None, of_heads] + pieces[None, :, of_pieces]
    return sums


def _best(candidates: Candidates) -> Candidates:
    if candidates.shape[1] > KEPT:
        candidates = np.partition(candidates, -KEPT, axis=1)[:, -KEPT:]
    return np.sort(candidates, axis=1)[:, ::-1]


def _pad(candidates: NDArray[np.int64]) -> Candidates:
    missing = KEPT - candidates.shape[1]
    return np.pad(candidates, ((0, 0), (0, missing)), constant_values=NONE) if missing else candidates
