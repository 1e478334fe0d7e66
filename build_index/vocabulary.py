"""From sources to vocabulary: the words that the engine may say, their categories, and the digits that dial them."""

import math
from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Any

from spylls.hunspell import Dictionary

from build_index.language import Language
from vanity.keypad import dial
from vanity.lexicon import CATEGORIES, Entry, Trait
from vanity.rules import reads_across
from vanity.score import Scorer
from vanity.search import FEWEST_DIALLED, MOST_OVERFLOW

LONGEST = 11  # letters: seven that are dialled and four that overflow the end
EXACT = 10**6  # points that rank a word which ends with the key above every word that overflows it


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
    """Return every word that may be said, in alphabetical order."""
    offensive = language.offensive_terms()
    traits = list_traits(language)
    probabilities = language.probabilities()
    phrases = language.phrases()
    refused = {letters for letters, phrase in phrases.items() if reads_across(phrase.split("-"), offensive)}
    return [
        Entry(phrases.get(word, word).upper(), int(traits.get(word, Trait(0))), rarity(probabilities.get(word, 0.0)))
        for word in sorted((_unlisted(language, traits, probabilities) | traits.keys()) - offensive - refused)
    ]


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
    """Return the words that are on no list and may be said: common enough, and no names."""
    spelling = Dictionary.from_files(str(language.packages["spelling"].path().with_suffix("")))
    common = {
        word
        for word in language.dictionary()
        if word not in listed and _is_common(word, probabilities.get(word, 0.0), language.profile)
    }
    return {word for word in common if spelling.lookup(word)}


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

    Of the words that show the same letters under a key, one is kept: the word that ends there, or else the best of
    those that overflow the number's end. Unlisted words overflow it up to the rarity `rarest`.
    """
    shown: dict[str, dict[str, tuple[int, Entry]]] = defaultdict(dict)
    for entry in entries:
        for dialled in _dialled_lengths(entry, rarest):
            letters = entry.letters[:dialled]
            overflows = dialled < len(entry.letters)
            points = scorer.word(entry, dialled, False, overflows) + (0 if overflows else EXACT)
            best = shown[dial(letters)].get(letters)
            if best is None or best[0] < points:
                shown[dial(letters)][letters] = (points, entry)
    return {key: _ranked(words.values()) for key, words in sorted(shown.items())}


def _dialled_lengths(entry: Entry, rarest: int) -> list[int]:
    length, listed = len(entry.letters), entry.traits
    lengths = [length]
    if listed or entry.rarity <= rarest:
        shortest = max(FEWEST_DIALLED if listed else FEWEST_DIALLED + 1, length - MOST_OVERFLOW)
        lengths += range(shortest, length)
    return lengths


def _ranked(scored: Iterable[tuple[int, Entry]]) -> tuple[Entry, ...]:
    return tuple(entry for _, entry in sorted(scored, key=lambda item: (-item[0], item[1].text)))
