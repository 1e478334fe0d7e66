"""The words of an index by the digits that dial them: the `Lexicon` that the search wants."""

from functools import lru_cache
from itertools import takewhile

from vanity.entry import Entry
from vanity.errors import IndexCorruptError
from vanity.keypad import dial
from vanity_index import IndexFile
from vanity_index.reader import REBUILD

CACHED_KEYS = 8192  # the keys of three and four digits, which are most of the traffic, fit; about 2 MB when full


class Vocabulary:
    """Reads words when they are first asked for, checks that they dial their key, and keeps the latest."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self.prefixes = file.prefixes
        self.stretches = file.stretches
        self.texts = lru_cache(CACHED_KEYS)(self._read_texts)
        self.exact = lru_cache(CACHED_KEYS)(self._read_exact)
        self.entries = lru_cache(CACHED_KEYS)(self._read_entries)

    def _read_texts(self, key: str) -> tuple[str, ...]:
        """The words under a key, in the order of their ranks. Raises IndexCorruptError when they do not dial it."""
        texts = self._file.texts(key)
        letters = [text.replace("-", "") for text in texts]
        if not all(dial(word).startswith(key) and word.isalpha() for word in letters):
            raise IndexCorruptError(f"the index {self._file.path} holds words that do not dial: {REBUILD}")
        return texts

    def _read_exact(self, key: str) -> tuple[str, ...]:
        """Those of the words that end with the key; they have the first ranks."""
        return tuple(takewhile(lambda text: len(text.replace("-", "")) == len(key), self.texts(key)))

    def _read_entries(self, key: str) -> tuple[Entry, ...]:
        texts, marks = self.texts(key), self._file.marks(key)
        if len(texts) != len(marks):
            raise IndexCorruptError(f"the index {self._file.path} holds words without marks: {REBUILD}")
        return tuple(Entry(text, *mark) for text, mark in zip(texts, marks, strict=True))
