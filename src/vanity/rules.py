"""The rules that a spelling must pass to be an answer, beyond its score; docs/ranking.md explains them."""

from collections.abc import Iterable, Iterator

from vanity.lexicon import Trait
from vanity.search import Piece, Spelling

FEWEST_LETTERS = 3  # of the longest word
FEWEST_JOINED = 4  # letters of the shortest offensive term that is looked for anywhere across pieces
# Words that organisations are known to use; the wider lists (openers, closers, trades) are less certain.
FAMILIAR = Trait.COMMON_OPENER | Trait.COMMON_CLOSER | Trait.BUSINESS | Trait.BRAND | Trait.PLACE | Trait.ACRONYM


def select(spellings: Iterable[Spelling], offensive: frozenset[str]) -> Iterator[Spelling]:
    """Yield the spellings, in their order, that pass the rules and differ enough from those before them."""
    taken: list[Spelling] = []
    for spelling in spellings:
        fits = is_readable(spelling) and not any(are_near_duplicates(spelling, other) for other in taken)
        if fits and not offends(spelling.pieces, offensive):
            taken.append(spelling)
            yield spelling


def is_readable(spelling: Spelling) -> bool:
    """Return whether there is a word of three letters or more; shorter ones do not stand out (414-760-I-039)."""
    return any(piece.entry and piece.end - piece.start >= FEWEST_LETTERS for piece in spelling.pieces)


def are_near_duplicates(spelling: Spelling, other: Spelling) -> bool:
    """Return whether two spellings of a number are equal in all places, or in all but one.

    A place where both have a word that organisations are known to use does count as a difference: THE-CARD and THE-CARE
    are two lines of business, while CALL-BUT and BALL-BUT are the same idea twice.
    """
    places = _differences(spelling.letters, other.letters)
    if len(places) == 1:
        return not (is_familiar_at(spelling, places[0]) and is_familiar_at(other, places[0]))
    return not places


def _differences(letters: str, other: str) -> list[int]:
    return [place for place, (a, b) in enumerate(zip(letters, other, strict=True)) if a != b]


def is_familiar_at(spelling: Spelling, place: int) -> bool:
    """Return whether the place lies in a word that organisations are known to use."""
    at_place = (piece.entry for piece in spelling.pieces if piece.start <= place < piece.end)
    return any(entry is not None and entry.traits & FAMILIAR for entry in at_place)


def offends(pieces: tuple[Piece, ...], offensive: frozenset[str]) -> bool:
    """Return whether an offensive term can be read across the joints of adjacent words (PASS-HIT).

    A term of four letters or more counts wherever it crosses a joint; a shorter term only where it consists of whole
    words. Single words need no check: the vocabulary has no offensive ones.
    """
    return any(reads_across(row, offensive) for row in _adjacent_words(pieces))


def reads_across(words: list[str], offensive: frozenset[str]) -> bool:
    """Return whether an offensive term can be read across the joints of these words."""
    return any(term in offensive for term in _across(words))


def _adjacent_words(pieces: tuple[Piece, ...]) -> Iterator[list[str]]:
    row: list[str] = []
    for piece in pieces:
        if piece.entry:
            row.append(piece.entry.letters)
        else:
            yield row
            row = []
    yield row


def _across(words: list[str]) -> Iterator[str]:
    """Yield every stretch of the joined letters that crosses a joint and could be a term."""
    joined, joints, place = "".join(words), [0], 0
    for word in words:
        place += len(word)
        joints.append(place)
    for start in range(joints[-2] if len(words) > 1 else 0):
        after = next(joint for joint in joints if joint > start)
        for end in range(after + 1, len(joined) + 1):
            if end - start >= FEWEST_JOINED or (start in joints and end in joints):
                yield joined[start:end]
