"""Answers that reach into the area code, for numbers whose local part has too few answers.

People know a number by its area code, so such an answer has one word of four letters or more, with digits around it:
1-BANK-17-3913. It shows the best word of a stretch that starts in the area code. The stretches are ranked by the points
of that word inside a number, which the index holds, so nothing needs to be searched.
"""

from collections.abc import Iterator, Sequence
from operator import ne

from vanity.answer import Answer, kept_runs
from vanity.errors import IndexCorruptError
from vanity.lexicon import IndexLexicon
from vanity.number import PhoneNumber
from vanity_index.layout import NO_WORD
from vanity_index.reader import REBUILD

FEWEST_LETTERS = 4


def area_answers(number: PhoneNumber, local: Sequence[Answer], lexicon: IndexLexicon) -> Iterator[tuple[Answer, int]]:
    """Yield the answers, best first, that are not near-duplicates of each other or of the `local` answers."""
    national = number.national
    taken = [number.area + answer.letters for answer in local]
    for minus_points, start, end in _stretches(national, len(number.area), lexicon):
        word = _best_word(national[start:end], lexicon)
        letters = national[:start] + word.replace("-", "") + national[end:]
        if all(sum(map(ne, letters, other)) > 1 for other in taken):
            taken.append(letters)
            yield _write(number, national, word, start, end), -minus_points


def _best_word(key: str, lexicon: IndexLexicon) -> str:
    words = lexicon.exact(key)
    if not words:
        raise IndexCorruptError(f"the index has points for words that it does not hold: {REBUILD}")
    return words[0]


def _stretches(digits: str, area: int, lexicon: IndexLexicon) -> list[tuple[int, int, int]]:
    """Return minus the points, the start and the end of every stretch that one word may cover, the best first."""
    return sorted(
        (-points, start, start + len(key))
        for start in range(area)
        for key, points in lexicon.stretches(digits[start:], FEWEST_LETTERS)
        if points != NO_WORD
    )


def _write(number: PhoneNumber, national: str, word: str, start: int, end: int) -> Answer:
    breaks = number.all_breaks
    before, after = kept_runs(0, start, breaks), kept_runs(end, len(national), breaks)
    parts = (*[national[a:b] for a, b in before], word, *[national[a:b] for a, b in after])
    ends = (*[b for _, b in before], end, *[b for _, b in after])
    return Answer(number.country_lead + "-".join(parts), number, national, parts, ends)
