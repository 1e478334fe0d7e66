"""Why an answer has its score, in words.

An answer that reaches into the area code is ranked by its word alone (see `vanity.area`): its digits have no reasons.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vanity.answer import Answer, Span
from vanity.lexicon import Entry, Lexicon
from vanity.score import Reason, Scorer


class Reasons(NamedTuple):
    """What one part of an answer (a word, or a run of digits) adds to the score, and why."""

    text: str
    parts: tuple[Reason, ...]


class Explanation(NamedTuple):
    """The reasons for a score, piece by piece. Points are thousandths."""

    pieces: tuple[Reasons, ...]

    @property
    def points(self) -> int:
        """The score: the sum of all parts."""
        return sum(part.points for piece in self.pieces for part in piece.parts)


def explained(answer: Answer, lexicon: Lexicon, scorer: Scorer) -> Explanation:
    """The reasons for an answer that this lexicon and these weights gave."""
    return Explanation(tuple(_reasons(span, answer, lexicon, scorer) for span in _pieces(answer)))


def points(answer: Answer, lexicon: Lexicon, scorer: Scorer) -> int:
    """The score alone, which is what the points of all reasons add up to."""
    return sum(_points(span, answer, lexicon, scorer) for span in _pieces(answer))


def _pieces(answer: Answer) -> list[Span]:
    """The answer's spans, with digits that were parted for reading joined again: a run is scored as one."""
    pieces: list[Span] = []
    for span in answer.spans:
        if pieces and not span.is_word and not pieces[-1].is_word:
            before = pieces.pop()
            pieces.append(Span(before.start, span.end, before.text + span.text))
        else:
            pieces.append(span)
    return pieces


def _reasons(span: Span, answer: Answer, lexicon: Lexicon, scorer: Scorer) -> Reasons:
    parts: Iterator[Reason] = iter(())
    if span.is_word:
        parts = scorer.word_reasons(_entry(span, answer, lexicon), span.end - span.start, *_edges(span, answer))
    elif _scores_digits(answer):
        parts = scorer.digit_reasons(span.text, *_edges(span, answer))
    return Reasons(span.text, tuple(part for part in parts if part.points))


def _points(span: Span, answer: Answer, lexicon: Lexicon, scorer: Scorer) -> int:
    if span.is_word:
        return scorer.word(_entry(span, answer, lexicon), span.end - span.start, *_edges(span, answer))
    return scorer.digits(span.text, *_edges(span, answer)) if _scores_digits(answer) else 0


def _entry(span: Span, answer: Answer, lexicon: Lexicon) -> Entry:
    entries = lexicon.entries(answer.spelled[span.start : span.end])
    return next(entry for entry in entries if entry.text == span.text)


def _edges(span: Span, answer: Answer) -> tuple[bool, bool]:
    """Whether it opens, and whether it closes the local part."""
    whole = _scores_digits(answer)
    return whole and span.start == 0, whole and span.end == len(answer.spelled)


def _scores_digits(answer: Answer) -> bool:
    return answer.spelled == answer.number.local
