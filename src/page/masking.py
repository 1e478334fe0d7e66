"""What an open page may show of a caller.

A vanity number is the phone number, written in letters. So of every number an open page shows one word, the longest of
the best answer, and nothing else that tells a digit: no area code, and no digit or letter outside that word's places.

The law, for everything that is said of one caller taken together:

1. A digit is told only in the places of the best word; the area code, and in any case the first three digits of the
   national number, are never among them.
2. Outside these places all is dots, grouped as the country groups its numbers, whatever the answers are.
3. A further answer shows whole words inside these places, over digits that are told already. A word that crosses their
   edge would tell its other letters, so it is left out, and an answer of which nothing is left is not shown.

So what is said of a North American caller is the same for all area codes.
"""

from collections.abc import Iterator
from typing import NamedTuple

from calls.callers import Caller
from page.writing import HIDDEN, Word, shown_number, words_in, written
from vanity.number import PhoneNumber, parse

FEWEST_HIDDEN = 3  # digits, also of a number without an area code


class Shown(NamedTuple):
    """A caller as a page shows it. number: `1-•••-356-9377`. answers: best first, such as `1-•••-FLOWERS`."""

    number: str
    answers: tuple[str, ...]


def masked(caller: Caller) -> Shown:
    """A caller as everyone may see it. Raises NumberError when the number is none."""
    phone = parse(caller.number)
    texts = [answer.text for answer in caller.answers]
    best = best_word(phone, texts)
    secret = _covered(phone, best)
    inside = [[word for word in words_in(text, phone) if best and _within(word, best)] for text in texts]
    rows = dict.fromkeys(written(secret, words) for words in inside if words)
    return Shown(written(secret, []), tuple(rows))


def unmasked(caller: Caller) -> Shown:
    """A caller as the signed-in operator sees it. Raises NumberError when the number is none."""
    return Shown(shown_number(parse(caller.number)), tuple(answer.text for answer in caller.answers))


def best_word(phone: PhoneNumber, texts: list[str]) -> Word | None:
    """The longest word of the best answer, the first of several; None when there is no word that may be shown."""
    words = words_in(texts[0], phone) if texts else []
    first = max(0, FEWEST_HIDDEN - len(phone.area))
    return max((word for word in words if word.start >= first), key=_length, default=None)


def _covered(phone: PhoneNumber, best: Word | None) -> PhoneNumber:
    """The number with dots for all digits outside the word; the word's edges part the digits as gaps do."""
    start, end = (best.start, best.end) if best else (0, 0)
    digits = HIDDEN * start + phone.local[start:end] + HIDDEN * (len(phone.local) - end)
    code = len(phone.country_lead.strip(" -"))
    lead = phone.lead[:code] + "".join(_dots(phone.lead[code:]))
    return phone._replace(
        area=HIDDEN * len(phone.area), local=digits, lead=lead, breaks=phone.breaks | {start, end} - {0}
    )


def _dots(text: str) -> Iterator[str]:
    return (HIDDEN if char.isdigit() else char for char in text)


def _within(word: Word, best: Word) -> bool:
    return best.start <= word.start and word.end <= best.end


def _length(word: Word) -> int:
    return word.end - word.start
