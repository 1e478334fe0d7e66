"""What an open page may show of a caller.

A vanity number is the phone number, written in letters. So of every number an open page shows one word, the longest of
the best answer that has one to show, and nothing else that reveals a digit: no area code, and no digit or letter
outside that word's places.

These rules apply to everything that the page reveals about one caller, taken together:

1. A digit is revealed only in the places of the best word; the area code, and in any case the first three digits of the
   national number, are never among them. At least 10,000 numbers that somebody may have still fit what is revealed: a
   longer word is not shown, and where numbers are so short that even the dots would tell too much, neither is the
   country.
2. Everything outside these places is dots, grouped as the country groups its numbers, whatever the answers are.
3. A further answer shows whole words inside these places, over digits that are revealed already. A word that crosses
   their edge would reveal its other letters, so it is left out, and so is an answer with no words left.
4. An answer with letters in the area code is left out: its mere presence would reveal something about the area code.

So what a page says of a North American caller is the same for all area codes.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from calls.callers import Caller
from vanity.answer import kept_runs
from vanity.keypad import dial
from vanity.ladder import worth_showing
from vanity.number import PhoneNumber, parse

HIDDEN = "•"
FEWEST_HIDDEN = 3  # digits, even in a number without an area code
LEAST_TO_GUESS = 10_000  # numbers
_MARGIN = 3  # because the beginnings that fit a word's digits may be fewer than the average
# By country code and length of the national number: how many of its first three digits are in use. Made by
# benchmarks/beginnings.py.
_BEGINNINGS: dict[str, Any] = json.loads(Path(__file__).with_name("beginnings.json").read_bytes())
_GROUP = re.compile(r"[A-Z0-9]+")


class VisibleCaller(NamedTuple):
    """A caller as a page shows it."""

    #: `1-•••-356-9377`.
    number: str
    #: Best first: `1-•••-FLOWERS`.
    answers: tuple[str, ...]


#: A caller of whom nothing can be shown.
NOWHERE = VisibleCaller(f"+{HIDDEN * 3} {HIDDEN * 7}", ())


class PlacedWord(NamedTuple):
    """A word of an answer, with its place in the local part."""

    start: int
    #: Never beyond the number's end: letters past it dial no digit.
    end: int
    text: str


def mask(caller: Caller) -> VisibleCaller:
    """Return a caller as everyone may see it. Raises NumberError when the number is not one."""
    phone = parse(caller.number)
    if not _leaves_enough(phone, 0):
        return NOWHERE
    texts = [answer.text for answer in worth_showing(caller.answers)]
    answers = _local_answers(phone, texts)
    best = _longest_word(phone, answers)
    secret = _cover(phone, best)
    inside = [[word for word in words if best and _is_within(word, best)] for words in answers]
    rows = dict.fromkeys(_format(secret, words) for words in inside if words)
    return VisibleCaller(_format(secret, []), tuple(rows))


def unmask(caller: Caller) -> VisibleCaller:
    """Return a caller as the signed-in operator sees it. Raises NumberError when the number is not one."""
    shown = tuple(answer.text for answer in worth_showing(caller.answers))
    return VisibleCaller(format_number(parse(caller.number)), shown)


def all_dial(caller: Caller) -> bool:
    """Return whether each answer of a caller dials the caller's number, as what the converter saves does."""
    dialled = (re.sub("[^0-9]", "", dial(answer.text)) for answer in caller.answers)
    return all(digits.startswith(caller.number.removeprefix("+")) for digits in dialled)


def best_word(phone: PhoneNumber, texts: list[str]) -> PlacedWord | None:
    """Return the longest word of the best answer that has one to show, the first of several; None without any."""
    return _longest_word(phone, _local_answers(phone, texts))


def _longest_word(phone: PhoneNumber, answers: list[list[PlacedWord]]) -> PlacedWord | None:
    first = max(0, FEWEST_HIDDEN - len(phone.area))
    shown = (
        [word for word in words if word.start >= first and _leaves_enough(phone, _length(word))] for words in answers
    )
    return max(next(filter(None, shown), []), key=_length, default=None)


def _leaves_enough(phone: PhoneNumber, revealed: int) -> bool:
    """Return whether enough numbers are left to guess when so many digits after the first three are revealed."""
    length = len(phone.national)
    beginnings: int = _BEGINNINGS.get(phone.country_code, {}).get(str(length), 0)
    return beginnings * 10.0 ** (length - FEWEST_HIDDEN - revealed) >= LEAST_TO_GUESS * _MARGIN


def _local_answers(phone: PhoneNumber, texts: list[str]) -> list[list[PlacedWord]]:
    """Return the words of each answer that has no letters in the area code."""
    answers = (place_words(text, phone) for text in texts)
    return [words for words in answers if all(word.start >= 0 for word in words)]


def place_words(text: str, phone: PhoneNumber) -> list[PlacedWord]:
    """Return the words of an answer to a number. Those that reach into the area code start below 0."""
    place = -len(phone.country_code) - len(phone.area)
    words = []
    for group in _GROUP.findall(text):
        end = place + len(group)
        if group[0] > "9":
            words.append(PlacedWord(place, min(end, len(phone.local)), group))
        place = end
    return words


def format_number(phone: PhoneNumber) -> str:
    """Return the number in digits, as its country groups them: `1-800-356-9377`."""
    return _format(phone, [])


def _format(phone: PhoneNumber, words: list[PlacedWord]) -> str:
    """Return the number with the words in their places: `1-•••-•••-JUNK`."""
    parts, place = [], 0
    for word in words:
        parts += [*_digit_groups(phone, place, word.start), word.text]
        place = word.end
    return phone.lead + "-".join([*parts, *_digit_groups(phone, place, len(phone.local))])


def _digit_groups(phone: PhoneNumber, start: int, end: int) -> list[str]:
    return [phone.local[a:b] for a, b in kept_runs(start, end, phone.breaks)]


def _cover(phone: PhoneNumber, best: PlacedWord | None) -> PhoneNumber:
    """Return the number with dots for all digits outside the word, whose edges separate digits as gaps do."""
    start, end = (best.start, best.end) if best else (0, 0)
    digits = HIDDEN * start + phone.local[start:end] + HIDDEN * (len(phone.local) - end)
    code = len(phone.country_lead.strip(" -"))
    lead = phone.lead[:code] + "".join(_dots(phone.lead[code:]))
    return phone._replace(
        area=HIDDEN * len(phone.area), local=digits, lead=lead, breaks=phone.breaks | {start, end} - {0}
    )


def _dots(text: str) -> Iterator[str]:
    return (HIDDEN if char.isdigit() else char for char in text)


def _is_within(word: PlacedWord, best: PlacedWord) -> bool:
    return best.start <= word.start and word.end <= best.end


def _length(word: PlacedWord) -> int:
    return word.end - word.start
