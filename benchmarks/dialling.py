"""What letters dial, written down here once more: a check that shares no code with what it checks."""

import re

_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def bare(text: str) -> str:
    """The letters and digits of a written number, in capitals: `1-800-Flowers` -> `1800FLOWERS`."""
    return re.sub("[^A-Z0-9]", "", text.upper())


def dialled(letters: str) -> str:
    """The digits that capitals dial."""
    return letters.translate(_KEYS)


def shown(text: str, digits: str) -> str | None:
    """The letters and kept digits that `text` shows for all `digits` of a number, or None when it does not dial them.

    What runs past the number's end is cut off: the network ignores it.
    """
    letters = bare(text)[: len(digits)]
    return letters if dialled(letters) == digits else None


def advertised(phrase: str, digits: str) -> str:
    """The same for an advertised phrase, which may leave the front of the number out. Raises ValueError."""
    letters = bare(phrase)
    for length in range(len(letters), 0, -1):
        if digits.endswith(dialled(letters[:length])):
            return digits[:-length] + letters[:length]
    raise ValueError(f"{phrase} does not dial its number")
