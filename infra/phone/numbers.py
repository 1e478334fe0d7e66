"""Phone numbers of callers: as they are given on the command line, and as people read them."""

import re

from vanity.number import parse

WITHHELD = "anonymous"  # what Amazon Connect is said to give for a number that is not shown
_ABROAD = re.compile(r"\+[2-9]\d{6,14}", re.ASCII)  # as Amazon Connect would send it, whether it can be spelled or not
_NORTH_AMERICAN = re.compile(r"\+1(\d{3})(\d{3})(\d{4})", re.ASCII)


def caller(text: str) -> str | None:
    """The address that a caller is known by: E.164, `anonymous`, or None where the text is empty (no telephone).

    Raises NumberError for text that is no number.
    """
    if text in {"", WITHHELD}:
        return text or None
    return text if _ABROAD.fullmatch(text) else parse(text).e164


def written(address: str | None) -> str:
    """An address for a reader: `+1 800-356-9377`."""
    if address is None:
        return "no telephone"
    return _NORTH_AMERICAN.sub(r"+1 \1-\2-\3", address)
