"""Counts what callers with random numbers hear: good words, or fillers and codes.

A word counts as common when it is among the 30,000 commonest of wordfreq, which the index is not made from. A number
holds a common word of three letters only if it is an everyday word of a dictionary, for many tokens are abbreviations.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from wordfreq import top_n_list, zipf_frequency

from benchmarks.judges import COMMONEST, OddityJudge, OffenceJudge
from benchmarks.report import Measurement, at_least, at_most, info, none_of
from benchmarks.samples import random_numbers
from build_index.language import ENGLISH
from vanity import Answer, VanityIndex
from vanity.keypad import dial
from vanity.ladder import Tier, worth_showing

COMMON_ZIPF = 3.7  # of a word of three letters, which also has to be in a dictionary: many are abbreviations
RARE_ZIPF = 3.0  # once in a million words (https://pypi.org/project/wordfreq/, "Zipf frequency")
SPOKEN = 3
WELCOME = 4  # the lower of the top two grades
UNWANTED = 0  # the grade of words that nobody wants, which the line need not say
MISSES = 8


class CommonWords:
    """The common words in a number."""

    def __init__(self) -> None:
        offence, dictionary = OffenceJudge(), OddityJudge()
        tokens = [word for word in top_n_list("en", COMMONEST) if word.isascii() and word.isalpha()]
        commonest = {word for word in tokens if 3 <= len(word) <= 7 and not offence.in_stretch(word)}
        unwanted = {word for word, grade in ENGLISH.grades.items() if grade == UNWANTED}
        everyday = {word for word in commonest if zipf_frequency(word, "en") >= COMMON_ZIPF}
        short = {word for word in everyday if len(word) == 3 and dictionary.knows_in_lower_case(word)}
        self.shown = {word.upper() for word in tokens if len(word) > 2 and not offence.in_stretch(word)}
        self._whole_keys = {dial(word.upper()) for word in commonest - unwanted if len(word) > 3}
        self._short_keys = {dial(word.upper()) for word in short - unwanted}

    def has_whole(self, local: str) -> bool:
        """Return whether a common word of four letters or more lies in the local part."""
        return any(local[start:end] in self._whole_keys for start in range(4) for end in range(start + 4, 8))

    def has_any(self, local: str) -> bool:
        """Return whether a common word of three letters or more lies in the local part."""
        return self.has_whole(local) or any(local[start : start + 3] in self._short_keys for start in range(5))


class Choices:
    """The counts over random numbers."""

    def __init__(self, index: VanityIndex, count: int) -> None:
        self.counts: Counter[str] = Counter()
        self.missed: list[str] = []
        self._index, self._common = index, CommonWords()
        for number in random_numbers(count):
            self._add(number)

    def _add(self, number: str) -> None:
        answers = self._index.best(number)
        good = [answer for answer in worth_showing(answers)[:SPOKEN] if answer.tier < Tier.SMALL_FIND]
        self.counts.update(numbers=1, five=len(answers) == 5, three=len(answers) >= 3, none=not answers)
        self.counts.update(kind=not good, filler_first=bool(answers) and not good and len(worth_showing(answers)) > 1)
        self._count_common(number, answers)
        self._count_good(good)
        ideas = {_main_word(answer) for answer in answers if answer.tier < Tier.SMALL_FIND}
        if len(ideas) >= SPOKEN:
            self.counts.update(three_ideas=1, spoken_ideas=len(set(map(_main_word, good))) == SPOKEN)

    def _count_common(self, number: str, answers: list[Answer]) -> None:
        first = set(answers[0].words) if answers else set()
        local, common = number[-7:], self._common
        if common.has_whole(local):
            shows = any(len(word) > 3 for word in first & common.shown)
            self.counts.update(whole=1, whole_shown=shows)
            if not shows and len(self.missed) < MISSES and answers:
                self.missed.append(answers[0].text)
        if common.has_any(local):
            self.counts.update(any=1, any_shown=bool(first & common.shown))

    def _count_good(self, good: list[Answer]) -> None:
        for answer in good:
            reaches = answer.spelled != answer.number.local
            self.counts.update(good=1, lengthened=self._is_lengthened(answer), area=reaches)
            for word in answer.words:
                self.counts.update(words=1, rare=self._is_rare(word))

    def _is_lengthened(self, answer: Answer) -> bool:
        """Return whether a word stands beside a code or a two-letter word that does not open it."""
        words = [piece for piece in answer.pieces if piece.is_word and "-" not in piece.text]
        touching = [(one, other) for one, other in pairwise(words) if one.end == other.start]
        return any(self._is_filler(other.text) or self._is_code(one.text) for one, other in touching)

    def _is_filler(self, text: str) -> bool:
        return len(text) < 3 or self._is_code(text)

    def _is_code(self, text: str) -> bool:
        return text not in self._common.shown and self._is_rare(text)

    def _is_rare(self, word: str) -> bool:
        if zipf_frequency(word.lower(), "en") >= RARE_ZIPF:
            return False
        return all(entry.grade < WELCOME for entry in self._index.entries(word))

    def measurements(self) -> Iterator[Measurement]:
        """Yield the counts beside their targets."""
        yield at_least("numbers with five saved", self._share("five", "numbers"), 88, "%")
        yield at_least("numbers with three or more", self._share("three", "numbers"), 95, "%")
        yield at_most("numbers with none, such as 201-1010", self._share("none", "numbers"), 2, "%")
        yield at_least("a common word is there, and the first answer has one", self._share("any_shown", "any"), 98, "%")
        yield info("numbers with a common word of three letters or more", f"{self._share('any', 'numbers'):.1f} %")
        yield at_least(
            "one of four letters is, and the best answer has one", self._share("whole_shown", "whole"), 97, "%"
        )
        yield info("numbers with a common word of four letters or more", f"{self._share('whole', 'numbers'):.1f} %")
        yield none_of("numbers without a good answer where two small finds are shown", self.counts["filler_first"])
        yield info("numbers without a good answer, whose callers hear why", f"{self._share('kind', 'numbers'):.1f} %")
        yield at_most("spoken answers that a code or two letters lengthen", self._share("lengthened", "good"), 1, "%")
        yield at_most("spoken words below Zipf 3 that are not welcome", self._share("rare", "words"), 3, "%")
        yield at_most("spoken answers that reach into the area code", self._share("area", "good"), 0.5, "%")
        spoken = self._share("spoken_ideas", "three_ideas")
        yield at_least("three different main words are there, and spoken", spoken, 95, "%")

    def _share(self, name: str, among: str) -> float:
        return 100 * self.counts[name] / max(self.counts[among], 1)


def _main_word(answer: Answer) -> str:
    return max(answer.words, key=len)
