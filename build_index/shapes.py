"""Shapes: what is stored of an answer, once the number itself is taken out of it.

A shape says which stretches of the local part are kept digits, and which are the n-th best word for their digits, so
that many numbers share it: `468-JUNK` and `735-PARK` are both "three digits, then the first word". Some two thousand
shapes are enough for the twenty million answers.
"""

import numpy as np
from numpy.typing import NDArray

from build_index.bits import ALL_LETTERS, JOINTS, LETTERS, NONE, choices, joint
from build_index.tables import Candidates
from build_index.vocabulary import Vocabulary
from vanity_index.layout import BASE, DIGITS, SPAN, code

FIELD = 8  # bits a place; the fields of a shape are its bytes in the index


class Ranks:
    """Which of its key's words a stretch of letters is."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        found: dict[int, list[tuple[int, int, int]]] = {length: [] for length in range(1, SPAN + 1)}
        for key in vocabulary.keys:
            for rank, entry in enumerate(vocabulary.entries(key) if len(key) <= SPAN else ()):
                found[len(key)].append((code(key), choices(entry.letters[: len(key)]), rank))
        self._names = {length: _sorted(words, length) for length, words in found.items() if words}

    def of(self, length: int, keys: NDArray[np.int64], letters: NDArray[np.int64]) -> NDArray[np.int64]:
        """The ranks of words of this length by the code of their digits and their packed letters."""
        names, ranks = self._names[length]
        found: NDArray[np.int64] = ranks[np.searchsorted(names, _joined(keys, letters, length))]
        return found


def _sorted(words: list[tuple[int, int, int]], length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    keys, letters, ranks = np.array(words, dtype=np.int64).T
    names = _joined(keys, letters, length)
    order = np.argsort(names)
    return names[order], ranks[order]


def _joined(keys: NDArray[np.int64], letters: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    joined: NDArray[np.int64] = keys * 8**length + letters
    return joined


def shapes_of(answers: Candidates, patterns: NDArray[np.int64], ranks: Ranks) -> NDArray[np.int64]:
    """The shape of each packed answer (rows, answers), 0 for none; `patterns`: the code of each row's local part."""
    shapes = np.zeros(answers.shape, dtype=np.int64)
    whole = np.broadcast_to(patterns[:, None], answers.shape)
    for start in range(SPAN):
        for end in range(start + 1, SPAN + 1):
            there = _has_piece(answers, start, end)
            shapes[there] |= _field(answers[there], whole[there], start, end, ranks) << FIELD * (SPAN - 1 - start)
    return shapes


def _has_piece(answers: Candidates, start: int, end: int) -> NDArray[np.bool_]:
    edges = joint(start) | (joint(end) if end < SPAN else 0)
    inside = edges | sum(joint(place) for place in range(start, end))
    there: NDArray[np.bool_] = (answers > NONE) & (answers >> JOINTS & inside == edges)
    return there


def _field(answers: Candidates, patterns: NDArray[np.int64], start: int, end: int, ranks: Ranks) -> NDArray[np.int64]:
    length = end - start
    letters = (answers >> LETTERS & ALL_LETTERS) >> 3 * (SPAN - end) & (1 << 3 * length) - 1
    fields = np.full(len(answers), DIGITS, dtype=np.int64)
    words = np.flatnonzero(letters)
    keys = patterns[words] // BASE ** (SPAN - end) % BASE**length
    if len(words):
        fields[words] = 1 + ranks.of(length, keys, letters[words])
    return fields
