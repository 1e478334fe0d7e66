"""What letters dial, implemented a second time: a check that shares no code with what it checks."""

import re

_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def bare(text: str) -> str:
    """Return the letters and digits of a vanity number, in capitals: `1-800-Flowers` -> `1800FLOWERS`."""
    return re.sub("[^A-Z0-9]", "", text.upper())


def digits_of(letters: str) -> str:
    """Return the digits that capitals dial."""
    return letters.translate(_KEYS)


def letters_shown(text: str, digits: str) -> str | None:
    """Return the letters and kept digits that a text shows for the digits of a number; None when it does not dial them.

    Letters beyond the number's end are cut off: the network ignores them.
    """
    letters = bare(text)[: len(digits)]
    return letters if digits_of(letters) == digits else None


def advertised_letters(phrase: str, digits: str) -> str:
    """Return the same for an advertised phrase, which may leave out the front of the number. Raises ValueError."""
    letters = bare(phrase)
    for length in range(len(letters), 0, -1):
        if digits.endswith(digits_of(letters[:length])):
            return digits[:-length] + letters[:length]
    raise ValueError(f"{phrase} does not dial its number")
