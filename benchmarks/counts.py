"""Counts the good and the bad in the answers to many numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.dialling import letters_shown
from benchmarks.judges import OddityJudge, OffenceJudge
from benchmarks.report import Measurement, at_most, info, none_of
from benchmarks.similarity import Similarity
from vanity import Answer, VanityIndex

FULL = 5
EXAMPLES = 3


class AnswerCounts:
    """The counts over all numbers that were added, and a few examples of each fault."""

    def __init__(self, index: VanityIndex) -> None:
        self.numbers = self.answers = 0
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = {}
        self._index = index
        self._offence, self._oddity, self._similarity = OffenceJudge(), OddityJudge(), Similarity(index)

    def add(self, number: str) -> None:
        """Look up a number's answers and count them."""
        self.numbers += 1
        try:
            answers = self._index.best(number)
        except Exception as error:  # every exception is a fault to be counted
            self._mark("raised", f"{number} {error!r}")
            return
        self.answers += len(answers)
        self.counts[_fullness(answers)] += 1
        self._judge_each(answers, number.removeprefix("+"))
        self._judge_together(answers)

    def _judge_each(self, answers: Iterable[Answer], digits: str) -> None:
        for answer in answers:
            if letters_shown(answer.text, digits) is None:
                self._mark("does not dial", f"{digits} {answer.text}")
            if not any(map(str.isalpha, answer.text)):
                self._mark("digits only", answer.text)
            for term in self._offence.terms_in(answer.text):
                self._mark("offensive", f"{answer.text} ({term})")

    def _judge_together(self, answers: list[Answer]) -> None:
        odd = [answer.text for answer in answers if self._oddity.is_odd(answer)]
        if odd:
            self._mark("odd", odd[0])
        alike = self._similarity.similar_pairs(answers)
        if alike:
            self._mark("alike", f"{alike[0][0].text} = {alike[0][1].text}")
        trifles = [pair for pair in alike if self._similarity.is_trifle(*pair)]
        if trifles:
            self._mark("trifle", f"{trifles[0][0].text} = {trifles[0][1].text}")

    def _mark(self, fault: str, example: str) -> None:
        self.counts[fault] += 1
        examples = self.examples.setdefault(fault, [])
        if len(examples) < EXAMPLES:
            examples.append(example)

    def measurements(self) -> Iterator[Measurement]:
        """Yield the counts beside their targets."""
        yield none_of(f"answers that do not dial ({self.answers:,} answers)", self.counts["does not dial"])
        yield none_of("answers of digits only", self.counts["digits only"])
        yield none_of("offensive terms, alone or across hyphens", self.counts["offensive"])
        yield none_of("exceptions", self.counts["raised"])
        yield at_most("top fives that hold an odd word", self._share("odd", self.numbers - self.counts["none"]), 5, "%")
        yield none_of("numbers with a near-duplicate, by the project's rule", self.counts["trifle"])
        for what, name in _SHARES.items():
            yield info(what, f"{self._share(name):.2f} %")

    def _share(self, name: str, among: int | None = None) -> float:
        return 100 * self.counts[name] / (among or self.numbers)


_SHARES = {
    "numbers with two answers alike in all places but one": "alike",
    "numbers with five answers": "five",
    "numbers with fewer": "fewer",
    "numbers with none": "none",
}


def _fullness(answers: list[Answer]) -> str:
    return "none" if not answers else "fewer" if len(answers) < FULL else "five"
