"""What the spoken form of an answer needs to know of a language."""

from collections.abc import Mapping
from typing import NamedTuple


class SpokenLanguage(NamedTuple):
    """How one language says digits and letters."""

    #: The names of those digits and letters that a voice would not say clearly by itself.
    names: Mapping[str, str]
    #: Comes before the letters of a word that was just read as a word.
    spelled: str
    #: Separates one spelling from the next, and letters from the digits after them.
    then: str
    #: The sign in front of a country code.
    plus: str
    #: Says that the last letter, or the last `{count}` letters, lie past the number's end.
    past_one: str
    past_many: str
    #: Come before a digit that stands twice, or three times, in a row.
    double: str
    triple: str
    #: Upper-case letters, one of which a word needs for a voice to read it as a word.
    vowels: frozenset[str]
    #: Words of one or two letters that a voice reads as words, in upper case.
    short_words: frozenset[str]
