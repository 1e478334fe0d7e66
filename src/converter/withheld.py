"""Callers whose number is a word: what carriers send in place of a number that is withheld or unknown.

Some networks accept nothing but digits as a caller's number, so a carrier keys a word instead, with or without the
country code 1. Twilio's help lists those that callers see most ("Why am I getting calls from these strange numbers?"):
ANONYMOUS, BLOCKED, RESTRICTED, UNAVAILABLE and UNKNOWN. The others are what caller ID displays in words.
"""

from vanity.keypad import dial

_WORDS = (
    "ANONYMOUS",
    "BLOCKED",
    "NOCALLERID",
    "NONUMBER",
    "NOTAVAILABLE",
    "OUTOFAREA",
    "PRIVATE",
    "RESTRICTED",
    "UNAVAILABLE",
    "UNKNOWN",
    "UNLISTED",
    "WITHHELD",
)
#: In E.164. Somebody may own +1 737 874 2833, but whoever calls with it nearly always has withheld their number.
WITHHELD = frozenset(f"+{one}{dial(word)}" for word in _WORDS for one in ("", "1"))
