"""The answers that the index stores for every North American local part, turned back into words.

The index stores the shape of an answer: which stretches are kept digits, and which are the n-th word for their digits.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from vanity.answer import Answer, ScoredAnswer, kept_runs
from vanity.errors import IndexCorruptError
from vanity.ladder import Tier
from vanity.lexicon import Entry, IndexLexicon
from vanity.number import EXCHANGE, PhoneNumber
from vanity.score import Scorer
from vanity_index import IndexFile, layout
from vanity_index.reader import REBUILD

Words = Callable[[str], tuple[str, ...]]


class Outline(NamedTuple):
    """A shape, prepared for numbers that have it."""

    #: Where the parts of the answer end.
    ends: tuple[int, ...]
    #: For each part: its slice of the local part, its word rank, and the function that gives the words which the rank
    #: indexes (None for kept digits). Only the last part may overflow its slice.
    parts: tuple[tuple[slice, int, Words | None], ...]
    #: For each piece that is scored: its slice and its word rank, or None for kept digits. A run of kept digits is one
    #: piece, even where it is written as two parts.
    pieces: tuple[tuple[slice, int | None], ...]
    tier: Tier


class StoredAnswers:
    """The stored answers of an open index."""

    def __init__(self, file: IndexFile, lexicon: IndexLexicon) -> None:
        self._file = file
        self._lexicon = lexicon
        self._outline = cache(self._read_outline)

    def answers(self, number: PhoneNumber) -> list[Answer]:
        """Return the answers to a North American number, best first. Raise IndexCorruptError."""
        try:
            return _write(number, self._outlines(number.local))
        except (LookupError, ValueError) as error:
            raise self._corrupt() from error

    def scored(self, number: PhoneNumber, scorer: Scorer) -> list[ScoredAnswer]:
        """Return the answers to a North American number with their scores, best first. Raise IndexCorruptError."""
        try:
            outlines = self._outlines(number.local)
            points = [self._points(number.local, outline, scorer) for outline in outlines]
            return list(map(ScoredAnswer, _write(number, outlines), points))
        except (LookupError, ValueError) as error:
            raise self._corrupt() from error

    def _outlines(self, local: str) -> list[Outline]:
        outline = self._outline
        return [outline(shape) for shape in self._file.stored(layout.code(local)) if shape]

    def _points(self, local: str, outline: Outline, scorer: Scorer) -> int:
        points, before = 0, list[Entry | None]()
        for part, rank in outline.pieces:
            key, first, last = local[part], part.start == 0, part.stop == len(local)
            entry = None if rank is None else self._lexicon.entries(key)[rank]
            if entry:
                points += scorer.joint(before) + scorer.word(entry, len(key), first, last)
            else:
                points += scorer.digits(key, first, last)
            before.append(entry)
        return points

    def _read_outline(self, number: int) -> Outline:
        tier, *shape = self._file.shape(number)
        starts = [place for place, field in enumerate(shape) if field]
        parts: list[tuple[slice, int, Words | None]] = []
        pieces: list[tuple[slice, int | None]] = []
        for start, end in zip(starts, [*starts[1:], len(shape)], strict=True):
            if shape[start] == layout.DIGITS:
                parts += [(slice(*run), 0, None) for run in kept_runs(start, end, EXCHANGE)]
                pieces.append((slice(start, end), None))
            else:
                rank = shape[start] - 1
                words = self._lexicon.texts if end == len(shape) else self._lexicon.exact
                parts.append((slice(start, end), rank, words))
                pieces.append((slice(start, end), rank))
        return Outline(tuple(part.stop for part, _, _ in parts), tuple(parts), tuple(pieces), Tier(tier))

    def _corrupt(self) -> IndexCorruptError:
        return IndexCorruptError(f"the index {self._file.path} names words it does not hold: {REBUILD}")


def _write(number: PhoneNumber, outlines: list[Outline]) -> list[Answer]:
    local, lead, answers = number.local, number.lead, []
    new = tuple.__new__  # what Answer(...) amounts to, which saves a tenth of the whole look-up
    for ends, parts, _, tier in outlines:
        texts = [words(local[part])[rank] if words else local[part] for part, rank, words in parts]
        answers.append(new(Answer, (lead + "-".join(texts), number, local, tuple(texts), ends, tier)))
    return answers
