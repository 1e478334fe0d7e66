"""The engine: from a phone number to its best vanity numbers.

The index stores the answers to every North American local part. Other numbers, and answers beyond the stored five, are
searched for with the same vocabulary, score and rules. Tests compare the two.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from os import PathLike

from vanity.answer import Answer, Explanation, ScoredAnswer, explain, score, write
from vanity.area_answers import area_answers
from vanity.errors import IndexUnusableError
from vanity.lexicon import IndexLexicon
from vanity.number import PhoneNumber, parse
from vanity.rules import select
from vanity.score import Scorer
from vanity.search import spellings
from vanity.stored import StoredAnswers
from vanity_index import IndexFile, layout
from vanity_index.reader import REBUILD

FEWEST = 5  # with fewer answers than this, letters may reach into the area code


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

    def best(self, number: str | PhoneNumber, limit: int = FEWEST) -> list[Answer]:
        """Return the best vanity numbers of a phone number, best first: at most `limit`, or none if no word fits.

        The number is one that `parse` returned, or text: E.164 (`+18003569377`), or a North American number as people
        write it. Raise NumberError when the text is not a phone number, ValueError when `limit` is below 1, and
        IndexCorruptError when the index is damaged.
        """
        phone = _phone(number, limit)
        if phone.country_code == "1" and limit <= layout.STORED:
            answers = self._stored.answers(phone)
        else:
            answers = [answer for answer, _ in islice(self.search(phone), max(limit, FEWEST))]
        if len(answers) < FEWEST:
            answers += [answer for answer, _ in self._area_answers(phone, answers, limit)]
        return answers[:limit]

    def scored(self, number: str | PhoneNumber, limit: int = FEWEST) -> list[ScoredAnswer]:
        """Return what `best` returns, each answer with its score."""
        phone = _phone(number, limit)
        if phone.country_code == "1" and limit <= layout.STORED:
            scored = self._stored.scored(phone, self._scorer)
        else:
            scored = list(islice(self.search(phone), max(limit, FEWEST)))
        if len(scored) < FEWEST:
            local = [answer for answer, _ in scored]
            scored += map(ScoredAnswer._make, self._area_answers(phone, local, limit))
        return scored[:limit]

    def search(self, number: PhoneNumber) -> Iterator[ScoredAnswer]:
        """Search for all answers that leave the area code alone, and yield them best first."""
        candidates = spellings(number.local, self._lexicon, self._scorer)
        return (
            ScoredAnswer(write(number, spelling), spelling.points) for spelling in select(candidates, self._offensive)
        )

    def _area_answers(self, number: PhoneNumber, local: Sequence[Answer], limit: int) -> Iterator[tuple[Answer, int]]:
        return islice(area_answers(number, local, self._lexicon), max(limit, FEWEST) - len(local))

    def explain(self, answer: Answer) -> Explanation:
        """Return the reasons for the score of an answer that this index gave."""
        return explain(answer, self._lexicon, self._scorer)

    def points(self, answer: Answer) -> int:
        """Return the score of an answer that this index gave, in thousandths of a point."""
        return score(answer, self._lexicon, self._scorer)

    @cached_property
    def _scorer(self) -> Scorer:
        try:
            return Scorer(self.file.meta["weights"])
        except KeyError as error:
            raise IndexUnusableError(f"the index {self.file.path} is of another version: {REBUILD}") from error

    @cached_property
    def _offensive(self) -> frozenset[str]:
        return frozenset(self.file.meta["offensive"])


def _phone(number: str | PhoneNumber, limit: int) -> PhoneNumber:
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")
    return number if isinstance(number, PhoneNumber) else parse(number)
