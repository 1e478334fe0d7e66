"""Any number, converted for whoever asks and kept nowhere. It comes in the body: addresses end up in logs."""

import json
from collections.abc import Callable
from functools import cache

from page.problems import InvalidQueryError
from page.view import as_json
from page.writing import shown_number
from vanity import VanityIndex
from vanity.number import parse

LONGEST = 256  # bytes of a request; a number as people write it has 30 or fewer
_WANTED = 'send a number as JSON: {"number": "+18003569377"}'


class Trial:
    """The index, opened when somebody tries a number: a page that is only looked at starts without it."""

    def __init__(self, open_index: Callable[[], VanityIndex]) -> None:
        self._index = cache(open_index)

    def of(self, number: str) -> str:
        """The number and its best answers, as JSON. Raises NumberError, IndexUnusableError."""
        phone = parse(number)
        answers = [answer.text for answer in self._index().best(phone.e164)]
        return as_json({"number": shown_number(phone), "answers": answers})


def number_in(body: bytes) -> str:
    """The number that a request's body asks about. Raises InvalidQueryError."""
    try:
        number = json.loads(body)["number"] if len(body) <= LONGEST else None
    except (ValueError, LookupError, TypeError):
        number = None
    if not isinstance(number, str):
        raise InvalidQueryError(_WANTED)
    return number
