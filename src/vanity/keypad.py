"""The telephone keypad of ITU-T E.161: three or four letters on each of the keys 2 to 9, none on 0 and 1."""

import re

from vanity.errors import NumberError

LETTERS_ON = {
    "2": "ABC",
    "3": "DEF",
    "4": "GHI",
    "5": "JKL",
    "6": "MNO",
    "7": "PQRS",
    "8": "TUV",
    "9": "WXYZ",
}

_TO_DIGITS = str.maketrans({letter: key for key, letters in LETTERS_ON.items() for letter in letters})
_SPELLABLE = re.compile(r"[A-Za-z0-9 .\-]*[A-Za-z0-9][A-Za-z0-9 .\-]*")


def dial(letters: str) -> str:
    """Return the digits that upper-case `letters` dial; any other character is kept."""
    return letters.translate(_TO_DIGITS)


def spell(words: str) -> str:
    """Return the digits of words as a person types them, separators kept: `1-800-Flowers` -> `1-800-3569377`.

    Raise NumberError for a character that is on no key.
    """
    if not _SPELLABLE.fullmatch(words):
        raise NumberError("only the letters A to Z, digits, spaces, dots and hyphens are on a keypad")
    return dial(words.upper())
