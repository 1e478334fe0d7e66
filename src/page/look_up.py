"""Looks up any number for a visitor without storing it. The number comes in the body because URLs end up in logs."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

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
    return _number(_fields(body))


def parse_key(body: bytes) -> str:
    """Return the key of a caller to forget: as it is saved, or else that of a number. Raises BadRequestError.

    What is saved need not be a number: an earlier version, or a damaged item, may have left anything.
    """
    fields = _fields(body)
    if not all(isinstance(fields.get(name, ""), str) for name in ("key", "number")):
        raise BadRequestError(_EXPECTED)
    return fields.get("key") or parse(_number(fields)).e164


def _number(fields: dict[str, Any]) -> str:
    number = fields.get("number")
    if not isinstance(number, str):
        raise BadRequestError(_EXPECTED)
    return number


def _fields(body: bytes) -> dict[str, Any]:
    """Return the object in a request's body; an empty one when it holds none, or is too long."""
    try:
        content = json.loads(body) if len(body) <= LONGEST_BODY else None
    except (ValueError, RecursionError):
        content = None
    return content if isinstance(content, dict) else {}
