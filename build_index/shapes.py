"""Shapes: what the index stores of an answer, without the number itself.

A shape says which stretches of the local part are kept digits and which are the n-th best word for their digits. Many
numbers share a shape: `468-JUNK` and `735-PARK` are both "three digits, then the first word". About two thousand
shapes cover the twenty million answers.
"""

import numpy as np
from numpy.typing import NDArray

from build_index.packed_rules import has_piece
from build_index.packed_spelling import ALL_LETTERS, LETTERS, choices
from build_index.piece_tables import Candidates
from build_index.vocabulary import Vocabulary
from vanity.ladder import TOP, Tier
from vanity.lexicon import Lexicon
from vanity.search import Spelling
from vanity_index.layout import BASE, DIGITS, SPAN, code

Shapes = NDArray[np.int64]
FIELD = 8  # bits a place; the fields of a shape are its bytes in the index


class Ranks:
    """The rank of every word among the words of its key."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        by_length: dict[int, list[tuple[int, int, int]]] = {length: [] for length in range(1, SPAN + 1)}
        for key in vocabulary.keys:
            for rank, entry in enumerate(vocabulary.entries(key) if len(key) <= SPAN else ()):
                by_length[len(key)].append((code(key), choices(entry.letters[: len(key)]), rank))
        self._names = {length: _sorted(words, length) for length, words in by_length.items() if words}

    def of(self, length: int, keys: NDArray[np.int64], letters: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the ranks of words of this length by the code of their digits and their packed letters."""
        names, ranks = self._names[length]
        matches: NDArray[np.int64] = ranks[np.searchsorted(names, _join(keys, letters, length))]
        return matches


def _sorted(words: list[tuple[int, int, int]], length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    keys, letters, ranks = np.array(words, dtype=np.int64).T
    names = _join(keys, letters, length)
    order = np.argsort(names)
    return names[order], ranks[order]


def _join(keys: NDArray[np.int64], letters: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    joined: NDArray[np.int64] = keys * 8**length + letters
    return joined


def shape_of(spelling: Spelling, digits: str, lexicon: Lexicon) -> int:
    """Return the shape of a spelling of these digits that was searched for, without its tier."""
    shape = bytearray(SPAN)
    for piece in spelling.pieces:
        key = digits[piece.start : piece.end]
        shape[piece.start] = 1 + lexicon.entries(key).index(piece.entry) if piece.entry else DIGITS
    return int.from_bytes(shape)


def shapes_of(answers: Candidates, patterns: NDArray[np.int64], ranks: Ranks) -> Shapes:
    """Return the shape of each packed answer, without its tier, as (rows, answers), with 0 for none.

    `patterns` holds the code of each row's local part.
    """
    shapes = np.zeros(answers.shape, dtype=np.int64)
    whole = np.broadcast_to(patterns[:, None], answers.shape)
    for start in range(SPAN):
        for end in range(start + 1, SPAN + 1):
            rows = has_piece(answers, start, end)
            shapes[rows] |= _field(answers[rows], whole[rows], start, end, ranks) << FIELD * (SPAN - 1 - start)
    return shapes


def with_tiers(shapes: Shapes, rungs: NDArray[np.int64]) -> Shapes:
    """Return the shapes of answers, best first, with their tiers; no tier is better than the one before it."""
    tiers = np.where(rungs > 0, 1 + TOP - rungs, Tier.SMALL_FIND)
    tiers = np.where(shapes > 0, np.maximum.accumulate(tiers, axis=-1), 0)
    return shapes | tiers << FIELD * SPAN


def _field(answers: Candidates, patterns: NDArray[np.int64], start: int, end: int, ranks: Ranks) -> NDArray[np.int64]:
    length = end - start
    letters = (answers >> LETTERS & ALL_LETTERS) >> 3 * (SPAN - end) & (1 << 3 * length) - 1
    fields = np.full(len(answers), DIGITS, dtype=np.int64)
    words = np.flatnonzero(letters)
    keys = patterns[words] // BASE ** (SPAN - end) % BASE**length
    if len(words):
        fields[words] = 1 + ranks.of(length, keys, letters[words])
    return fields
