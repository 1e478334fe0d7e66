"""Sources to lexicon: which words the engine may say, what each is, and the digits that dial it."""

import math
from collections import defaultdict
from collections.abc import Iterable

from spylls.hunspell import Dictionary

from build_index import sources
from vanity.entry import Entry, Trait
from vanity.keypad import dial
from vanity.rules import reads_across
from vanity.score import Scorer
from vanity.search import FEWEST_DIALLED, MOST_PAST

LONGEST = 11  # letters: seven that are dialled and four past the end
# The probability below which a word on none of our lists is not offered, by its letters; `make quality` judges them.
RAREST = {1: 1e-3, 2: 1e-4, 3: 10**-6.2}
RAREST_LONGER = 10**-6.7
RAREST_PAST = 10**-6.0  # a word that runs past the end and is on none of our lists
EXACT = 10**6  # points that put a word which ends with the number before every one that runs past it
ROMAN = frozenset("ivxlcdm")
TRAITS_OF_LIST = {
    "carriers": Trait.CARRIER,
    "endings": Trait.ENDING,
    "business": Trait.BUSINESS,
    "brands": Trait.BRAND,
    "places": Trait.PLACE,
    "acronyms": Trait.ACRONYM,
    "tokens2": Trait.TOKEN,
    "state_codes": Trait.STATE,
    "names": Trait.NAME,
    "phrases": Trait.PHRASE,
    "openers": Trait.OPENER,
    "closers": Trait.CLOSER,
    "trades": Trait.TRADE,
}
# Words that look like Roman numerals and are none.
ROMAN_WORDS = frozenset(("civic", "civil", "did", "dill", "dim", "ill", "lid", "livid", "mid", "mil", "mild", "mill"))
ROMAN_WORDS |= {"mimic", "mix", "vivid"}


class Vocabulary:
    """The words by the digits that dial them; the `Lexicon` that the search wants, held in memory."""

    def __init__(self, entries: dict[str, tuple[Entry, ...]]) -> None:
        self._entries = entries

    @property
    def keys(self) -> list[str]:
        """All keys, in order."""
        return sorted(self._entries)

    @property
    def size(self) -> int:
        """How many different words there are."""
        return len({entry.text for found in self._entries.values() for entry in found})

    def entries(self, key: str) -> tuple[Entry, ...]:
        """See `Lexicon`."""
        return self._entries.get(key, ())

    def prefixes(self, digits: str) -> list[str]:
        """See `Lexicon`."""
        heads = (digits[:length] for length in range(1, len(digits) + 1))
        return [head for head in heads if head in self._entries]


def build(offensive: frozenset[str], scorer: Scorer) -> Vocabulary:
    """The vocabulary from all sources, less every offensive word."""
    return Vocabulary(by_key(words(offensive), scorer))


def words(offensive: frozenset[str]) -> list[Entry]:
    """Every word that may be said, in alphabetical order."""
    marks = list_traits()
    common = sources.probabilities()
    everyday = Dictionary.from_files(str(sources.EVERYDAY.path().with_suffix("")))
    usual = {word for word in sources.dictionary() - marks.keys() if _is_usual(word, common.get(word, 0.0), everyday)}
    phrases = sources.own_phrases()
    refused = {letters for letters, phrase in phrases.items() if reads_across(phrase.split("-"), offensive)}
    return [
        Entry(phrases.get(word, word).upper(), int(marks.get(word, Trait(0))), rarity(common.get(word, 0.0)))
        for word in sorted((usual | marks.keys()) - offensive - refused)
    ]


def list_traits() -> dict[str, Trait]:
    """The traits of every word on our own lists, phrases without their hyphens."""
    marks: dict[str, Trait] = defaultdict(lambda: Trait(0))
    for name, trait in TRAITS_OF_LIST.items():
        for word in sources.own_list(name):
            marks[word.replace("-", "")] |= trait
    return {word: trait for word, trait in marks.items() if len(word) <= LONGEST}


def rarity(probability: float) -> int:
    """Minus ten times the decimal logarithm, from 35 to 80 (see `Entry`)."""
    return min(max(round(-10 * math.log10(max(probability, 1e-9))), 35), 80)


def _is_usual(word: str, probability: float, everyday: Dictionary) -> bool:
    """Whether a word that is on none of our lists may be said: common enough, and no name."""
    if len(word) > LONGEST or (len(word) > 1 and ROMAN.issuperset(word) and word not in ROMAN_WORDS):
        return False
    return probability >= RAREST.get(len(word), RAREST_LONGER) and bool(everyday.lookup(word))


def by_key(entries: Iterable[Entry], scorer: Scorer) -> dict[str, tuple[Entry, ...]]:
    """The entries under every key that may show them, the best first.

    Of the words that show the same letters under a key one stays: the one that ends there, or else the best of those
    that run past the number's end.
    """
    shown: dict[str, dict[str, tuple[int, Entry]]] = defaultdict(dict)
    for entry in entries:
        for dialled in _dialled_lengths(entry):
            letters = entry.letters[:dialled]
            past = dialled < len(entry.letters)
            points = scorer.word(entry, dialled, False, past) + (0 if past else EXACT)
            known = shown[dial(letters)].get(letters)
            if known is None or known[0] < points:
                shown[dial(letters)][letters] = (points, entry)
    return {key: _ranked(found.values()) for key, found in sorted(shown.items())}


def _dialled_lengths(entry: Entry) -> list[int]:
    length, listed = len(entry.letters), entry.traits
    lengths = [length]
    if listed or entry.rarity <= round(-10 * math.log10(RAREST_PAST)):
        shortest = max(FEWEST_DIALLED if listed else FEWEST_DIALLED + 1, length - MOST_PAST)
        lengths += range(shortest, length)
    return lengths


def _ranked(found: Iterable[tuple[int, Entry]]) -> tuple[Entry, ...]:
    return tuple(entry for _, entry in sorted(found, key=lambda item: (-item[0], item[1].text)))
