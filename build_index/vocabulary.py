"""From sources to vocabulary: the words that the engine may say, their categories, and the digits that dial them."""

import math
from collections import defaultdict
from collections.abc import Container, Iterable
from math import ceil
from typing import Any, NamedTuple

from spylls.hunspell import Dictionary

from build_index.language import Language
from build_index.own_words import GRADE as OWN_GRADE
from vanity.keypad import dial
from vanity.ladder import FAMILIAR_FROM, level
from vanity.lexicon import CATEGORIES, Entry, Trait
from vanity.rules import reads_across
from vanity.score import Scorer
from vanity.search import FEWEST_DIALLED, MOST_OVERFLOW

UNGRADED, UNFAMILIAR, WELCOME = 2, 2, 4  # grades
LONGEST = 11  # letters: seven that are dialled and four that overflow the end
ENOUGH_DIALLED = 4  # letters of a word that overflows the number's end; or two thirds of a shorter word


class Vocabulary:
    """The words by the digits that dial them: a `Lexicon` held in memory."""

    def __init__(self, entries: dict[str, tuple[Entry, ...]]) -> None:
        self._entries = entries

    @property
    def keys(self) -> list[str]:
        """All keys, in order."""
        return sorted(self._entries)

    @property
    def size(self) -> int:
        """The number of different words."""
        return len({entry.text for entries in self._entries.values() for entry in entries})

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the words under a key, the best first (see `Lexicon`)."""
        return self._entries.get(key, ())

    def prefixes(self, digits: str) -> list[str]:
        """Return the keys that `digits` starts with (see `Lexicon`)."""
        heads = (digits[:length] for length in range(1, len(digits) + 1))
        return [head for head in heads if head in self._entries]


def build(language: Language, scorer: Scorer) -> Vocabulary:
    """Return the vocabulary from all sources of a language, less every offensive word."""
    return Vocabulary(by_key(words(language), scorer, rarest_overflow(language)))


def words(language: Language) -> list[Entry]:
    """Return every word and phrase that may be said, in alphabetical order."""
    traits, offensive = list_traits(language), language.offensive_terms()
    own = {text.replace("-", "") for text in language.own.bonuses}
    candidates = _unlisted(language, traits, language.probabilities()) | traits.keys() | own
    facts = _Facts(language, traits)
    refused = {letters for letters, text in facts.phrases.items() if _offends(text.split("-"), offensive)}
    entries = map(facts.entry, sorted(candidates - offensive - refused))
    return [entry for entry in entries if is_sayable(entry)]


def _offends(words: list[str], offensive: frozenset[str]) -> bool:
    return not offensive.isdisjoint(words) or reads_across(words, offensive)


class _Facts:
    """What the sources say of words."""

    def __init__(self, language: Language, traits: dict[str, Trait]) -> None:
        self._traits, self._grades, self._probabilities = traits, language.grades, language.probabilities()
        self.phrases = {text.replace("-", ""): text for text in language.pairs} | language.phrases()
        self._rarities = {text.replace("-", ""): rarity for text, rarity in language.pairs.items()}
        self._bonuses = {text.replace("-", ""): bonus for text, bonus in language.own.bonuses.items()}

    def entry(self, letters: str) -> Entry:
        """Return the entry of a word, given its lower-case letters."""
        text, traits = self.phrases.get(letters, letters), self._traits.get(letters, Trait(0))
        rare = self._rarities.get(letters) or rarity(self._probabilities.get(letters, 0.0))
        grade = OWN_GRADE if letters in self._bonuses else self._grade(text, traits)
        return Entry(text.upper(), int(traits), rare, grade, self._bonuses.get(letters, 0))

    def _grade(self, text: str, traits: Trait) -> int:
        """Return the grade of a word; a phrase on the lists is welcome, and a pair is as welcome as its worse word."""
        if text in self._grades or "-" not in text:
            return self._grades.get(text, UNGRADED)
        parts = [self._grades.get(part, UNGRADED) for part in text.split("-")]
        return min(parts) if traits == Trait.PAIR else WELCOME


def is_sayable(entry: Entry) -> bool:
    """Return whether a word may be said at all: unfamiliar words only where a list has them, single letters never."""
    return entry.grade >= UNFAMILIAR or bool(entry.traits)


def list_traits(language: Language) -> dict[str, Trait]:
    """Return the traits of every word on the word lists, phrases without their hyphens."""
    traits: dict[str, Trait] = defaultdict(lambda: Trait(0))
    for category in CATEGORIES:
        for word in language.list_words(category.list_name):
            traits[word.replace("-", "")] |= category.trait
    return {word: trait for word, trait in traits.items() if len(word) <= LONGEST}


def rarity(probability: float) -> int:
    """Return minus ten times the decimal logarithm, from 35 to 80 (see `Entry`)."""
    return min(max(round(-10 * math.log10(max(probability, 1e-9))), 35), 80)


def _unlisted(language: Language, listed: Container[str], probabilities: dict[str, float]) -> set[str]:
    """Return the words that are on no list and may be said: those that everyone knows, and common ones of a dictionary
    that are no names.
    """
    spelling = Dictionary.from_files(str(language.packages["spelling"].path().with_suffix("")))
    common = {
        word
        for word in language.dictionary()
        if word not in listed and _is_common(word, probabilities.get(word, 0.0), language.profile)
    }
    graded = {word for word, grade in language.grades.items() if grade >= FAMILIAR_FROM and len(word) <= LONGEST}
    known = {word for word in graded if word in listed or not _is_roman_numeral(word, language.profile)}
    return known | {word for word in common if spelling.lookup(word)}


def _is_common(word: str, probability: float, profile: dict[str, Any]) -> bool:
    rarest = profile["rarest"]
    if len(word) > LONGEST or _is_roman_numeral(word, profile):
        return False
    return bool(probability >= 10 ** rarest["letters"].get(str(len(word)), rarest["longer"]))


def _is_roman_numeral(word: str, profile: dict[str, Any]) -> bool:
    return len(word) > 1 and set(profile["roman_numerals"]).issuperset(word) and word not in profile["not_roman"]


def rarest_overflow(language: Language) -> int:
    """Return the highest rarity at which a word that is on no list may overflow the number's end."""
    rarest: float = language.profile["rarest"]["overflow"]
    return round(-10 * rarest)


def by_key(entries: Iterable[Entry], scorer: Scorer, rarest: int) -> dict[str, tuple[Entry, ...]]:
    """Return the entries under every key that may show them, the best first.

    Of the words that show the same letters under a key, one is kept: the most familiar, then the word that ends there,
    or else the best of those that overflow the number's end. Unlisted words overflow it up to the rarity `rarest`.
    """
    shown: dict[str, dict[str, _Shown]] = defaultdict(dict)
    for entry in entries:
        for dialled in _dialled_lengths(entry, rarest):
            letters = entry.letters[:dialled]
            ends = dialled == len(entry.letters)
            word = _Shown(level(entry, dialled), ends, scorer.word(entry, dialled, False, not ends), entry)
            best = shown[dial(letters)].get(letters)
            if best is None or best[:3] < word[:3]:
                shown[dial(letters)][letters] = word
    return {key: _ranked(words.values()) for key, words in sorted(shown.items())}


class _Shown(NamedTuple):
    """A word under a key."""

    level: int
    #: Whether it ends with the key, and does not overflow the number's end.
    ends: bool
    points: int
    entry: Entry


def _dialled_lengths(entry: Entry, rarest: int) -> list[int]:
    length, listed = len(entry.letters), entry.traits
    lengths = [length]
    if listed != Trait.PAIR and (listed or entry.rarity <= rarest):
        enough = min(ENOUGH_DIALLED, max(FEWEST_DIALLED, ceil(length * 2 / 3)))
        shortest = max(enough, length - MOST_OVERFLOW)
        lengths += range(shortest, length)
    return lengths


def _ranked(words: Iterable[_Shown]) -> tuple[Entry, ...]:
    ranked = sorted(words, key=lambda word: (not word.ends, -word.level, -word.points, word.entry.text))
    return tuple(word.entry for word in ranked)
