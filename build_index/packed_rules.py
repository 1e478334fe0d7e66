"""Apply the rules of `vanity.rules` to whole blocks of packed spellings."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_index.kbest import FIXED
from build_index.packed_spelling import ALL_LETTERS, EACH_PLACE, JOINTS, LETTERS, NONE, POINTS, choices, joint
from build_index.piece_tables import Candidates
from vanity.keypad import dial
from vanity.rules import FEWEST_JOINED, FEWEST_LETTERS
from vanity.search import FEWEST_DIALLED
from vanity_index.layout import BASE, SPAN, STORED, code

Flags = NDArray[np.bool_]


class Selection(NamedTuple):
    """The answers of a block."""

    #: A row for each local part: its answers, packed, best first, padded with NONE.
    answers: Candidates
    #: The rows whose answers must be searched for instead.
    unsure: Flags


def select_packed(candidates: Candidates, first: int, second: int, terms: frozenset[str], floor: int) -> Selection:
    """Return the answers among each row's candidates, as `vanity.rules.select` selects them.

    A row is unsure when its candidates ran out before it had five answers and there may be more, or when an offensive
    term may extend beyond the number's end, into letters that the packed form does not hold.
    """
    good = (candidates >> POINTS >= floor) & _readable(candidates)
    offensive, uncertain = _find_offensive(candidates, first, second, terms)
    good &= ~offensive
    answers = np.full((len(candidates), STORED), NONE, dtype=np.int64)
    counts = np.zeros(len(candidates), dtype=np.int64)
    unsure = np.zeros(len(candidates), dtype=bool)
    for column in range(candidates.shape[1]):
        candidate = candidates[:, column]
        takes = good[:, column] & (counts < STORED)
        for place in range(STORED):
            takes &= ~((place < counts) & _is_near_duplicate(candidate, answers[:, place]))
        rows = np.flatnonzero(takes)
        answers[rows, counts[rows]] = candidate[rows]
        counts += takes
        unsure |= takes & uncertain[:, column]
    cut_short = (counts < STORED) & (candidates[:, -1] >> POINTS >= floor)
    return Selection(answers, cut_short | unsure)


def _readable(candidates: Candidates) -> Flags:
    readable = np.zeros(candidates.shape, dtype=bool)
    for start in range(SPAN - FEWEST_LETTERS + 1):
        joints = sum(joint(place) for place in range(start, start + FEWEST_LETTERS)) << JOINTS
        letter = 7 << LETTERS + 3 * (SPAN - 1 - start)
        readable |= (candidates & joints == joint(start) << JOINTS) & (candidates & letter != 0)
    return readable


def _letter_places(candidates: Candidates) -> Candidates:
    """Return the lowest bit of each place of `letters` that holds a letter."""
    letters = candidates >> LETTERS & ALL_LETTERS
    return (letters | letters >> 1 | letters >> 2) & EACH_PLACE


def _is_near_duplicate(candidate: Candidates, other: Candidates) -> Flags:
    differ = _letter_places(candidate ^ other)
    one_place = differ & (differ - 1) == 0
    familiar = candidate & other
    in_familiar = np.zeros(len(candidate), dtype=bool)
    for place in range(SPAN):
        in_familiar |= (differ >> 3 * place & 1 == 1) & (familiar >> place & 1 == 1)
    is_trifle: Flags = one_place & ~in_familiar
    return is_trifle


def _find_offensive(candidates: Candidates, first: int, second: int, terms: frozenset[str]) -> tuple[Flags, Flags]:
    """Return which candidates read an offensive term across joints, and which may do so beyond the number's end."""
    offensive = np.zeros(candidates.shape, dtype=bool)
    uncertain = np.zeros(candidates.shape, dtype=bool)
    for term in sorted(terms):
        short = len(term) < FEWEST_JOINED
        for start in range(SPAN - 1 if short else SPAN - FEWEST_DIALLED):
            shown = term[: SPAN - start]
            rows = _rows_with(dial(shown), start, first, second)
            if rows is None:
                continue
            reads = _reads(candidates[rows], shown, start)
            reads &= _whole_words(candidates[rows], term, start) if short else True
            overflows = start + len(term) > SPAN or (short and start + len(term) == SPAN)
            (uncertain if overflows else offensive)[rows] |= reads
    return offensive, uncertain


def _rows_with(digits: str, start: int, first: int, second: int) -> NDArray[np.int64] | None:
    """Return the rows of a block whose local part has these digits at `start`, or None."""
    end = start + len(digits)
    if any(code(digits[place - start]) != fixed for place, fixed in enumerate((first, second)) if start <= place < end):
        return None
    free = digits[max(FIXED - start, 0) :]
    inner_start = max(start, FIXED)
    before = np.arange(BASE ** (inner_start - FIXED))[:, None]
    behind = np.arange(BASE ** (SPAN - end))[None, :]
    rows: NDArray[np.int64] = (before * BASE ** len(free) + code("0" + free)) * BASE ** (SPAN - end) + behind
    return rows.ravel()


def _reads(candidates: Candidates, shown: str, start: int) -> Flags:
    """Return whether the candidates show these letters at `start` with a joint inside them."""
    end = start + len(shown)
    mask = ((1 << 3 * len(shown)) - 1) << 3 * (SPAN - end)
    wanted = choices(shown) << 3 * (SPAN - end)
    inner = sum(joint(place) for place in range(start + 1, end))
    reads: Flags = (candidates >> LETTERS & mask == wanted) & (candidates >> JOINTS & inner != 0)
    return reads


def _whole_words(candidates: Candidates, term: str, start: int) -> Flags:
    edges = joint(start) | (joint(start + len(term)) if start + len(term) < SPAN else 0)
    whole: Flags = candidates >> JOINTS & edges == edges
    return whole
