"""One conversion to save: the number, its answers, and the contact it was made for."""

import json
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from calls.errors import UnreadableCallError

Source = Literal["caller", "keyed"]
CALLER: Source = "caller"  # the number that the call came from
KEYED: Source = "keyed"  # a number that the caller keyed in
SOURCES = (CALLER, KEYED)
_NOT_A_CALL = "this message is not a call: look at it in the dead-letter queue"


class SavedAnswer(NamedTuple):
    """What is saved of an answer."""

    #: The vanity number as it is written: `1-800-FLOWERS`.
    text: str
    #: The words in it, without digits: FLOWERS.
    words: tuple[str, ...]
    #: Its score, in thousandths of a point.
    points: int
    #: How good it is: 1 for whole words, 2 for short ones, 3 for small finds.
    tier: int = 1


class Call(NamedTuple):
    """A number that was converted."""

    #: E.164.
    number: str
    source: Source
    #: Amazon Connect's id of the contact: the idempotency key. However often a contact is delivered, it counts once for
    #: a number.
    contact_id: str
    #: When the call was converted, in milliseconds since 1970, UTC.
    at: int
    #: Five or fewer, best first.
    answers: tuple[SavedAnswer, ...]

    def to_json(self) -> str:
        """Return the call as the one line of JSON that waits in the queue."""
        return json.dumps(self._asdict(), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Call":
        """Return the call that `to_json` wrote.

        Raises UnreadableCallError, whose message repeats nothing of the text.
        """
        try:
            fields: dict[str, Any] = json.loads(text)
            call = cls(answers=decode_answers(fields.pop("answers")), **fields)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise UnreadableCallError(_NOT_A_CALL) from error
        if list(map(type, call)) != [str, str, str, int, tuple] or call.source not in SOURCES:
            raise UnreadableCallError(_NOT_A_CALL)
        return call


def decode_answers(rows: Iterable[Any]) -> tuple[SavedAnswer, ...]:
    """Return the answers that JSON has as lists of text, words, points and tier, which older rows lack.

    Raises ValueError or TypeError when a row is anything else.
    """
    return tuple(SavedAnswer(text, tuple(words), *more) for text, words, *more in rows)
