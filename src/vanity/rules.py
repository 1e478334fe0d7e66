"""The rules that a spelling must pass to be an answer, beyond its score; docs/ranking.md explains them."""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice

from vanity.ladder import LEAST_PRINTED, PRINTED, TOP, WHOLE, is_welcome, tier_of
from vanity.search import DIGITS_LAST, Found, Piece, Spelling
from vanity_index.layout import STORED

FEWEST_JOINED = 4  # letters of the shortest offensive term that is looked for anywhere across pieces
IDEAS = 3  # the first answers, which the line speaks, are different ideas where there are any
HORIZON = 6  # answers among which different ideas are looked for
PRINTED_KEPT = 6  # spellings in words that are considered
BESIDE = 2  # of them that may be among the five


def select(found: Found, offensive: frozenset[str]) -> Iterator[Spelling]:
    """Yield the spellings that pass the rules and differ enough from each other, best first.

    The first three answers are different ideas, if the
    first `HORIZON` have three. The fourth and the fifth are those that an organisation would print, if there are any.
    """
    in_words = list(islice(found.printed, PRINTED_KEPT))
    promoted = sorted(map(_promoted, (one for one in in_words if one.points >= PRINTED)), key=order)
    passing = _distinct(merge(found.climbing, promoted, key=order), offensive)
    first = list(islice(passing, HORIZON))
    ideas = list(islice(_ideas(first), IDEAS))
    ranked = ideas + [spelling for spelling in first if not any(spelling is idea for idea in ideas)]
    spoken, others = ranked[:IDEAS], ranked[IDEAS:]
    likely = (spelling for spelling in in_words if spelling.points >= LEAST_PRINTED)
    chosen = [_as_ranked(spelling, first) for spelling in islice(_distinct(likely, offensive, spoken), BESIDE)]
    others = chosen + [spelling for spelling in others if not _is_near(spelling, chosen)]
    yield from spoken
    yield from sorted(others[: STORED - len(spoken)], key=lambda spelling: tier_of(spelling.rung))
    yield from others[STORED - len(spoken) :]
    yield from (spelling for spelling in passing if not _is_near(spelling, chosen))


def _promoted(spelling: Spelling) -> Spelling:
    """Return a spelling that an organisation would print, on the rung of its longest word."""
    longest = max(piece.end - piece.start for piece in spelling.pieces)
    return spelling._replace(rung=TOP if longest >= WHOLE else 1)


def order(spelling: Spelling) -> tuple[int, int, str, int]:
    """Return what the search orders spellings by."""
    shown, length = spelling.letters.translate(DIGITS_LAST), spelling.pieces[-1].end
    return -spelling.rung, -spelling.points, shown, -sum(1 << length - piece.start for piece in spelling.pieces)


def _as_ranked(spelling: Spelling, ranked: Iterable[Spelling]) -> Spelling:
    """Return the spelling with its rung, if it is one of the ranked, or else as a small find."""
    found = (other.rung for other in ranked if other.pieces == spelling.pieces)
    return spelling._replace(rung=next(found, 0))


def _is_near(spelling: Spelling, others: Iterable[Spelling]) -> bool:
    return any(are_near_duplicates(spelling, other) for other in others)


def _distinct(
    spellings: Iterable[Spelling], offensive: frozenset[str], before: Iterable[Spelling] = ()
) -> Iterator[Spelling]:
    """Yield the spellings that pass the rules, and are no near-duplicates of those `before` or of each other."""
    taken = [*before]
    for spelling in spellings:
        if is_readable(spelling) and not _is_near(spelling, taken) and not offends(spelling.pieces, offensive):
            taken.append(spelling)
            yield spelling


def _ideas(spellings: list[Spelling]) -> Iterator[Spelling]:
    """Yield the good spellings that are no other form of one before them."""
    before: list[Spelling] = []
    for spelling in spellings:
        if spelling.rung > 0 and not any(are_one_idea(spelling, other) for other in before):
            before.append(spelling)
            yield spelling


def is_readable(spelling: Spelling) -> bool:
    """Return whether there is a word of two letters or more."""
    return any(piece.entry and piece.end - piece.start > 1 for piece in spelling.pieces)


def are_near_duplicates(spelling: Spelling, other: Spelling) -> bool:
    """Return whether two spellings of a number are equal in all places, or in all but one.

    A place where both have a welcome word does count as a difference: THE-CARD and THE-CARE are two lines of business,
    while CALL-BUT and BALL-BUT are the same idea twice.
    """
    places = _differences(spelling.letters, other.letters)
    if len(places) == 1:
        return not (is_welcome_at(spelling, places[0]) and is_welcome_at(other, places[0]))
    return not places


def _differences(letters: str, other: str) -> list[int]:
    return [place for place, (a, b) in enumerate(zip(letters, other, strict=True)) if a != b]


def is_welcome_at(spelling: Spelling, place: int) -> bool:
    """Return whether the place lies in a welcome word."""
    at_place = (piece.entry for piece in spelling.pieces if piece.start <= place < piece.end)
    return any(entry is not None and is_welcome(entry) for entry in at_place)


def are_one_idea(spelling: Spelling, other: Spelling) -> bool:
    """Return whether one of two spellings shows the main word of the other in its place: RED-FOOD, 735-FOOD."""
    return _shows_main_word(spelling, other) or _shows_main_word(other, spelling)


def _shows_main_word(spelling: Spelling, other: Spelling) -> bool:
    words = [piece for piece in other.pieces if piece.entry]
    main = max(words, key=lambda piece: (piece.end - piece.start, -piece.start))
    return spelling.letters[main.start : main.end] == main.shown


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
