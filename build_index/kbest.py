"""The best spellings of every local part there is, by dynamic programming over all of them at once.

The local parts that share their first two digits are one block. Inside it the best spellings of all heads of one length
are one array, a row a head; adding a piece is an outer sum of heads and pieces, and the row's best are kept. It finds
what `vanity.search` finds, for all numbers at once; tests hold the two against each other.
"""

import numpy as np
from numpy.typing import NDArray

from build_index.bits import NONE
from build_index.tables import Candidates, Table
from vanity_index.layout import BASE, SPAN

FIXED = 2  # digits that a block shares
BLOCK = BASE ** (SPAN - FIXED)  # local parts in a block
KEPT = 32  # spellings kept a row; where five answers need more, the caller falls back to `vanity.search`


class Tables:
    """The pieces of words and of kept digits, by where they end."""

    def __init__(self, words: list[Table], digits: list[Table]) -> None:
        self.words = {end: [table for table in words if table.end == end] for end in range(1, SPAN + 1)}
        self.digits = {end: [table for table in digits if table.end == end] for end in range(1, SPAN + 1)}


def block(tables: Tables, first: int, second: int) -> Candidates:
    """The best KEPT spellings of each local part that starts with these two base-9 digits: (BLOCK, KEPT), best first.

    Spellings of kept digits alone are not among them.
    """
    nothing = np.full((1, 1), NONE, dtype=np.int64)
    after_word, after_digits = [nothing], [np.zeros((1, 1), dtype=np.int64)]
    anything = [np.zeros((1, 1), dtype=np.int64)]
    for end in range(1, SPAN + 1):
        inside = [_inside(table, first, second) for table in tables.words[end]]
        after_word.append(_extended(anything, inside, _rows(end)))
        runs = [_inside(table, first, second) for table in tables.digits[end]]
        heads = [anything[0], *after_word[1:end]]
        after_digits.append(_extended(heads, runs, _rows(end)))
        anything.append(_best(np.concatenate([after_word[end], after_digits[end]], axis=1)))
    return _padded(anything[SPAN])


def _rows(end: int) -> int:
    return int(BASE ** max(end - FIXED, 0))


def _inside(table: Table, first: int, second: int) -> Table:
    """The part of a table whose keys agree with the block's two digits."""
    shared = (first, second)[table.start : table.end]
    low = 0
    for digit in shared:
        low = low * BASE + digit
    width = BASE ** (table.end - table.start - len(shared))
    return table.between(low * width, (low + 1) * width)


def _extended(heads: list[Candidates], pieces: list[Table], rows: int) -> Candidates:
    """Every head followed by every piece, the best of each row. heads[n]: the spellings of all heads n digits long."""
    full = [table for table in pieces if len(table.keys) * len(heads[table.start]) == rows]
    sums = [_sums(heads[table.start], table.rows).reshape(rows, -1) for table in full]
    best = _best(np.concatenate(sums, axis=1)) if sums else np.full((rows, 1), NONE, dtype=np.int64)
    for table in pieces:
        if len(table.keys) * len(heads[table.start]) < rows and len(table.keys):
            best = _with_sparse(best, heads[table.start], table)
    return best


def _with_sparse(best: Candidates, heads: Candidates, table: Table) -> Candidates:
    best = _padded(best).reshape(len(heads), -1, KEPT)
    both = np.concatenate([best[:, table.keys], _sums(heads, table.rows)], axis=2)
    best[:, table.keys] = _best(both.reshape(-1, both.shape[2])).reshape(len(heads), -1, KEPT)
    return best.reshape(-1, KEPT)


def _sums(heads: Candidates, pieces: Candidates) -> Candidates:
    """Heads x pieces: the sums that can be among a row's best, as (heads, pieces, sums).

    Both come best first, so the sum of the a-th and the b-th has (a+1)(b+1)-1 sums above it or level.
    """
    pairs = [(a, b) for a in range(heads.shape[1]) for b in range(min(pieces.shape[1], KEPT // (a + 1)))]
    of_heads, of_pieces = map(list, zip(*pairs, strict=True))
    sums: Candidates = heads[:, None, of_heads] + pieces[None, :, of_pieces]
    return sums


def _best(candidates: Candidates) -> Candidates:
    if candidates.shape[1] > KEPT:
        candidates = np.partition(candidates, -KEPT, axis=1)[:, -KEPT:]
    return np.sort(candidates, axis=1)[:, ::-1]


def _padded(candidates: NDArray[np.int64]) -> Candidates:
    missing = KEPT - candidates.shape[1]
    return np.pad(candidates, ((0, 0), (0, missing)), constant_values=NONE) if missing else candidates
