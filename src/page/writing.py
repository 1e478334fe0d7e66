"""Numbers and answers as they are written, read back into places and put together again."""

import re
from typing import NamedTuple

from vanity.answer import kept_runs
from vanity.number import PhoneNumber

HIDDEN = "•"
_STRETCH = re.compile(r"[A-Z0-9]+")


class Word(NamedTuple):
    """A word of an answer. start, end: its place in the local part; letters past the number's end have none."""

    start: int
    end: int
    text: str


def words_in(text: str, phone: PhoneNumber) -> list[Word]:
    """The words of an answer to a number. Those that reach into the area code start below 0."""
    place = -len(phone.country_code) - len(phone.area)
    found = []
    for stretch in _STRETCH.findall(text):
        end = place + len(stretch)
        if stretch[0] > "9":
            found.append(Word(place, min(end, len(phone.local)), stretch))
        place = end
    return found


def written(phone: PhoneNumber, words: list[Word]) -> str:
    """The number with the words in their places: `1-•••-•••-JUNK`."""
    parts, place = [], 0
    for word in words:
        parts += [*_digits(phone, place, word.start), word.text]
        place = word.end
    return phone.lead + "-".join([*parts, *_digits(phone, place, len(phone.local))])


def shown_number(phone: PhoneNumber) -> str:
    """The number in digits, as its country groups them: `1-800-356-9377`."""
    return written(phone, [])


def _digits(phone: PhoneNumber, start: int, end: int) -> list[str]:
    return [phone.local[a:b] for a, b in kept_runs(start, end, phone.breaks)]
