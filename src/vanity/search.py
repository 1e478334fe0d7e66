"""Every spelling of a run of digits, best first: an exact best-first search.

A spelling is a sequence of pieces: words, and runs of kept digits (two runs never touch). Its score is a sum over its
pieces and the joints between its words, and its rung (see `vanity.ladder`) depends on its best word and on the pieces
that cost rungs. So dynamic programming gives the best completion from every place and state, and an A* search guided by
these bounds visits the spellings in their order, and generates only those that the caller consumes.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from heapq import heappop, heappush
from itertools import takewhile
from typing import NamedTuple

from vanity.ladder import LOWEST, RUNG, demerits, is_familiar, level, opens, stands
from vanity.lexicon import Entry, Lexicon
from vanity.score import Scorer

FEWEST_DIALLED = 3  # the minimum of dialled letters of a word that overflows the number's end
MOST_OVERFLOW = 4  # letters beyond the number's end
DIGITS_LAST = str.maketrans("0123456789", "abcdefghij")
_DEAD = -(10**9)


Keeps = Callable[[int, int, str], bool]  # whether the digits from one place to another may be kept


class Last(IntEnum):
    """What the spelled part of a spelling ends with."""

    DIGITS = 0  # or nothing yet
    WORD = 1
    #: A word that opens the next, which must follow.
    OPENER = 2


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
    #: See `vanity.ladder`.
    rung: int

    @property
    def letters(self) -> str:
        """The letters and kept digits, one for each digit of the run."""
        return "".join(piece.shown for piece in self.pieces)


class _Step(NamedTuple):
    """A piece in its role."""

    piece: Piece
    ends_with: Last
    #: The level of a word (see `ladder.level`).
    level: int
    #: The rungs that it costs.
    cost: int
    needs_opener: bool = False


class _State(NamedTuple):
    """What a step needs to know of the steps before it."""

    place: int
    last: Last
    level: int


class Found(NamedTuple):
    """The spellings of a run of digits in both orders that answers are chosen from, made as they are consumed."""

    climbing: Iterable[Spelling]
    printed: Iterable[Spelling]


def search(digits: str, lexicon: Lexicon, scorer: Scorer) -> Found:
    """Return all spellings of `digits`, and those that organisations would print."""
    return Found(spellings(digits, lexicon, scorer), printed(digits, lexicon, scorer))


def spellings(digits: str, lexicon: Lexicon, scorer: Scorer) -> Iterator[Spelling]:
    """Yield the spellings of `digits` that have a word and are on the lowest rung or above, best first.

    Spellings of equal rungs and points are in the order of their letters, letters before digits.
    """
    return takewhile(lambda spelling: spelling.rung >= LOWEST, _Search(digits, lexicon, scorer, RUNG).run())


def printed(digits: str, lexicon: Lexicon, scorer: Scorer) -> Iterator[Spelling]:
    """Yield the spellings that are words throughout, in the order of their points, whatever their rungs.

    Organisations print such spellings, and with them a 4 for FOR, a 2 for TO at the start, and a last 0 or 1.
    """
    return _Search(digits, lexicon, scorer, 0, is_printed).run()


def is_printed(start: int, end: int, digits: str) -> bool:
    """Return whether organisations keep the digits from `start` to `end` between words."""
    run = digits[start:end]
    return run == "4" or (run == "2" and start == 0) or (run in ("0", "1") and end == len(digits))


class _Search:
    def __init__(
        self, digits: str, lexicon: Lexicon, scorer: Scorer, per_rung: int, keeps: Keeps = lambda *_: True
    ) -> None:
        self._length, self._per_rung = len(digits), per_rung
        self._joints = {Last.DIGITS: 0, Last.WORD: scorer.joined, Last.OPENER: scorer.opened}
        self._words = [_words_at(digits, start, lexicon, scorer) for start in range(len(digits))]
        self._runs = [_runs_at(digits, start, scorer, keeps) for start in range(len(digits))]
        self._bounds: dict[_State, int] = {}

    def run(self) -> Iterator[Spelling]:
        start = Spelling(0, (), 0)
        queue: list[tuple[int, str, int, Spelling, _State]] = [(0, "", 0, start, _State(0, Last.DIGITS, 0))]
        while queue:
            _, order, cuts, spelling, state = heappop(queue)
            if state.place == self._length:
                yield spelling
                continue
            for step in self._steps(state):
                piece, after, bound = step.piece, _after(state, step), self._bound(_after(state, step))
                if bound == _DEAD:
                    continue
                points, rise = spelling.points + self._points(state, step), spelling.rung + _rise(state, step)
                shown = order + piece.shown.translate(DIGITS_LAST)
                cut = cuts - (1 << self._length - piece.start)
                grown = Spelling(points, (*spelling.pieces, piece), rise)
                heappush(queue, (-(points + self._per_rung * rise + bound), shown, cut, grown, after))

    def _steps(self, state: _State) -> Iterator[_Step]:
        for step in self._words[state.place]:
            opens_here = step.ends_with is Last.WORD or state.last is Last.DIGITS
            # Without rungs, a word that needs an opener is the same as one that does not.
            stands_here = not step.needs_opener or (state.last is Last.OPENER and self._per_rung)
            if opens_here and stands_here:
                yield step
        if state.last is Last.WORD or state.place == 0:
            yield from self._runs[state.place]

    def _points(self, state: _State, step: _Step) -> int:
        return step.piece.points + (self._joints[state.last] if step.piece.entry else 0)

    def _bound(self, state: _State) -> int:
        """Return the most that can still be gained from a state."""
        if state.place == self._length:
            return _DEAD if state.last is Last.OPENER else 0
        if state not in self._bounds:
            gains = (self._gain(state, step) for step in self._steps(state))
            self._bounds[state] = max(gains, default=_DEAD)
        return self._bounds[state]

    def _gain(self, state: _State, step: _Step) -> int:
        bound = self._bound(_after(state, step))
        return bound if bound == _DEAD else self._points(state, step) + self._per_rung * _rise(state, step) + bound


def _rise(state: _State, step: _Step) -> int:
    return max(step.level - state.level, 0) - step.cost


def _after(state: _State, step: _Step) -> _State:
    return _State(step.piece.end, step.ends_with, max(state.level, step.level))


def _words_at(digits: str, start: int, lexicon: Lexicon, scorer: Scorer) -> list[_Step]:
    rest, steps = digits[start:], list[_Step]()
    for key in lexicon.prefixes(rest):
        end = start + len(key)
        last = end == len(digits)
        for entry in lexicon.entries(key):
            if last or len(entry.letters) == len(key):
                points = scorer.word(entry, len(key), start == 0, last)
                steps += _roles(Piece(start, end, entry.text, points, entry), entry, start == 0, last)
    return steps


def _roles(piece: Piece, entry: Entry, first: bool, last: bool) -> Iterator[_Step]:
    """Yield a word in each role that it may have."""
    dialled = piece.end - piece.start
    lifts = level(entry, dialled)
    if stands(entry, dialled, first, last):
        yield _Step(piece, Last.WORD, lifts, 0)
    else:
        yield _Step(piece, Last.WORD, 0, demerits(entry))
        if stands(entry, dialled, first, last, opened=True):
            yield _Step(piece, Last.WORD, lifts, 0, needs_opener=True)
    if opens(entry) and not last:
        yield _Step(piece, Last.OPENER, lifts if is_familiar(entry) else 0, 0)


def _runs_at(digits: str, start: int, scorer: Scorer, keeps: Keeps) -> list[_Step]:
    ends = (end for end in range(start + 1, len(digits) + (start > 0)) if keeps(start, end, digits))
    return [_Step(_run(digits, start, end, scorer), Last.DIGITS, 0, 0) for end in ends]


def _run(digits: str, start: int, end: int, scorer: Scorer) -> Piece:
    run = digits[start:end]
    return Piece(start, end, run, scorer.digits(run, start == 0, end == len(digits)))
