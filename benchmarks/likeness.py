"""Whether two answers to a number are nearly the same."""

from itertools import combinations
from operator import ne

from vanity import Answer, VanityIndex
from vanity.answer import Span
from vanity.rules import differ_by_a_trifle
from vanity.search import Piece, Spelling
from vanity.vocabulary import Vocabulary


class Likeness:
    """Compares answers, by the project's own rule and more strictly."""

    def __init__(self, index: VanityIndex) -> None:
        self._vocabulary = Vocabulary(index.file)

    def alike(self, answers: list[Answer]) -> list[tuple[Answer, Answer]]:
        """The pairs that show the same in all places but one, or in all."""
        shown = [_whole(answer) for answer in answers]
        pairs = combinations(range(len(answers)), 2)
        return [(answers[a], answers[b]) for a, b in pairs if sum(map(ne, shown[a], shown[b])) <= 1]

    def is_trifle(self, answer: Answer, other: Answer) -> bool:
        """Whether the project's rule forbids a pair that is alike; with letters in the area code it forbids all."""
        if answer.spelled != other.spelled or answer.spelled != answer.number.local:
            return True
        return differ_by_a_trifle(self._spelling(answer), self._spelling(other))

    def _spelling(self, answer: Answer) -> Spelling:
        return Spelling(0, tuple(self._piece(span, answer.spelled) for span in answer.spans))

    def _piece(self, span: Span, digits: str) -> Piece:
        entries = self._vocabulary.entries(digits[span.start : span.end]) if span.is_word else ()
        entry = next((entry for entry in entries if entry.text == span.text), None)
        return Piece(span.start, span.end, span.text, 0, entry)


def _whole(answer: Answer) -> str:
    """What it shows for all digits of the number."""
    number = answer.number
    return answer.letters if answer.spelled != number.local else number.area + answer.letters
