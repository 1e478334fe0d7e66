"""A number in digits, grouped so that a listener remembers it: its doubles, its runs, its pairs.

`2760039` becomes "2 7 6, double zero, 3 9". A grouping is chosen by the least cost over all ways to cut the digits.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from calls.speech.en import ENGLISH
from calls.speech.language import SpokenLanguage

# What a group costs a listener, by its kind: set by ear, only their order matters.
_SAME, _RUN, _PAIRS = 0.9, 1.0, 1.1
_PLAIN = {1: 1.2, 2: 1.4, 3: 1.7}
LONGEST = 7  # digits of a group
_STEPS = (1, -1)


def remember(parts: Sequence[str], language: SpokenLanguage = ENGLISH) -> str:
    """Return the spoken form of a number, given its parts in digits, such as area code and local part.

    It has letters, digits, spaces and commas. No group crosses the edge of a part.
    """
    groups = [group for part in parts for group in cut(part)]
    return ", ".join(_say(group, language) for group in groups)


@cache
def cut(digits: str) -> tuple[str, ...]:
    """Return the digits in the groups that are easiest to remember."""
    return _cheapest(digits)[1]


@cache
def _cheapest(digits: str) -> tuple[float, tuple[str, ...]]:
    if not digits:
        return 0.0, ()
    ways = []
    for length in range(1, min(LONGEST, len(digits)) + 1):
        cost = _cost(digits[:length])
        if cost is not None:
            rest, groups = _cheapest(digits[length:])
            ways.append((cost + rest, (digits[:length], *groups)))
    return min(ways)


def _cost(group: str) -> float | None:
    """Return what a group costs, or None when nobody would group these digits."""
    if len(group) in (2, 3) and len(set(group)) == 1:
        return _SAME
    if len(group) >= 3 and any(_is_run(group, step) for step in _STEPS):
        return _RUN
    if _is_pairs(group):
        return _PAIRS
    return _PLAIN.get(len(group))


def _is_run(group: str, step: int) -> bool:
    return all(int(after) - int(before) == step for before, after in pairwise(group))


def _is_pairs(group: str) -> bool:
    return len(group) == 4 and group[:2] == group[2:] and group[0] != group[1]


def _say(group: str, language: SpokenLanguage) -> str:
    names = [language.names.get(digit, digit) for digit in group]
    if len(group) in (2, 3) and len(set(group)) == 1:
        return f"{language.double if len(group) == 2 else language.triple} {names[0]}"
    if _is_pairs(group):
        return f"{' '.join(names[:2])}, {' '.join(names[2:])}"
    return " ".join(names)
