"""The score of a piece of a spelling: a word, or a run of digits that stay digits.

A spelling's score is the sum over its pieces. The weights are data (`build_index/weights.toml`, carried inside the
index); this module says what they are multiplied with. Points are integers, thousandths of a point of that file.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from vanity.entry import Entry, Trait

COMMON_FROM = 50  # rarity of a word with probability 1e-5, where `common` is neutral
_TRAITS = {
    "carrier": "a carrier, as CALL or MY",
    "ending": "an ending, as NOW or USA",
    "business": "a business word",
    "brand": "a brand",
    "place": "a place",
    "acronym": "an acronym",
    "token": "a two-letter token",
    "state": "a state code",
    "name": "a given name",
    "phrase": "a phrase",
    "opener": "an opener",
    "closer": "a closer",
    "trade": "a word of a trade",
}


class Part(NamedTuple):
    """One reason for a score: the reason in words, and its points."""

    reason: str
    points: int


class Scorer:
    """Scores pieces by one set of weights: the content of weights.toml in integer points."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self.floor: int = weights["floor"]
        self._word, self._past = weights["word"], weights["past"]
        self._kept = weights["kept"]
        self._traits = [(Trait[name.upper()], _TRAITS[name], points) for name, points in weights["trait"].items()]
        self.longest_special = max(len(run) for edge in ("lead", "tail", "middle") for run in self._kept[f"{edge}_as"])
        self.word = cache(self._sum_of_word)
        self.digits = cache(self._sum_of_digits)

    def _sum_of_word(self, entry: Entry, dialled: int, first: bool, last: bool) -> int:
        return sum(part.points for part in self.word_parts(entry, dialled, first, last))

    def _sum_of_digits(self, run: str, first: bool, last: bool) -> int:
        return sum(part.points for part in self.digit_parts(run, first, last))

    def word_parts(self, entry: Entry, dialled: int, first: bool, last: bool) -> Iterator[Part]:
        """Why a word has its score.

        dialled: how many of its letters lie inside the number. first, last: whether it opens, closes the span.
        """
        weights = self._word
        yield Part("a word", weights["each"])
        yield Part(_how_common(entry.rarity), weights["common"] * (COMMON_FROM - entry.rarity) // 10)
        yield Part(f"{dialled} letters" if dialled > 1 else "one letter", weights["letters"][str(min(dialled, 7))])
        if first:
            yield Part("in front", weights["first"])
        if last:
            yield Part("at the end", weights["last"])
        if first and last:
            yield Part("all of it", weights["whole"])
        yield from self._trait_parts(entry, first, last)
        past = len(entry.letters) - dialled
        if past:
            yield from self._past_parts(past, dialled)

    def _trait_parts(self, entry: Entry, first: bool, last: bool) -> Iterator[Part]:
        for trait, name, points in self._traits:
            if entry.traits & trait:
                yield Part(name, points["anywhere"])
                if first:
                    yield Part(f"{name}, in front", points["first"])
                if last:
                    yield Part(f"{name}, at the end", points["last"])

    def _past_parts(self, past: int, dialled: int) -> Iterator[Part]:
        yield Part("runs past the number's end", self._past["each"])
        yield Part(f"{past} letters past it" if past > 1 else "one letter past it", self._past["letter"] * past)
        if dialled < 4:
            yield Part("little of it is dialled", self._past["short"])

    def digit_parts(self, run: str, first: bool, last: bool) -> Iterator[Part]:
        """Why a run of kept digits has its score; first, last: whether it opens, closes the span.

        0 and 1, which have no letters, are the same to it: the stored answers rest on that.
        """
        run = run.replace("1", "0")
        lettered = sum(digit > "1" for digit in run)
        yield Part(f"{lettered} digits kept" if lettered != 1 else "one digit kept", self._kept["digit"] * lettered)
        if first:
            yield Part("digits in front", self._edge("lead", run))
        elif last:
            yield Part("digits at the end", self._edge("tail", run))
        else:
            middle = self._kept["middle_as"].get(run, self._kept["middle"]["digit"] * len(run))
            yield Part("digits between words", middle)

    def _edge(self, edge: str, run: str) -> int:
        by_length: dict[str, int] = self._kept[edge]
        longest = by_length["3"] if edge == "tail" else 0
        points: int = self._kept[f"{edge}_as"].get(run, by_length.get(str(len(run)), longest))
        return points


def _how_common(rarity: int) -> str:
    return "a common word" if rarity < COMMON_FROM else "a rare word" if rarity > COMMON_FROM + 10 else "a usual word"
