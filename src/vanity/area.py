"""Answers that reach into the area code, for numbers whose local part gives too few.

A number is known by its area code, so such an answer keeps to one word of four letters or more, with digits around it:
1-BANK-17-3913. It takes the best word of each stretch that starts in the area code, the word with the most points
first: points of a word inside a number, which the index holds, so that nothing needs to be searched.
"""

from collections.abc import Iterator
from operator import ne

from vanity.answer import Answer, kept_runs
from vanity.errors import IndexCorruptError
from vanity.number import PhoneNumber
from vanity.lexicon import IndexLexicon
from vanity_index.layout import NO_WORD
from vanity_index.reader import REBUILD

FEWEST_LETTERS = 4


def area_answers(number: PhoneNumber, beside: list[Answer], vocabulary: IndexLexicon) -> Iterator[Answer]:
    """The answers, best first, that differ by more than a trifle from each other and from those `beside` them."""
    national = number.national
    taken = [number.area + answer.letters for answer in beside]
    for _, start, end in _stretches(national, len(number.area), vocabulary):
        word = _best_word(national[start:end], vocabulary)
        letters = national[:start] + word.replace("-", "") + national[end:]
        if all(sum(map(ne, letters, other)) > 1 for other in taken):
            taken.append(letters)
            yield _written(number, word, start, end)


def _best_word(key: str, vocabulary: IndexLexicon) -> str:
    words = vocabulary.exact(key)
    if not words:
        raise IndexCorruptError(f"the index has points for words that it does not hold: {REBUILD}")
    return words[0]


def _stretches(digits: str, area: int, vocabulary: IndexLexicon) -> list[tuple[int, int, int]]:
    """Minus the points, the start and the end of every stretch that a lone word may cover, the best first."""
    return sorted(
        (-points, start, start + len(key))
        for start in range(area)
        for key, points in vocabulary.stretches(digits[start:], FEWEST_LETTERS)
        if points != NO_WORD
    )


def _written(number: PhoneNumber, word: str, start: int, end: int) -> Answer:
    national, breaks = number.national, number.all_breaks
    before, behind = kept_runs(0, start, breaks), kept_runs(end, len(national), breaks)
    parts = [national[a:b] for a, b in before] + [word] + [national[a:b] for a, b in behind]
    ends = (*(b for _, b in before), end, *(b for _, b in behind))
    return Answer(number.country_lead + "-".join(parts), number, national, tuple(parts), ends)
