"""What makes a spelling an answer, beyond its score: the rules of docs/ranking.md, one function each."""

from collections.abc import Iterable, Iterator

from vanity.lexicon import Trait
from vanity.search import Piece, Spelling

FEWEST_LETTERS = 3  # of the longest word
FEWEST_JOINED = 4  # letters of an offensive term that is looked for anywhere across pieces
# Words that organisations are known to use; of the wider lists (openers, closers, trades) that is less sure.
FAMILIAR = Trait.COMMON_OPENER | Trait.COMMON_CLOSER | Trait.BUSINESS | Trait.BRAND | Trait.PLACE | Trait.ACRONYM


def select(spellings: Iterable[Spelling], offensive: frozenset[str]) -> Iterator[Spelling]:
    """Those of `spellings`, in their order, that may stand beside the ones before them."""
    taken: list[Spelling] = []
    for spelling in spellings:
        fits = is_readable(spelling) and not any(differ_by_a_trifle(spelling, other) for other in taken)
        if fits and not offends(spelling.pieces, offensive):
            taken.append(spelling)
            yield spelling


def is_readable(spelling: Spelling) -> bool:
    """Whether it holds a word of three letters or more; less is lost among the digits (414-760-I-039, OK-CJ-506)."""
    return any(piece.entry and piece.end - piece.start >= FEWEST_LETTERS for piece in spelling.pieces)


def differ_by_a_trifle(spelling: Spelling, other: Spelling) -> bool:
    """Whether two spellings of a number are the same in all places but one, or in all.

    Two words that organisations are known to use are no trifle: THE-CARD and THE-CARE are two lines of business,
    CALL-BUT and BALL-BUT are one idea twice.
    """
    places = _differences(spelling.letters, other.letters)
    if len(places) == 1:
        return not (is_familiar_at(spelling, places[0]) and is_familiar_at(other, places[0]))
    return not places


def _differences(letters: str, other: str) -> list[int]:
    return [place for place, (a, b) in enumerate(zip(letters, other, strict=True)) if a != b]


def is_familiar_at(spelling: Spelling, place: int) -> bool:
    """Whether the place lies in a word that organisations are known to use."""
    at_place = (piece.entry for piece in spelling.pieces if piece.start <= place < piece.end)
    return any(entry is not None and entry.traits & FAMILIAR for entry in at_place)


def offends(pieces: tuple[Piece, ...], offensive: frozenset[str]) -> bool:
    """Whether an offensive term can be read across the joints of touching words (PASS-HIT).

    A term of four letters or more counts wherever it crosses a joint, a shorter one only when it is made of whole
    words. Single words need no test here: the vocabulary holds no offensive one.
    """
    return any(reads_across(row, offensive) for row in _touching_words(pieces))


def reads_across(words: list[str], offensive: frozenset[str]) -> bool:
    """Whether an offensive term can be read across the joints of these words."""
    return any(term in offensive for term in _across(words))


def _touching_words(pieces: tuple[Piece, ...]) -> Iterator[list[str]]:
    row: list[str] = []
    for piece in pieces:
        if piece.entry:
            row.append(piece.entry.letters)
        else:
            yield row
            row = []
    yield row


def _across(words: list[str]) -> Iterator[str]:
    """Every stretch of the joined letters that crosses a joint and could be a term."""
    joined, joints, place = "".join(words), [0], 0
    for word in words:
        place += len(word)
        joints.append(place)
    for start in range(joints[-2] if len(words) > 1 else 0):
        after = next(joint for joint in joints if joint > start)
        for end in range(after + 1, len(joined) + 1):
            if end - start >= FEWEST_JOINED or (start in joints and end in joints):
                yield joined[start:end]
