"""The engine: from a phone number to its best vanity numbers.

The index stores the answers to every North American local part. Other numbers, and answers beyond the stored five, are
searched for with the same vocabulary, score and rules. Tests compare the two.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from os import PathLike

from vanity.answer import Answer, Explanation, ScoredAnswer, explain, write
from vanity.errors import IndexUnusableError
from vanity.keypad import dial
from vanity.ladder import Tier, tier_of
from vanity.lexicon import Entry, IndexLexicon
from vanity.number import PhoneNumber, parse
from vanity.rules import select
from vanity.score import Scorer
from vanity.search import search
from vanity.stored import StoredAnswers
from vanity_index import IndexFile
from vanity_index.layout import STORED
from vanity_index.reader import REBUILD


class VanityIndex:
    """The index and the search over it. Open it once and share it: it is safe to use from several threads."""

    def __init__(self, file: IndexFile) -> None:
        self.file = file
        self._lexicon = IndexLexicon(file)
        self._stored = StoredAnswers(file, self._lexicon)

    @classmethod
    def open(cls, path: str | PathLike[str] | None = None) -> "VanityIndex":
        """Open the index at `path`, or the built one. Raise IndexUnusableError, whose message says what to do."""
        return cls(IndexFile.open(path))

    def best(self, number: str | PhoneNumber, limit: int = STORED) -> list[Answer]:
        """Return the best vanity numbers of a phone number, best first: at most `limit`, or none if no word fits.

        The number is one that `parse` returned, or text: E.164 (`+18003569377`), or a North American number as people
        write it. Raise NumberError when the text is not a phone number, ValueError when `limit` is below 1, and
        IndexCorruptError when the index is damaged.
        """
        phone = _phone(number, limit)
        if phone.country_code == "1" and limit <= STORED:
            return self._stored.answers(phone)[:limit]
        return [answer for answer, _ in islice(self.search(phone), limit)]

    def scored(self, number: str | PhoneNumber, limit: int = STORED) -> list[ScoredAnswer]:
        """Return what `best` returns, each answer with its score."""
        phone = _phone(number, limit)
        if phone.country_code == "1" and limit <= STORED:
            return self._stored.scored(phone, self._scorer)[:limit]
        return list(islice(self.search(phone), limit))

    def search(self, number: PhoneNumber) -> Iterator[ScoredAnswer]:
        """Search for all answers, and yield them best first."""
        tier = Tier.WORD
        for spelling in select(search(number.local, self._lexicon, self._scorer), self._offensive):
            tier = max(tier, tier_of(spelling.rung))
            yield ScoredAnswer(write(number, spelling, tier), spelling.points)

    def explain(self, answer: Answer) -> Explanation:
        """Return the reasons for the score of an answer that this index gave."""
        return explain(answer, self._lexicon, self._scorer)

    def entries(self, word: str) -> list[Entry]:
        """Return what the index knows of an upper-case word of two to seven letters: one entry, or none."""
        key = dial(word)
        known = self._lexicon.entries(key) if key in self._lexicon.prefixes(key) else ()
        return [entry for entry in known if entry.text == word]

    def points(self, answer: Answer) -> int:
        """Return the score of an answer that this index gave, in thousandths of a point."""
        return self.explain(answer).points

    @cached_property
    def _scorer(self) -> Scorer:
        try:
            return Scorer(self.file.meta["weights"])
        except KeyError as error:
            raise self._of_another_version() from error

    @cached_property
    def _offensive(self) -> frozenset[str]:
        try:
            return frozenset(self.file.meta["offensive"])
        except KeyError as error:
            raise self._of_another_version() from error

    def _of_another_version(self) -> IndexUnusableError:
        return IndexUnusableError(f"the index {self.file.path} is of another version: {REBUILD}")


def _phone(number: str | PhoneNumber, limit: int) -> PhoneNumber:
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")
    return number if isinstance(number, PhoneNumber) else parse(number)
