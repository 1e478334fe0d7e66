"""The score of a piece of a spelling: a word, or a run of digits that stay digits.

A spelling's score is the sum over its pieces. The weights are data: weights.toml of a language, which the index
carries. This module says what each weight is multiplied by. Points are integers: thousandths of a point in that file.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from vanity.ladder import is_opened
from vanity.lexicon import CATEGORIES, Entry

_GRADES = (
    "a word that nobody wants",
    "a word that says nothing to most",
    "a word that many do not know",
    "a word that everyone knows",
    "a welcome word",
    "a word that people love",
)
COMMON_FROM = 50  # rarity of a word with probability 1e-5, where `common` is neutral


class Reason(NamedTuple):
    """One reason for a score."""

    #: In words.
    text: str
    #: In thousandths of a point.
    points: int


class Scorer:
    """Scores pieces by one set of weights: the content of weights.toml in thousandths of a point."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self._word, self._overflow = weights["word"], weights["past"]
        self._kept = weights["kept"]
        self.joined: int = self._word["joined"]
        self.opened: int = self.joined + max(self._word["opened"], 0)
        # As plain integers: an IntFlag's `&` takes many times as long, and the build asks millions of times.
        self._categories = [
            (int(category.trait), category.label, weights["trait"][category.weight]) for category in CATEGORIES
        ]
        self.longest_special = max(len(run) for edge in ("lead", "tail", "middle") for run in self._kept[f"{edge}_as"])
        self.word = cache(self._sum_of_word)
        self.digits = cache(self._sum_of_digits)

    def _sum_of_word(self, entry: Entry, dialled: int, first: bool, last: bool) -> int:
        return sum(reason.points for reason in self.word_reasons(entry, dialled, first, last))

    def _sum_of_digits(self, run: str, first: bool, last: bool) -> int:
        return sum(reason.points for reason in self.digit_reasons(run, first, last))

    def word_reasons(self, entry: Entry, dialled: int, first: bool, last: bool) -> Iterator[Reason]:
        """Yield the reasons for the score of a word of which `dialled` letters lie inside the number.

        `first` says whether the word opens the digits that are spelled, `last` whether it closes them.
        """
        weights = self._word
        yield Reason("a word", weights["each"])
        yield Reason(_how_common(entry.rarity), weights["common"] * (COMMON_FROM - entry.rarity) // 10)
        yield Reason(_GRADES[entry.grade], weights["grade"][str(entry.grade)])
        yield Reason(f"{dialled} letters" if dialled > 1 else "one letter", weights["letters"][str(min(dialled, 7))])
        if first:
            yield Reason("at the start", weights["first"])
        if last:
            yield Reason("at the end", weights["last"])
        if first and last:
            yield Reason("the whole local part", weights["whole"])
        yield Reason("a word of your own", entry.bonus * 100)
        yield from self._category_reasons(entry, first, last)
        overflow = len(entry.letters) - dialled
        if overflow:
            yield from self._overflow_reasons(overflow, dialled)

    def _category_reasons(self, entry: Entry, first: bool, last: bool) -> Iterator[Reason]:
        for trait, label, points in self._categories:
            if entry.traits & trait:
                yield Reason(label, points["anywhere"])
                if first:
                    yield Reason(f"{label}, at the start", points["first"])
                if last:
                    yield Reason(f"{label}, at the end", points["last"])

    def _overflow_reasons(self, overflow: int, dialled: int) -> Iterator[Reason]:
        yield Reason("runs past the number's end", self._overflow["each"])
        count = f"{overflow} letters" if overflow > 1 else "one letter"
        yield Reason(f"{count} past the end", self._overflow["letter"] * overflow)
        if dialled < 4:
            yield Reason("little of it is dialled", self._overflow["short"])

    def joint(self, before: Sequence[Entry | None]) -> int:
        """Return the points of the joint before a word, given the pieces before it: words, and None for kept digits."""
        if not before or not before[-1]:
            return 0
        return self.opened if is_opened(before) else self.joined

    def joint_reasons(self, before: Sequence[Entry | None]) -> Iterator[Reason]:
        """Yield the reasons for the points of the joint before a word (see `joint`)."""
        if before and before[-1]:
            yield Reason("directly after another word", self.joined)
            if is_opened(before):
                yield Reason("which opens it", self.opened - self.joined)

    def digit_reasons(self, run: str, first: bool, last: bool) -> Iterator[Reason]:
        """Yield the reasons for the score of a run of kept digits; for `first` and `last` see `word_reasons`.

        0 and 1, which have no letters, score alike: the stored answers rely on that.
        """
        run = run.replace("1", "0")
        lettered = sum(digit > "1" for digit in run)
        yield Reason(f"{lettered} digits kept" if lettered != 1 else "one digit kept", self._kept["digit"] * lettered)
        if first:
            yield Reason("digits at the start", self._edge("lead", run))
        elif last:
            yield Reason("digits at the end", self._edge("tail", run))
        else:
            middle = self._kept["middle_as"].get(run, self._kept["middle"]["digit"] * len(run))
            yield Reason("digits between words", middle)

    def _edge(self, edge: str, run: str) -> int:
        by_length: dict[str, int] = self._kept[edge]
        longest = by_length["3"] if edge == "tail" else 0
        points: int = self._kept[f"{edge}_as"].get(run, by_length.get(str(len(run)), longest))
        return points


def _how_common(rarity: int) -> str:
    return (
        "a common word"
        if rarity < COMMON_FROM
        else "a rare word"
        if rarity > COMMON_FROM + 10
        else "a fairly common word"
    )
