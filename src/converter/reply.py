"""The reply to the contact flow: a flat map of strings, always with the same keys and never with an empty value.

A contact flow cannot read lists, and a missing or empty value sends it to its error branch: so the place of what is
missing says `none`.
"""

from collections.abc import Sequence
from typing import Literal

from calls.callers import Saved
from calls.speech import speak
from calls.speech.memorable import remember
from vanity import Answer
from vanity.ladder import Tier, has_few_letters
from vanity.number import PhoneNumber

#: `found`: there are answers. `none`: nothing fits the number. `nonumber`: there is no number, or
#: one that nobody can have. `unsupported`: not a voice call.
Status = Literal["found", "none", "nonumber", "unsupported"]
CONVERTED = frozenset({"found", "none"})  # the statuses of a number that was looked up
Reply = dict[str, str]
ANSWERS = 5
SPOKEN = 3  # good answers at once
SMALL = 2  # small finds at once
NOTHING = "none"  # harmless even if it is spoken by mistake


def build_reply(
    status: Status, number: PhoneNumber | None = None, answers: Sequence[Answer] = (), saved: Saved = "no"
) -> Reply:
    """Return the reply for a status, the number that was looked up, its answers, best first, and whether it was saved.

    `good` counts the good answers, which are spoken first, and `smalls` the small finds behind them, which are `small1`
    and `small2`. Without a good answer, `why` says what keeps the number from spelling a word, and `memory` is the
    number, read so that it is easy to remember.
    """
    good = sum(answer.tier < Tier.SMALL_FIND for answer in answers[:SPOKEN])
    smalls = answers[good : good + SMALL] if good < SPOKEN else ()
    reply = {"status": status, "count": str(len(answers)), "saved": saved}
    reply |= {"good": str(good), "smalls": str(len(smalls))}
    reply |= {"why": NOTHING, "memory": NOTHING}
    if number and not good:
        reply |= {"why": _why(number), "memory": _memory(number)}
    for place in range(ANSWERS):
        reply[f"vanity{place + 1}"] = answers[place].text if place < len(answers) else NOTHING
        reply[f"say{place + 1}"] = speak(answers[place].marked) if place < len(answers) else NOTHING
    for place in range(SMALL):
        reply[f"small{place + 1}"] = speak(smalls[place].marked) if place < len(smalls) else NOTHING
    return reply


def _why(number: PhoneNumber) -> str:
    return "digits" if has_few_letters(number.local) else "words"


def _memory(number: PhoneNumber) -> str:
    return remember([number.country_code, *filter(None, [number.area]), number.local])
