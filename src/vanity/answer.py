"""An answer: one vanity number, written as people write it."""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vanity.number import PhoneNumber
from vanity.search import Spelling


class Span(NamedTuple):
    """A stretch of the number that is written as one: a word, or digits."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word: words begin with a letter, digits with a digit."""
        return self.text[0] > "9"


class Answer(NamedTuple):
    """One vanity number.

    text: `1-800-GOT-JUNK`, as it is written and said. number: the phone number that it dials.
    spelled: the digits that the parts cover: the local part (`4685865`), or for an answer that reaches into the area
    code the whole national number. parts: the words, phrases and digits in their order (`468`, `JUNK`). ends: where in
    `spelled` each part ends (3, 7); a last word may be longer than the digits it covers.
    """

    text: str
    number: PhoneNumber
    spelled: str
    parts: tuple[str, ...]
    ends: tuple[int, ...]

    @property
    def spans(self) -> list[Span]:
        """The parts with their places."""
        starts = (0, *self.ends)
        return [Span(*span) for span in zip(starts, self.ends, self.parts)]  # noqa: B905 - the last start is an end

    @property
    def letters(self) -> str:
        """The letters and kept digits, one for each digit of `spelled`."""
        return self._whole[: len(self.spelled)]

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone; a phrase is taken apart: GOT, JUNK."""
        return tuple(word for span in self.spans if span.is_word for word in span.text.split("-"))

    @property
    def past(self) -> int:
        """How many letters at the end are not needed to dial the number; the network ignores them."""
        return len(self._whole) - len(self.spelled)

    @property
    def _whole(self) -> str:
        return "".join(self.parts).replace("-", "")

    @property
    def dialled_text(self) -> str:
        """The text without the letters past the number's end: `1-800-CONTACT`."""
        text, past = self.text, self.past
        while past:
            past -= text[-1] != "-"
            text = text[:-1]
        return text.rstrip("-")

    @property
    def marked(self) -> str:
        """The text with the letters past the number's end in brackets: `1-800-CONTACT(S)`."""
        return f"{self.dialled_text}({self.text.removeprefix(self.dialled_text)})" if self.past else self.text


def written(number: PhoneNumber, spelling: Spelling) -> Answer:
    """The answer that shows a spelling of the local part."""
    parts: list[str] = []
    ends: list[int] = []
    for piece in spelling.pieces:
        runs = [(piece.start, piece.end)] if piece.entry else kept_runs(piece.start, piece.end, number.breaks)
        parts += [piece.text] if piece.entry else [number.local[start:end] for start, end in runs]
        ends += [end for _, end in runs]
    return Answer(number.lead + "-".join(parts), number, number.local, tuple(parts), tuple(ends))


@lru_cache(1024)
def kept_runs(start: int, end: int, breaks: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """A run of kept digits, parted where the country's own grouping has a gap: 735-0-CAT. None when it is empty."""
    places = [start, *sorted(gap for gap in breaks if start < gap < end), end]
    return tuple(pairwise(places)) if start < end else ()
