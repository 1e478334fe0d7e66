"""One conversion to be kept: the number, the answers it got, and the contact it was made for."""

import json
from typing import Any, Literal, NamedTuple

from calls.errors import UnreadableCallError

Source = Literal["caller", "keyed"]
CALLER: Source = "caller"  # the number the call came from
KEYED: Source = "keyed"  # a number that the caller keyed in
SOURCES = (CALLER, KEYED)
_NO_CALL = "this message is not a call: look at it in the dead-letter queue"


class SavedAnswer(NamedTuple):
    """An answer as it is kept: `1-800-FLOWERS`, its words (FLOWERS), and its score in thousandths of a point."""

    text: str
    words: tuple[str, ...]
    points: int


class Call(NamedTuple):
    """A number that was converted.

    number: E.164. source: whether it is the caller's, or was keyed. contact_id: Amazon Connect's id of the contact, the
    idempotency key: however often a contact is delivered, it counts once for a number. at: milliseconds since 1970,
    UTC. answers: best first, five or fewer.
    """

    number: str
    source: Source
    contact_id: str
    at: int
    answers: tuple[SavedAnswer, ...]

    def to_json(self) -> str:
        """One line of JSON, as it waits in the queue."""
        return json.dumps(self._asdict(), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Call":
        """The call that `to_json` wrote. Raises UnreadableCallError, whose message repeats nothing of it."""
        try:
            fields: dict[str, Any] = json.loads(text)
            kept = fields.pop("answers")
            answers = tuple(SavedAnswer(written, tuple(words), points) for written, words, points in kept)
            call = cls(answers=answers, **fields)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise UnreadableCallError(_NO_CALL) from error
        if list(map(type, call)) != [str, str, str, int, tuple] or call.source not in SOURCES:
            raise UnreadableCallError(_NO_CALL)
        return call
