"""The answers that the build worked out for every North American local part, put back into words.

What is stored of an answer is its shape: which stretches are kept digits, and which are the n-th word for their digits.
"""

from functools import cache
from typing import NamedTuple

from vanity.answer import Answer, kept_runs
from vanity.errors import IndexCorrupt
from vanity.number import EXCHANGE, PhoneNumber
from vanity.vocabulary import Vocabulary
from vanity_index import IndexFile, layout
from vanity_index.reader import REBUILD

_MASK = (1 << layout.SHAPE_BITS) - 1
_KEPT = -1


class Outline(NamedTuple):
    """A shape made ready: where the parts end, and each part as start, end and rank (_KEPT for digits)."""

    ends: tuple[int, ...]
    parts: tuple[tuple[int, int, int], ...]


class StoredAnswers:
    """The stored answers of an open index."""

    def __init__(self, file: IndexFile, vocabulary: Vocabulary) -> None:
        self._file = file
        self._texts = vocabulary.texts
        self._outline = cache(self._read_outline)

    def of(self, number: PhoneNumber) -> list[Answer]:
        """The answers to a North American number, best first. Raises IndexCorrupt."""
        local, lead, texts, answers = number.local, number.lead, self._texts, []
        shapes = self._file.stored(layout.code(local))
        try:
            while shapes:
                ends, outline = self._outline(shapes & _MASK)
                parts = [
                    local[start:end] if rank == _KEPT else texts(local[start:end])[rank] for start, end, rank in outline
                ]
                answers.append(Answer(lead + "-".join(parts), number, local, tuple(parts), ends))
                shapes >>= layout.SHAPE_BITS
        except (LookupError, ValueError) as error:
            raise IndexCorrupt(f"the index {self._file.path} names words it does not hold: {REBUILD}") from error
        return answers

    def _read_outline(self, number: int) -> Outline:
        shape = self._file.shape(number)
        starts = [place for place, field in enumerate(shape) if field]
        parts: list[tuple[int, int, int]] = []
        for start, end in zip(starts, [*starts[1:], len(shape)], strict=True):
            if shape[start] == layout.DIGITS:
                parts += [(*run, _KEPT) for run in kept_runs(start, end, EXCHANGE)]
            else:
                parts.append((start, end, shape[start] - 1))
        return Outline(tuple(end for _, end, _ in parts), tuple(parts))
