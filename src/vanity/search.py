"""Every spelling of a run of digits, best first: an exact best-first search.

A spelling is a sequence of pieces: words, and runs of kept digits (two runs never touch). Its score is the sum over its
pieces, so dynamic programming gives the best completion from every place. An A* search guided by these bounds visits
the spellings in the order of their scores, and generates only those that the caller consumes.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from vanity.lexicon import Entry, Lexicon
from vanity.score import Scorer

FEWEST_DIALLED = 3  # the minimum of dialled letters of a word that overflows the number's end
MOST_OVERFLOW = 4  # letters beyond the number's end
_DIGITS_LAST = str.maketrans("0123456789", "abcdefghij")
_DEAD = -(10**9)


class Piece(NamedTuple):
    """A stretch of the digits that are spelled: a word that dials them, or digits that are kept."""

    #: The place of its first digit.
    start: int
    #: The place after its last digit.
    end: int
    #: The word, which may be longer than the stretch, or the digits.
    text: str
    #: What it adds to the score, in thousandths of a point; known while searching.
    points: int = 0
    #: The lexicon's entry of the word; known while searching, and None for digits.
    entry: Entry | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is a word: words begin with a letter, kept digits with a digit."""
        return self.text[0] > "9"

    @property
    def shown(self) -> str:
        """The letters or digits that lie inside the number."""
        return (self.entry.letters if self.entry else self.text)[: self.end - self.start]


class Spelling(NamedTuple):
    """One way to write a run of digits."""

    #: The score in thousandths of a point.
    points: int
    #: From left to right, without gaps.
    pieces: tuple[Piece, ...]

    @property
    def letters(self) -> str:
        """The letters and kept digits, one for each digit of the run."""
        return "".join(piece.shown for piece in self.pieces)


def spellings(digits: str, lexicon: Lexicon, scorer: Scorer) -> Iterator[Spelling]:
    """Yield the spellings of `digits` that have a word and score the floor or more, best first.

    Equal scores are in the order of their letters, letters before digits.
    """
    words = [_words_at(digits, start, lexicon, scorer) for start in range(len(digits))]
    runs = [_runs_at(digits, start, scorer) for start in range(len(digits))]
    after_digits, after_word = _best_completions(words, runs)
    queue: list[tuple[int, str, int, Spelling]] = []

    def push(spelling: Spelling, order: str, cuts: int, piece: Piece) -> None:
        bound = spelling.points + piece.points + (after_word if piece.entry else after_digits)[piece.end]
        if bound >= scorer.floor:
            grown = Spelling(spelling.points + piece.points, (*spelling.pieces, piece))
            shown = order + piece.shown.translate(_DIGITS_LAST)
            heappush(queue, (-bound, shown, cuts - (1 << len(digits) - piece.start), grown))

    for piece in [*words[0], *runs[0]]:
        push(Spelling(0, ()), "", 0, piece)
    while queue:
        _, order, cuts, spelling = heappop(queue)
        last = spelling.pieces[-1]
        if last.end == len(digits):
            yield spelling
            continue
        for piece in words[last.end]:
            push(spelling, order, cuts, piece)
        if last.entry:
            for piece in runs[last.end]:
                push(spelling, order, cuts, piece)


def _words_at(digits: str, start: int, lexicon: Lexicon, scorer: Scorer) -> list[Piece]:
    rest, pieces = digits[start:], []
    for key in lexicon.prefixes(rest):
        end = start + len(key)
        last = end == len(digits)
        for entry in lexicon.entries(key):
            if last or len(entry.letters) == len(key):
                points = scorer.word(entry, len(key), start == 0, last)
                pieces.append(Piece(start, end, entry.text, points, entry))
    return pieces


def _runs_at(digits: str, start: int, scorer: Scorer) -> list[Piece]:
    ends = range(start + 1, len(digits) + (start > 0))
    return [
        Piece(start, end, digits[start:end], scorer.digits(digits[start:end], start == 0, end == len(digits)))
        for end in ends
    ]


def _best_completions(words: list[list[Piece]], runs: list[list[Piece]]) -> tuple[list[int], list[int]]:
    """Return the best score from each place to the end, after digits and after a word."""
    after_digits, after_word = [_DEAD] * len(words) + [0], [_DEAD] * len(words) + [0]
    for place in reversed(range(len(words))):
        best = max((piece.points + after_word[piece.end] for piece in words[place]), default=_DEAD)
        after_digits[place] = best
        after_word[place] = max((run.points + after_digits[run.end] for run in runs[place]), default=best)
        after_word[place] = max(after_word[place], best)
    return after_digits, after_word
