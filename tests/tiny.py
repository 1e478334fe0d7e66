"""Small vocabularies, and the rules of the search written as plainly as can be."""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

from hypothesis import strategies as st

from build_index.fitting.fit import BY_HAND
from build_index.language import ENGLISH, read_weights
from build_index.vocabulary import Vocabulary, by_key, rarest_overflow
from vanity.keypad import dial
from vanity.ladder import LEAST_PRINTED, LOWEST, PRINTED, demerits, is_familiar, level, opens, stands
from vanity.lexicon import Entry, Lexicon, Trait
from vanity.rules import are_one_idea
from vanity.score import Scorer
from vanity.search import Piece, Spelling, spellings

WEIGHTS: dict[str, Any] = read_weights(BY_HAND)
SCORER = Scorer(WEIGHTS)
RAREST_OVERFLOW = rarest_overflow(ENGLISH)
FAMILIAR = [Trait.COMMON_OPENER, Trait.COMMON_CLOSER, Trait.BUSINESS, Trait.BRAND, Trait.PLACE, Trait.ACRONYM]
UNSURE = [Trait.TWO_LETTER, Trait.STATE, Trait.NAME, Trait.PHRASE, Trait.OPENER, Trait.CLOSER, Trait.TRADE, Trait.PAIR]


def word(text: str, *traits: Trait, rarity: int = 40, grade: int = 3) -> Entry:
    return Entry(text, sum(traits), rarity, grade)


def vocabulary(*words: Entry, scorer: Scorer = SCORER) -> Vocabulary:
    return Vocabulary(by_key(words, scorer, RAREST_OVERFLOW))


def entries(letters: str = "ABCDEF") -> st.SearchStrategy[Entry]:
    """Words of these letters, some of them phrases."""
    texts = st.text(letters, min_size=1, max_size=9) | st.lists(
        st.text(letters, min_size=1, max_size=4), min_size=2, max_size=3
    ).map("-".join)
    traits = st.sampled_from([0, *FAMILIAR, *UNSURE, Trait.COMMON_CLOSER | Trait.TRADE])
    fitting = texts.filter(lambda text: len(text.replace("-", "")) <= 11)
    return st.builds(Entry, fitting, traits, st.integers(35, 80), st.integers(0, 5), st.integers(-20, 40))


def vocabularies(letters: str = "ABCDEF", most: int = 25) -> st.SearchStrategy[Vocabulary]:
    words = st.lists(entries(letters), min_size=1, max_size=most, unique_by=lambda entry: entry.letters)
    return words.map(lambda found: vocabulary(*found))


# The search by trying everything.


def every_spelling(digits: str, lexicon: Lexicon, scorer: Scorer) -> list[Spelling]:
    """All ways to cut the digits into words and digit runs, two runs never touching, on the lowest rung and above."""
    found = [found for pieces in _cuts(digits, 0, lexicon, scorer) for found in _in_roles(pieces, digits, scorer)]
    return sorted((spelling for spelling in found if spelling.rung >= LOWEST), key=order)


def every_printed(digits: str, lexicon: Lexicon, scorer: Scorer) -> list[Spelling]:
    """All that are words throughout, with the digits that organisations keep, in the order of their points."""
    cuts = _cuts(digits, 0, lexicon, scorer)
    found = [found for pieces in cuts for found in _in_roles(pieces, digits, scorer, has_rungs=False)]
    in_words = [one for one in found if all(is_word or _is_kept(one, at) for at, is_word in _pieces_of(one))]
    return sorted(in_words, key=lambda spelling: order(spelling._replace(rung=0)))


def _pieces_of(spelling: Spelling) -> list[tuple[Piece, bool]]:
    return [(piece, piece.entry is not None) for piece in spelling.pieces]


def _is_kept(spelling: Spelling, piece: Piece) -> bool:
    last = piece.end == spelling.pieces[-1].end
    return piece.text == "4" or (piece.text == "2" and piece.start == 0) or (piece.text in "01" and last)


def _in_roles(pieces: tuple[Piece, ...], digits: str, scorer: Scorer, has_rungs: bool = True) -> Iterator[Spelling]:
    """The spelling, once for each way to say which of its words open others."""
    if not any(piece.entry for piece in pieces) or not all(one.entry or other.entry for one, other in pairwise(pieces)):
        return
    for openers in product(*([False, True] if piece.entry else [False] for piece in pieces)):
        if all(_may_open(pieces, place) for place, is_opener in enumerate(openers) if is_opener):
            yield from list(_scored(pieces, openers, digits, scorer))[None if has_rungs else -1 :]


def _may_open(pieces: tuple[Piece, ...], place: int) -> bool:
    entry = pieces[place].entry
    follows_digits = place == 0 or not pieces[place - 1].entry
    precedes_word = place + 1 < len(pieces) and pieces[place + 1].entry is not None
    return entry is not None and opens(entry) and follows_digits and precedes_word


def _scored(pieces: tuple[Piece, ...], openers: tuple[bool, ...], digits: str, scorer: Scorer) -> Iterator[Spelling]:
    points, costs, levels, opened_only = sum(piece.points for piece in pieces), 0, [0], False
    for place, (piece, is_opener) in enumerate(zip(pieces, openers, strict=True)):
        entry, dialled = piece.entry, piece.end - piece.start
        if not entry:
            continue
        follows_opener = place > 0 and openers[place - 1]
        if place and pieces[place - 1].entry:
            points += scorer.opened if follows_opener else scorer.joined
        first, last = piece.start == 0, piece.end == len(digits)
        if is_opener:
            levels += [level(entry, dialled)] if is_familiar(entry) else []
        elif stands(entry, dialled, first, last):
            levels.append(level(entry, dialled))
        elif follows_opener and stands(entry, dialled, first, last, opened=True):
            levels.append(level(entry, dialled))
            opened_only = True
        else:
            costs += demerits(entry)
    yield Spelling(points, pieces, max(levels) - costs)
    if opened_only:  # the search knows the word in its other role too
        entry = next(piece.entry for piece in reversed(pieces) if piece.entry)
        yield Spelling(points, pieces, max(levels[:-1]) - costs - demerits(entry))


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


def order(spelling: Spelling) -> tuple[int, int, str, tuple[int, ...]]:
    """Higher rungs first, then higher scores, then by letters with digits behind them, then the earlier cut."""
    starts = {piece.start for piece in spelling.pieces}
    cuts = tuple(-(place in starts) for place in range(len(spelling.letters)))
    letters = spelling.letters.translate(str.maketrans("0123456789", "abcdefghij"))
    return -spelling.rung, -spelling.points, letters, cuts


# The rules, one after the other.


def chosen_plainly(found: list[Spelling], in_words: list[Spelling], terms: frozenset[str]) -> list[Spelling]:
    """The answers: three different ideas, what organisations would print, the rest."""
    in_words = in_words[:6]
    likely = [spelling for spelling in in_words if spelling.points >= PRINTED]
    longest = [max(piece.end - piece.start for piece in spelling.pieces) for spelling in likely]
    promoted = [one._replace(rung=2 if size >= 4 else 1) for one, size in zip(likely, longest, strict=True)]
    ranked = _distinct(sorted([*found, *promoted], key=order), [], terms)
    first, rest = ranked[:6], ranked[6:]
    ideas: list[Spelling] = []
    for spelling in first:
        if spelling.rung > 0 and len(ideas) < 3 and not any(are_one_idea(spelling, idea) for idea in ideas):
            ideas.append(spelling)
    ordered = ideas + [spelling for spelling in first if not any(spelling is idea for idea in ideas)]
    spoken, others = ordered[:3], ordered[3:]
    printed = _distinct([one for one in in_words if one.points >= LEAST_PRINTED], spoken, terms)[:2]
    rungs = {one.pieces: one.rung for one in reversed(first)}
    printed = [one._replace(rung=rungs.get(one.pieces, 0)) for one in printed]
    others = printed + [one for one in others if not any(is_trifle(one, other) for other in printed)]
    beside = 5 - len(spoken)
    last = sorted(others[:beside], key=lambda one: -max(one.rung, 0))
    return spoken + last + others[beside:] + [one for one in rest if not any(is_trifle(one, two) for two in printed)]


def _distinct(found: list[Spelling], before: list[Spelling], terms: frozenset[str]) -> list[Spelling]:
    """The spellings that are readable, not offensive, and no trifle beside those before them."""
    taken: list[Spelling] = []
    for spelling in found:
        longest = max((piece.end - piece.start for piece in spelling.pieces if piece.entry), default=0)
        trifle = any(is_trifle(spelling, one) for one in [*before, *taken])
        if longest >= 2 and not reads_a_term(spelling, terms) and not trifle:
            taken.append(spelling)
    return taken


def is_trifle(spelling: Spelling, other: Spelling) -> bool:
    places = [place for place, (a, b) in enumerate(zip(spelling.letters, other.letters, strict=True)) if a != b]
    return not places or (len(places) == 1 and not all(_is_welcome(one, places[0]) for one in (spelling, other)))


def _is_welcome(spelling: Spelling, place: int) -> bool:
    piece = next(piece for piece in spelling.pieces if piece.start <= place < piece.end)
    return piece.entry is not None and (
        (piece.entry.grade >= 4 and len(piece.entry.letters) >= 3)
        or any(trait in Trait(piece.entry.traits) for trait in FAMILIAR)
    )


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


def spelled(digits: str, *words: Entry) -> list[Spelling]:
    return list(spellings(digits, vocabulary(*words), SCORER))


def written(spelling: Spelling) -> str:
    return "-".join(piece.text for piece in spelling.pieces)


def reading(text: str, *words: Entry) -> Spelling:
    """The spelling that reads like this: CALL-BUT, OK-25506."""
    found = spelled(dial(text.replace("-", "")), *words)
    return next(one for one in found if written(one) == text)
