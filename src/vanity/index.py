"""The engine: a phone number in, its best vanity numbers out.

For North American numbers the answers to every local part are stored; other numbers, and answers beyond the stored
five, are searched for with the same vocabulary, score and rules. Tests hold the two against each other.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from os import PathLike

from vanity.answer import Answer, written
from vanity.area import area_answers
from vanity.errors import IndexUnusableError
from vanity.explain import Explanation, explained, points
from vanity.number import PhoneNumber, parse
from vanity.rules import select
from vanity.score import Scorer
from vanity.search import spellings
from vanity.stored import StoredAnswers
from vanity.lexicon import IndexLexicon
from vanity_index import IndexFile, layout
from vanity_index.reader import REBUILD

FEWEST = 5  # answers below which letters may reach into the area code


class VanityIndex:
    """The index and the search over it. Open it once and share it: it is safe to use from several threads."""

    def __init__(self, file: IndexFile) -> None:
        self.file = file
        self._vocabulary = IndexLexicon(file)
        self._stored = StoredAnswers(file, self._vocabulary)

    @classmethod
    def open(cls, path: str | PathLike[str] | None = None) -> "VanityIndex":
        """Open the index at `path`, or the built one. Raises IndexUnusableError, whose message says what to do."""
        return cls(IndexFile.open(path))

    def best(self, number: str, limit: int = FEWEST) -> list[Answer]:
        """The best vanity numbers of a phone number, best first: `limit` or fewer, when fewer are good, maybe none.

        number: E.164 (`+18003569377`), or a North American number as people write it.
        Raises NumberError when it is not a phone number, ValueError when limit is below 1, and IndexCorruptError when the
        index is damaged.
        """
        if limit < 1:
            raise ValueError(f"limit is how many answers are wanted, 1 or more, not {limit}")
        phone = parse(number)
        if phone.country_code == "1" and limit <= layout.STORED:
            answers = self._stored.of(phone)
        else:
            answers = list(islice(self.local_answers(phone), max(limit, FEWEST)))
        if len(answers) < FEWEST:
            answers += islice(area_answers(phone, answers, self._vocabulary), max(limit, FEWEST) - len(answers))
        return answers[:limit]

    def explain(self, answer: Answer) -> Explanation:
        """Why an answer has its score, part by part."""
        return explained(answer, self._vocabulary, self._scorer)

    def points(self, answer: Answer) -> int:
        """The score of an answer in thousandths of a point: what `explain` adds up to, sooner."""
        return points(answer, self._vocabulary, self._scorer)

    def local_answers(self, number: PhoneNumber) -> Iterator[Answer]:
        """All answers that leave the area code alone, best first, by search."""
        found = spellings(number.local, self._vocabulary, self._scorer)
        return (written(number, spelling) for spelling in select(found, self._offensive))

    @cached_property
    def _scorer(self) -> Scorer:
        try:
            return Scorer(self.file.meta["weights"])
        except KeyError as error:
            raise IndexUnusableError(f"the index {self.file.path} is of another version: {REBUILD}") from error

    @cached_property
    def _offensive(self) -> frozenset[str]:
        return frozenset(self.file.meta["offensive"])
