"""Tells whether two answers to a number are nearly the same."""

from itertools import combinations
from operator import ne

from vanity import Answer, VanityIndex
from vanity.lexicon import IndexLexicon
from vanity.rules import are_near_duplicates
from vanity.search import Piece, Spelling


class Similarity:
    """Compares answers, by the project's own rule and more strictly."""

    def __init__(self, index: VanityIndex) -> None:
        self._lexicon = IndexLexicon(index.file)

    def similar_pairs(self, answers: list[Answer]) -> list[tuple[Answer, Answer]]:
        """Return the pairs that show the same in all places but one, or in all."""
        shown = [_whole(answer) for answer in answers]
        pairs = combinations(range(len(answers)), 2)
        return [(answers[a], answers[b]) for a, b in pairs if sum(map(ne, shown[a], shown[b])) <= 1]

    def is_trifle(self, answer: Answer, other: Answer) -> bool:
        """Return whether the engine's rule forbids a similar pair; it forbids all with letters in the area code."""
        if answer.spelled != other.spelled or answer.spelled != answer.number.local:
            return True
        return are_near_duplicates(self._spelling(answer), self._spelling(other))

    def _spelling(self, answer: Answer) -> Spelling:
        return Spelling(0, tuple(self._with_entry(piece, answer.spelled) for piece in answer.pieces), 0)

    def _with_entry(self, piece: Piece, digits: str) -> Piece:
        entries = self._lexicon.entries(digits[piece.start : piece.end]) if piece.is_word else ()
        return piece._replace(entry=next((entry for entry in entries if entry.text == piece.text), None))


def _whole(answer: Answer) -> str:
    """Return what an answer shows for all digits of the number."""
    number = answer.number
    return answer.letters if answer.spelled != number.local else number.area + answer.letters
