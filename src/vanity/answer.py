"""An answer: a vanity number as people write it, and why it has its score."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from vanity.ladder import Tier
from vanity.lexicon import Entry, Lexicon
from vanity.number import PhoneNumber
from vanity.score import Reason, Scorer
from vanity.search import Piece, Spelling


class Answer(NamedTuple):
    """One vanity number."""

    #: As it is written and said: `1-800-GOT-JUNK`.
    text: str
    #: The phone number that it dials.
    number: PhoneNumber
    #: The digits that the parts cover: the local part, `4685865`.
    spelled: str
    #: The words, phrases and kept digits in their order: `468`, `JUNK`.
    parts: tuple[str, ...]
    #: Where each part ends in `spelled`: 3, 7. The last word may be longer than the digits it covers.
    ends: tuple[int, ...]
    #: How good it is: 1 for whole words, 2 for short ones, 3 for small finds.
    tier: Tier

    @property
    def pieces(self) -> list[Piece]:
        """The parts with their places in `spelled`."""
        starts = (0, *self.ends)
        return [Piece(*part) for part in zip(starts, self.ends, self.parts)]  # noqa: B905 - the last start is an end

    @property
    def letters(self) -> str:
        """The letters and kept digits, one for each digit of `spelled`."""
        return self._whole[: len(self.spelled)]

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone, phrases split into theirs: GOT, JUNK."""
        return tuple(word for part in self.parts if part[0] > "9" for word in part.split("-"))

    @property
    def overflow(self) -> int:
        """The number of letters beyond the number's end; they need not be dialled, and the network ignores them."""
        return len(self._whole) - len(self.spelled)

    @property
    def _whole(self) -> str:
        return "".join(self.parts).replace("-", "")

    @property
    def dialled_text(self) -> str:
        """The text without the letters beyond the number's end: `1-800-CONTACT`."""
        text, overflow = self.text, self.overflow
        while overflow:
            overflow -= text[-1] != "-"
            text = text[:-1]
        return text.rstrip("-")

    @property
    def marked(self) -> str:
        """The text with the letters beyond the number's end in brackets: `1-800-CONTACT(S)`."""
        return f"{self.dialled_text}({self.text.removeprefix(self.dialled_text)})" if self.overflow else self.text


class ScoredAnswer(NamedTuple):
    """An answer with its score."""

    answer: Answer
    #: In thousandths of a point.
    points: int


class Explanation(NamedTuple):
    """The reasons for the score of an answer."""

    #: The words and runs of kept digits, each with its reasons.
    pieces: tuple[tuple[Piece, tuple[Reason, ...]], ...]

    @property
    def points(self) -> int:
        """The score in thousandths of a point: the sum over all reasons."""
        return sum(reason.points for _, reasons in self.pieces for reason in reasons)


def write(number: PhoneNumber, spelling: Spelling, tier: Tier) -> Answer:
    """Return the answer that shows a spelling of the local part."""
    parts: list[str] = []
    ends: list[int] = []
    for piece in spelling.pieces:
        runs = [(piece.start, piece.end)] if piece.entry else kept_runs(piece.start, piece.end, number.breaks)
        parts += [piece.text] if piece.entry else [number.local[start:end] for start, end in runs]
        ends += [end for _, end in runs]
    return Answer(number.lead + "-".join(parts), number, number.local, tuple(parts), tuple(ends), tier)


@lru_cache(1024)
def kept_runs(start: int, end: int, breaks: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Split a run of kept digits at the gaps of the country's own grouping: 735-0-CAT. An empty run has no parts."""
    places = [start, *sorted(gap for gap in breaks if start < gap < end), end]
    return tuple(pairwise(places)) if start < end else ()


def explain(answer: Answer, lexicon: Lexicon, scorer: Scorer) -> Explanation:
    """Return the reasons for the score of an answer that this lexicon and these weights gave."""
    pieces = _scored_pieces(answer)
    entries = [_entry(piece, answer, lexicon) if piece.is_word else None for piece in pieces]
    rows = (
        (piece, chain(scorer.joint_reasons(entries[:place]), _reasons(piece, answer, entry, scorer)))
        if (entry := entries[place])
        else (piece, scorer.digit_reasons(piece.text, *_edges(piece, answer)))
        for place, piece in enumerate(pieces)
    )
    return Explanation(tuple((piece, tuple(reason for reason in row if reason.points)) for piece, row in rows))


def _scored_pieces(answer: Answer) -> list[Piece]:
    """Return the pieces, rejoining digits that are split for readability, because a run is scored as one piece."""
    pieces: list[Piece] = []
    for piece in answer.pieces:
        if pieces and not piece.is_word and not pieces[-1].is_word:
            before = pieces.pop()
            pieces.append(Piece(before.start, piece.end, before.text + piece.text))
        else:
            pieces.append(piece)
    return pieces


def _reasons(piece: Piece, answer: Answer, entry: Entry, scorer: Scorer) -> Iterator[Reason]:
    return scorer.word_reasons(entry, piece.end - piece.start, *_edges(piece, answer))


def _entry(piece: Piece, answer: Answer, lexicon: Lexicon) -> Entry:
    entries = lexicon.entries(answer.spelled[piece.start : piece.end])
    return next(entry for entry in entries if entry.text == piece.text)


def _edges(piece: Piece, answer: Answer) -> tuple[bool, bool]:
    """Return whether the piece opens the local part, and whether it closes it."""
    return piece.start == 0, piece.end == len(answer.spelled)
