"""The ladder: what kind of answer a spelling is, before points are compared.

A spelling climbs by its best word, and falls for every piece that nobody would say. Answers are in the order of their
rungs, and by points where those are equal:

    2    a familiar word of four letters or more, or a phrase, with digits around it or other familiar words
    1    a familiar word of three letters, likewise
    0    two-letter words that open other words (MY, GO), and so on down
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol, TypeVar

from vanity.lexicon import Entry, Trait

FAMILIAR_FROM = 3  # the grade of a word that everyone knows
WELCOME_FROM = 4  # the grade of a word that people would like on their own number
# Words that organisations are known to use; the wider lists (openers, closers, trades) are less certain.
ORGANISATIONS = int(
    Trait.COMMON_OPENER | Trait.COMMON_CLOSER | Trait.BUSINESS | Trait.BRAND | Trait.PLACE | Trait.ACRONYM
)
FEW_LETTERS = 3  # zeros and ones in a local part that explain why it spells no word
FEWEST_LETTERS = 3  # dialled letters of a word that an answer can stand on
WHOLE = 4  # dialled letters of a word that needs no excuse
LONG = 6  # letters of a word on a list that few numbers spell by chance
MOST_PAST_WHOLE = 2  # letters past the end of a word that counts as whole
TOP = 2  # the highest rung
LEVELS = range(TOP + 1)
PRINTED = -4_000  # points at which a spelling in words counts as one that an organisation would print
LEAST_PRINTED = -9_000  # points at which it may be the fourth or the fifth answer
RUNG = 200_000  # what a rung is worth in thousandths of a point: more than points can ever make up for
LOWEST = -10  # nothing below this rung is an answer
SHORT, STRANGE, CODE = 3, 2, 5  # rungs that a word of two letters, an unfamiliar word and a mere code cost
PAIR = int(Trait.PAIR)
OPENERS = int(Trait.COMMON_OPENER | Trait.OPENER)


class Tier(IntEnum):
    """How good an answer is."""

    #: Whole words of four letters and more, and phrases.
    WORD = 1
    #: A familiar word of three letters; or a better answer's word, written in another way.
    SHORT_WORD = 2
    #: What is left: two-letter words beside digits, and words that few know.
    SMALL_FIND = 3


class Tiered(Protocol):
    """An answer, as it is or as it was saved."""

    @property
    def tier(self) -> int:
        """Its tier."""
        ...


Answers = TypeVar("Answers", bound=Tiered)


def worth_showing(answers: Sequence[Answers]) -> Sequence[Answers]:
    """Return the answers, best first, without the small finds; or the best small find when there is nothing else."""
    good = [answer for answer in answers if answer.tier < Tier.SMALL_FIND]
    return good or answers[:1]


def tier_of(rung: int) -> Tier:
    """Return the tier of a spelling on this rung."""
    return Tier(1 + TOP - rung) if rung > 0 else Tier.SMALL_FIND


def has_few_letters(digits: str) -> bool:
    """Return whether zeros and ones, which carry no letters, are what keeps these digits from spelling words."""
    return sum(digit in "01" for digit in digits) >= FEW_LETTERS


def is_familiar(entry: Entry) -> bool:
    """Return whether everyone knows the word, and would not mind it, and it has three letters or more."""
    return entry.grade >= FAMILIAR_FROM and len(entry.letters) >= FEWEST_LETTERS


def is_welcome(entry: Entry) -> bool:
    """Return whether a word is a choice of its own: people would like it, or organisations are known to use it."""
    return (entry.grade >= WELCOME_FROM and len(entry.letters) >= FEWEST_LETTERS) or bool(entry.traits & ORGANISATIONS)


def stands(entry: Entry, dialled: int, first: bool, last: bool, opened: bool = False) -> bool:
    """Return whether an answer can stand on a word: it is familiar, or an organisation would print it just so.

    A familiar word that overflows the number's end has to be welcome. An organisation prints a word that fills the
    local part, or one that closes it and is on a list, if it has six letters or more or another word opens it:
    XFINITY, 4-LINODE, THE-OMNI. Few numbers spell such words by chance.
    """
    if is_familiar(entry):
        return dialled >= len(entry.letters) or is_welcome(entry)
    printed = first or (entry.traits > 0 and (opened or dialled >= LONG))
    return last and printed and len(entry.letters) >= FEWEST_LETTERS


def level(entry: Entry, dialled: int) -> int:
    """Return the rung that a word on which an answer can stand lifts it to, with `dialled` letters in the number."""
    if dialled < FEWEST_LETTERS:
        return 0
    is_short_pair = entry.traits == PAIR and max(map(len, entry.text.split("-"))) < WHOLE
    overflow = len(entry.letters) - dialled
    is_whole = dialled - max(overflow - 1, 0) >= WHOLE and overflow <= MOST_PAST_WHOLE
    return TOP if is_whole and not is_short_pair else 1


def demerits(entry: Entry) -> int:
    """Return the rungs that a word on which no answer can stand costs, unless it opens the word after it."""
    if len(entry.letters) < FEWEST_LETTERS:
        return SHORT if len(entry.letters) > 1 and entry.grade >= FAMILIAR_FROM else CODE
    return STRANGE if entry.grade > 1 else CODE


def opens(entry: Entry) -> bool:
    """Return whether the word may open the word after it, as MY opens BANK, and then costs nothing."""
    fewest_grade = FAMILIAR_FROM if len(entry.letters) >= FEWEST_LETTERS else WELCOME_FROM
    return bool(entry.traits & OPENERS) and entry.grade >= fewest_grade


def is_opened(before: Sequence[Entry | None]) -> bool:
    """Return whether the last of these pieces, words and None for kept digits, opens a word that follows it.

    A word that stands directly after another word does not.
    """
    *earlier, last = before
    return last is not None and opens(last) and not (earlier and earlier[-1])
