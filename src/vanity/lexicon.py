"""The words that the engine knows: the categories they belong to, and how they are read from an index."""

from enum import IntFlag
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple, Protocol

from vanity.errors import IndexCorruptError
from vanity.keypad import dial
from vanity_index import IndexFile
from vanity_index.reader import REBUILD

HIGHEST_GRADE = 5
CACHED_KEYS = 8192  # the keys of three and four digits, which are most of the traffic, fit; about 2 MB when full


class Trait(IntFlag):
    """A category that a word belongs to, as a bit in the index."""

    COMMON_OPENER = 1
    COMMON_CLOSER = 2
    BUSINESS = 4
    BRAND = 8
    PLACE = 16
    ACRONYM = 32
    TWO_LETTER = 64
    STATE = 128
    NAME = 256
    PHRASE = 512
    OPENER = 1024
    CLOSER = 2048
    TRADE = 4096
    PAIR = 8192


class Category(NamedTuple):
    """A category of words: a list in the sources, a bit in the index, and weights in the ranking."""

    #: The name of the word list, without `.txt`.
    list_name: str
    trait: Trait
    #: The name of its weights: `carrier` for `[trait.carrier]` in weights.toml. Every index file holds these names.
    weight: str
    #: What a reason for a score calls a word of this category.
    label: str


CATEGORIES = (
    Category("common_openers", Trait.COMMON_OPENER, "carrier", "a common opener, such as CALL or MY"),
    Category("common_closers", Trait.COMMON_CLOSER, "ending", "a common closer, such as NOW or USA"),
    Category("business", Trait.BUSINESS, "business", "a business word"),
    Category("brands", Trait.BRAND, "brand", "a brand"),
    Category("places", Trait.PLACE, "place", "a place"),
    Category("acronyms", Trait.ACRONYM, "acronym", "an acronym"),
    Category("two_letter", Trait.TWO_LETTER, "token", "a two-letter word"),
    Category("state_codes", Trait.STATE, "state", "a state code"),
    Category("names", Trait.NAME, "name", "a given name"),
    Category("phrases", Trait.PHRASE, "phrase", "a phrase"),
    Category("openers", Trait.OPENER, "opener", "an opener"),
    Category("closers", Trait.CLOSER, "closer", "a closer"),
    Category("trades", Trait.TRADE, "trade", "a trade word"),
    Category("pairs", Trait.PAIR, "pair", "two words that are often said together"),
)


class Entry(NamedTuple):
    """A word or a phrase."""

    #: In upper case; a phrase has hyphens: GOT-JUNK.
    text: str
    #: The bits of its traits.
    traits: int
    #: Minus ten times the decimal logarithm of the word's share of all running text, rounded: from 35 (one word in
    #: three thousand, or more common) to 80 (one in a hundred million, or rarer).
    rarity: int
    #: How familiar and welcome it is to an ordinary North American: from 5 (would love it on a card) over 3 (everyone
    #: knows it) to 1 (says nothing to most) and 0 (nobody wants it). docs/ranking.md says how words are graded.
    grade: int
    #: What the owner of the line adds to its score, in tenths of a point: 0 for all words but the owner's own.
    bonus: int = 0

    @property
    def letters(self) -> str:
        """The text without hyphens."""
        return self.text.replace("-", "")


class Lexicon(Protocol):
    """Words by the digits that dial them, called keys."""

    def prefixes(self, digits: str) -> list[str]:
        """Return the keys that `digits` starts with, shortest first."""
        ...

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the words whose letters start by dialling all of `key`; a longer word overflows the number's end."""
        ...


class IndexLexicon:
    """The words of an open index, read on first use and cached.

    `texts`, `exact` and `entries` raise KeyError for a key without words, and IndexCorruptError.
    """

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self.prefixes = file.prefixes
        self.texts = lru_cache(CACHED_KEYS)(self._read_texts)
        self.exact = lru_cache(CACHED_KEYS)(self._read_exact)
        self.entries = lru_cache(CACHED_KEYS)(self._read_entries)

    def _read_texts(self, key: str) -> tuple[str, ...]:
        """Return the words under a key in the order of their ranks."""
        texts = self._file.texts(key)
        letters = [text.replace("-", "") for text in texts]
        if not all(dial(word).startswith(key) and word.isalpha() for word in letters):
            raise IndexCorruptError(
                f"the index {self._file.path} holds words that do not match their digits: {REBUILD}"
            )
        return texts

    def _read_exact(self, key: str) -> tuple[str, ...]:
        """Return those of the words that end with the key; they have the first ranks."""
        return tuple(takewhile(lambda text: len(text.replace("-", "")) == len(key), self.texts(key)))

    def _read_entries(self, key: str) -> tuple[Entry, ...]:
        texts, marks = self.texts(key), self._file.marks(key)
        if len(texts) != len(marks):
            raise IndexCorruptError(f"the index {self._file.path} holds words without marks: {REBUILD}")
        entries = tuple(Entry(text, *mark) for text, mark in zip(texts, marks, strict=True))
        if any(entry.grade > HIGHEST_GRADE for entry in entries):
            raise IndexCorruptError(f"the index {self._file.path} holds grades that do not exist: {REBUILD}")
        return entries
