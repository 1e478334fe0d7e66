"""Apply the rules of `vanity.rules` to whole blocks of packed spellings."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_index.kbest import FIXED
from build_index.packed_spelling import ALL_LETTERS, EACH_PLACE, JOINTS, LETTERS, NONE, POINTS, choices, joint, rungs_of
from build_index.piece_tables import Candidates
from vanity.keypad import dial
from vanity.ladder import LEAST_PRINTED, LOWEST, PRINTED, RUNG, TOP, WHOLE
from vanity.rules import BESIDE, FEWEST_JOINED, HORIZON, IDEAS, PRINTED_KEPT
from vanity.search import FEWEST_DIALLED
from vanity_index.layout import BASE, SPAN, STORED, code

Flags = NDArray[np.bool_]
LOWEST_PACKED = (2 * LOWEST - 1) * RUNG // 2 << POINTS  # points never make up for half a rung
GOOD_PACKED = RUNG // 2 << POINTS
PRINTED_PACKED, LEAST_PACKED = PRINTED << POINTS, LEAST_PRINTED << POINTS


class Selection(NamedTuple):
    """The answers of a block."""

    #: A row for each local part: its answers, packed, best first, padded with NONE.
    answers: Candidates
    #: The rows whose answers must be searched for instead.
    unsure: Flags


def select_packed(
    candidates: Candidates, in_words: Candidates, first: int, second: int, terms: frozenset[str]
) -> Selection:
    """Return the answers among each row's candidates, as `vanity.rules.select` selects them.

    A row is unsure when its candidates ran out and there may be more, or when an offensive term may extend beyond the
    number's end, into letters that the packed form does not hold.
    """
    in_words = in_words[:, :PRINTED_KEPT]
    rungs = np.where(_has_long_piece(in_words), TOP, 1)
    promoted = np.where(in_words >= PRINTED_PACKED, in_words + (rungs * RUNG << POINTS), NONE)
    ended = candidates[:, -1] < LOWEST_PACKED
    candidates = np.sort(np.concatenate([candidates, promoted], axis=1), axis=1)[:, ::-1]
    good = (candidates >= LOWEST_PACKED) & _readable(candidates)
    offensive, uncertain = _find_offensive(candidates, first, second, terms)
    good &= ~offensive
    passing = np.full((len(candidates), HORIZON), NONE, dtype=np.int64)
    counts = np.zeros(len(candidates), dtype=np.int64)
    unsure = np.zeros(len(candidates), dtype=bool)
    for column in range(candidates.shape[1]):
        rows = np.flatnonzero(good[:, column] & (counts < HORIZON))
        for place in range(min(column, HORIZON)):
            rows = rows[~_is_near_duplicate(candidates[rows, column], passing[rows, place])]
        passing[rows, counts[rows]] = candidates[rows, column]
        counts[rows] += 1
        unsure[rows] |= uncertain[rows, column]
    ranked = _ideas_first(passing)
    printed, unsure_printed = _printed(ranked[:, :IDEAS], in_words, first, second, terms)
    answers = np.concatenate([ranked[:, :IDEAS], _beside(ranked, printed)], axis=1)
    return Selection(answers, (counts < HORIZON) & ~ended | unsure | unsure_printed)


def _printed(
    spoken: Candidates, in_words: Candidates, first: int, second: int, terms: frozenset[str]
) -> tuple[Candidates, Flags]:
    """Return the spellings in words that may be the fourth and the fifth answer, and the rows where that is unsure."""
    offensive, uncertain = _find_offensive(in_words, first, second, terms)
    good = (in_words >= LEAST_PACKED) & _readable(in_words) & ~offensive
    chosen = np.full((len(in_words), BESIDE), NONE, dtype=np.int64)
    counts = np.zeros(len(in_words), dtype=np.int64)
    unsure = np.zeros(len(in_words), dtype=bool)
    for column in range(in_words.shape[1]):
        rows = np.flatnonzero(good[:, column] & (counts < BESIDE))
        for others in (spoken, chosen):
            for place in range(others.shape[1]):
                rows = rows[~_is_near_duplicate(in_words[rows, column], others[rows, place])]
        chosen[rows, counts[rows]] = in_words[rows, column]
        counts[rows] += 1
        unsure[rows] |= uncertain[rows, column]
    return chosen, unsure


def _beside(ranked: Candidates, printed: Candidates) -> Candidates:
    """Return the fourth and the fifth answer: spellings in words, then others, the better tier first."""
    others = ranked[:, IDEAS:].copy()
    for column in range(others.shape[1]):
        for place in range(BESIDE):
            near = _is_near_duplicate(others[:, column], printed[:, place])
            others[near & (printed[:, place] > NONE), column] = NONE
    both = np.concatenate([_as_ranked(printed, ranked), others], axis=1)
    order = np.argsort(both == NONE, axis=1, kind="stable")[:, : STORED - IDEAS]
    last = np.take_along_axis(both, order, axis=1)
    tiers = np.clip(rungs_of(last), 0, TOP)
    return np.take_along_axis(last, np.argsort(-tiers, axis=1, kind="stable"), axis=1)


def _as_ranked(printed: Candidates, ranked: Candidates) -> Candidates:
    """Return the spellings as they are among the ranked, with their rungs, or else on no rung."""
    found = printed.copy()
    for place in range(printed.shape[1]):
        for column in range(ranked.shape[1]):
            same = (printed[:, place] ^ ranked[:, column]) & ((1 << POINTS) - 1) == 0
            rows = same & (printed[:, place] > NONE) & (ranked[:, column] > NONE)
            found[rows, place] = ranked[rows, column]
    return found


def _ideas_first(passing: Candidates) -> Candidates:
    """Return the spellings with up to three different ideas before the others."""
    ideas = np.zeros(passing.shape, dtype=bool)
    for column in range(passing.shape[1]):
        is_idea = (passing[:, column] >= GOOD_PACKED) & (ideas.sum(axis=1) < IDEAS)
        for before in range(column):
            is_idea &= ~(ideas[:, before] & _are_one_idea(passing[:, column], passing[:, before]))
        ideas[:, column] = is_idea
    order = np.argsort(~ideas, axis=1, kind="stable")
    return np.take_along_axis(passing, order, axis=1)


def _are_one_idea(candidate: Candidates, other: Candidates) -> Flags:
    differ = _letter_places(candidate ^ other)
    one_idea: Flags = (differ & _main_word(candidate) == 0) | (differ & _main_word(other) == 0)
    return one_idea


def _main_word(candidates: Candidates) -> Candidates:
    """Return the lowest bit of each place of `letters` that lies in the longest word, the first of several."""
    main = np.zeros(len(candidates), dtype=np.int64)
    for length in range(SPAN, 0, -1):
        for start in range(SPAN - length + 1):
            places = sum(1 << 3 * (SPAN - 1 - place) for place in range(start, start + length))
            is_word = candidates & 7 << LETTERS + 3 * (SPAN - 1 - start) != 0
            main[(main == 0) & is_word & has_piece(candidates, start, start + length)] = places
    return main


def has_piece(answers: Candidates, start: int, end: int) -> Flags:
    """Return whether a piece lies exactly from place `start` to `end`."""
    edges = joint(start) | (joint(end) if end < SPAN else 0)
    inside = edges | sum(joint(place) for place in range(start, end))
    piece: Flags = (answers > NONE) & (answers >> JOINTS & inside == edges)
    return piece


def _has_long_piece(candidates: Candidates) -> Flags:
    """Return whether some word is whole (see `vanity.ladder`); of kept digits there is one place at most."""
    has_long = np.zeros(candidates.shape, dtype=bool)
    for start in range(SPAN - WHOLE + 1):
        inner = sum(joint(place) for place in range(start + 1, start + WHOLE)) << JOINTS
        has_long |= candidates & inner == 0
    return has_long


def _readable(candidates: Candidates) -> Flags:
    """Return whether there is a word of two letters or more."""
    readable = np.zeros(candidates.shape, dtype=bool)
    for start in range(SPAN - 1):
        joints = sum(joint(place) for place in (start, start + 1)) << JOINTS
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
    welcome = candidate & other
    in_welcome = np.zeros(len(candidate), dtype=bool)
    for place in range(SPAN):
        in_welcome |= (differ >> 3 * place & 1 == 1) & (welcome >> place & 1 == 1)
    is_trifle: Flags = one_place & ~in_welcome
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
