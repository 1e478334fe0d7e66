"""The answers that the build worked out for every North American local part, put back into words.

What is stored of an answer is its shape: which stretches are kept digits, and which are the n-th word for their digits.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from vanity.answer import Answer, kept_runs
from vanity.errors import IndexCorruptError
from vanity.number import EXCHANGE, PhoneNumber
from vanity.lexicon import IndexLexicon
from vanity_index import IndexFile, layout
from vanity_index.reader import REBUILD

_MASK = (1 << layout.SHAPE_BITS) - 1
Words = Callable[[str], tuple[str, ...]]  # the words under a key, by rank


class Outline(NamedTuple):
    """A shape made ready: where the parts end, and of each its stretch, its rank, and the words it has that rank among.

    Digits that stay have no words. A word runs past its stretch in the last part only.
    """

    ends: tuple[int, ...]
    parts: tuple[tuple[slice, int, Words | None], ...]


class StoredAnswers:
    """The stored answers of an open index."""

    def __init__(self, file: IndexFile, vocabulary: IndexLexicon) -> None:
        self._file = file
        self._vocabulary = vocabulary
        self._outline = cache(self._read_outline)

    def of(self, number: PhoneNumber) -> list[Answer]:
        """The answers to a North American number, best first. Raises IndexCorruptError."""
        local, lead, answers = number.local, number.lead, []
        new = tuple.__new__  # what Answer(...) comes to, a tenth of the whole look-up sooner
        shapes = self._file.stored(layout.code(local))
        try:
            while shapes:
                ends, outline = self._outline(shapes & _MASK)
                parts = [words(local[part])[rank] if words else local[part] for part, rank, words in outline]
                answers.append(new(Answer, (lead + "-".join(parts), number, local, tuple(parts), ends)))
                shapes >>= layout.SHAPE_BITS
        except (LookupError, ValueError) as error:
            raise IndexCorruptError(f"the index {self._file.path} names words it does not hold: {REBUILD}") from error
        return answers

    def _read_outline(self, number: int) -> Outline:
        shape = self._file.shape(number)
        starts = [place for place, field in enumerate(shape) if field]
        parts: list[tuple[slice, int, Words | None]] = []
        for start, end in zip(starts, [*starts[1:], len(shape)], strict=True):
            if shape[start] == layout.DIGITS:
                parts += [(slice(*run), 0, None) for run in kept_runs(start, end, EXCHANGE)]
            else:
                words = self._vocabulary.texts if end == len(shape) else self._vocabulary.exact
                parts.append((slice(start, end), shape[start] - 1, words))
        return Outline(tuple(part.stop for part, _, _ in parts), tuple(parts))
