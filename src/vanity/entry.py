"""What the engine knows of one word of its vocabulary."""

from enum import IntFlag
from typing import NamedTuple, Protocol


class Trait(IntFlag):
    """What a word is, beyond its letters; each has its own weight in the ranking."""

    CARRIER = 1
    ENDING = 2
    BUSINESS = 4
    BRAND = 8
    PLACE = 16
    ACRONYM = 32
    TOKEN = 64
    STATE = 128
    NAME = 256
    PHRASE = 512
    OPENER = 1024
    CLOSER = 2048
    TRADE = 4096


class Entry(NamedTuple):
    """A word, or a phrase: its upper-case text (a phrase has hyphens: GOT-JUNK), its traits, and how common it is.

    rarity is minus ten times the decimal logarithm of the word's share of all running text, rounded, from 35 (one word
    in three thousand, and commoner) to 80 (one in a hundred million, and rarer).
    """

    text: str
    traits: int
    rarity: int

    @property
    def letters(self) -> str:
        """The text without hyphens."""
        return self.text.replace("-", "")


class Lexicon(Protocol):
    """The vocabulary by the digits that dial it."""

    def prefixes(self, digits: str) -> list[str]:
        """The keys that `digits` starts with, shortest first."""
        ...

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The words whose letters start by dialling all of `key`; one that is longer runs past the number's end."""
        ...
