"""Small vocabularies, and the rules of the search written as plainly as can be."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from build_index.fitting.fit import BY_HAND
from build_index.language import ENGLISH, read_weights
from build_index.vocabulary import Vocabulary, by_key, rarest_overflow
from vanity.keypad import dial
from vanity.lexicon import Entry, Lexicon, Trait
from vanity.score import Scorer
from vanity.search import Piece, Spelling, spellings

WEIGHTS: dict[str, Any] = read_weights(BY_HAND)
SCORER = Scorer(WEIGHTS)
RAREST_OVERFLOW = rarest_overflow(ENGLISH)
FAMILIAR = [Trait.COMMON_OPENER, Trait.COMMON_CLOSER, Trait.BUSINESS, Trait.BRAND, Trait.PLACE, Trait.ACRONYM]
UNSURE = [Trait.TWO_LETTER, Trait.STATE, Trait.NAME, Trait.PHRASE, Trait.OPENER, Trait.CLOSER, Trait.TRADE]


def word(text: str, *traits: Trait, rarity: int = 40) -> Entry:
    return Entry(text, sum(traits), rarity)


def vocabulary(*words: Entry, scorer: Scorer = SCORER) -> Vocabulary:
    return Vocabulary(by_key(words, scorer, RAREST_OVERFLOW))


def entries(letters: str = "ABCDEF") -> st.SearchStrategy[Entry]:
    """Words of these letters, some of them phrases."""
    texts = st.text(letters, min_size=1, max_size=9) | st.lists(
        st.text(letters, min_size=1, max_size=4), min_size=2, max_size=3
    ).map("-".join)
    traits = st.sampled_from([0, *FAMILIAR, *UNSURE, Trait.COMMON_CLOSER | Trait.TRADE])
    return st.builds(Entry, texts.filter(lambda text: len(text.replace("-", "")) <= 11), traits, st.integers(35, 80))


def vocabularies(letters: str = "ABCDEF", most: int = 25) -> st.SearchStrategy[Vocabulary]:
    words = st.lists(entries(letters), min_size=1, max_size=most, unique_by=lambda entry: entry.letters)
    return words.map(lambda found: vocabulary(*found))


# The search by trying everything.


def every_spelling(digits: str, lexicon: Lexicon, scorer: Scorer) -> list[Spelling]:
    """All ways to cut the digits into words and digit runs, two runs never touching, from the floor up, best first."""
    spelled = [
        Spelling(sum(piece.points for piece in pieces), pieces)
        for pieces in _cuts(digits, 0, lexicon, scorer)
        if any(piece.entry for piece in pieces) and all(one.entry or other.entry for one, other in pairwise(pieces))
    ]
    return sorted((found for found in spelled if found.points >= scorer.floor), key=order)


def _cuts(digits: str, start: int, lexicon: Lexicon, scorer: Scorer) -> Iterator[tuple[Piece, ...]]:
    if start == len(digits):
        yield ()
    for end in range(start + 1, len(digits) + 1):
        for piece in _pieces(digits, start, end, lexicon, scorer):
            for rest in _cuts(digits, end, lexicon, scorer):
                yield (piece, *rest)


def _pieces(digits: str, start: int, end: int, lexicon: Lexicon, scorer: Scorer) -> Iterator[Piece]:
    key, first, last = digits[start:end], start == 0, end == len(digits)
    yield Piece(start, end, key, scorer.digits(key, first, last))
    for entry in lexicon.entries(key):
        if len(entry.letters) == len(key) or last:
            yield Piece(start, end, entry.text, scorer.word(entry, len(key), first, last), entry)


def order(spelling: Spelling) -> tuple[int, str, tuple[int, ...]]:
    """Higher scores first, then by letters with digits behind them, then the earlier cut."""
    starts = {piece.start for piece in spelling.pieces}
    cuts = tuple(-(place in starts) for place in range(len(spelling.letters)))
    return -spelling.points, spelling.letters.translate(str.maketrans("0123456789", "abcdefghij")), cuts


# The rules, one after the other.


def chosen_plainly(spellings: Iterable[Spelling], terms: frozenset[str]) -> list[Spelling]:
    """The spellings that are readable, not offensive, and no trifle beside those before them."""
    taken: list[Spelling] = []
    for spelling in spellings:
        longest = max((piece.end - piece.start for piece in spelling.pieces if piece.entry), default=0)
        if longest >= 3 and not reads_a_term(spelling, terms) and not any(is_trifle(spelling, one) for one in taken):
            taken.append(spelling)
    return taken


def is_trifle(spelling: Spelling, other: Spelling) -> bool:
    places = [place for place, (a, b) in enumerate(zip(spelling.letters, other.letters, strict=True)) if a != b]
    return not places or (len(places) == 1 and not all(_is_familiar(one, places[0]) for one in (spelling, other)))


def _is_familiar(spelling: Spelling, place: int) -> bool:
    piece = next(piece for piece in spelling.pieces if piece.start <= place < piece.end)
    return piece.entry is not None and any(trait in Trait(piece.entry.traits) for trait in FAMILIAR)


def reads_a_term(spelling: Spelling, terms: frozenset[str]) -> bool:
    """Whether a term lies across a joint of touching words: four letters and more anywhere, fewer as whole words."""
    text = "".join(piece.entry.letters if piece.entry else "." * len(piece.text) for piece in spelling.pieces)
    joints = {piece.start for piece in spelling.pieces} | {len(text)}
    places = [(start, start + len(term), term) for term in terms for start in range(len(text))]
    return any(
        text[start:end] == term
        and any(start < joint < end for joint in joints)
        and (len(term) >= 4 or {start, end} <= joints)
        for start, end, term in places
    )


class EveryWord:
    """A spelling dictionary that knows every word, and takes no second to load."""

    @classmethod
    def from_files(cls, path: str) -> "EveryWord":
        return cls()

    def lookup(self, word: str) -> bool:
        return True


LOW = Scorer(WEIGHTS | {"floor": -40_000})


def spelled(digits: str, *words: Entry) -> list[Spelling]:
    return list(spellings(digits, vocabulary(*words), LOW))


def written(spelling: Spelling) -> str:
    return "-".join(piece.text for piece in spelling.pieces)


def reading(text: str, *words: Entry) -> Spelling:
    """The spelling that reads like this: CALL-BUT, OK-25506."""
    found = spelled(dial(text.replace("-", "")), *words)
    return next(one for one in found if written(one) == text)
