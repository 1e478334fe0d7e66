"""Looks up any number for a visitor without storing it. The number comes in the body because URLs end up in logs."""

import json
from collections.abc import Callable
from functools import cache

from page.http import BadRequestError, to_json
from page.masking import format_number
from vanity import VanityIndex
from vanity.ladder import worth_showing
from vanity.number import parse

LONGEST_BODY = 256  # bytes; a number as people write it has 30 or fewer
_EXPECTED = 'send a number as JSON: {"number": "+18003569377"}'


class LookUp:
    """Look-ups in the index, which is opened for the first of them: visitors who only watch do not need it."""

    def __init__(self, open_index: Callable[[], VanityIndex]) -> None:
        self._index = cache(open_index)

    def answer(self, number: str) -> str:
        """Return the number and its best answers, as JSON. Raises NumberError and IndexUnusableError."""
        phone = parse(number)
        answers = [answer.text for answer in worth_showing(self._index().best(phone.e164))]
        return to_json({"number": format_number(phone), "answers": answers})


def parse_number(body: bytes) -> str:
    """Return the number in a request's body, as it was sent. Raises BadRequestError."""
    number = _text(body, "number")
    if number is None:
        raise BadRequestError(_EXPECTED)
    return number


def parse_key(body: bytes) -> str:
    """Return the key of a caller to forget: as it is saved, or else that of a number. Raises BadRequestError.

    What is saved need not be a number: an earlier version, or a damaged item, may have left anything.
    """
    return _text(body, "key") or parse(parse_number(body)).e164


def _text(body: bytes, name: str) -> str | None:
    try:
        value = json.loads(body)[name] if len(body) <= LONGEST_BODY else None
    except (ValueError, LookupError, TypeError, RecursionError):
        value = None
    return value if isinstance(value, str) else None
