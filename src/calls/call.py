"""One conversion to save: the number, its answers, and the contact it was made for."""

import json
import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from calls.errors import UnreadableCallError

Source = Literal["caller", "keyed"]
CALLER: Source = "caller"  # the number that the call came from
KEYED: Source = "keyed"  # a number that the caller keyed in
SOURCES = (CALLER, KEYED)
_E164 = re.compile(r"\+[1-9]\d{3,14}", re.ASCII)
_TIMES = range(1, 10**14)  # milliseconds, up to the year 5138
_MOST_ANSWERS = 5
_LONGEST_TEXT = 60  # characters
_TIERS = (1, 2, 3)
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
            _check(call)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise UnreadableCallError(_NOT_A_CALL) from error
        return call


def _check(call: Call) -> None:
    """Raise ValueError for a call that the converter cannot have written, or that the table could not keep.

    One such message would fail its whole batch.
    """
    if list(map(type, call)) != [str, str, str, int, tuple] or call.source not in SOURCES:
        raise ValueError("a field has another type")
    if not _E164.fullmatch(call.number) or call.at not in _TIMES or len(call.answers) > _MOST_ANSWERS:
        raise ValueError("the number, the time or the answers are none")
    call.contact_id.encode()  # raises for half of a surrogate pair


def decode_answers(rows: Iterable[Any]) -> tuple[SavedAnswer, ...]:
    """Return the answers that JSON has as lists of text, words, points and tier, which older rows lack.

    Raises ValueError or TypeError when a row is anything else.
    """
    return tuple(_decode_answer(*row) for row in rows)


def _decode_answer(text: Any, words: Any, points: Any, tier: Any = 1) -> SavedAnswer:
    if [type(field) for field in (text, words, points, tier)] != [str, list, int, int] or tier not in _TIERS:
        raise ValueError("a field of an answer has another type")
    if not all(isinstance(each, str) and len(each) <= _LONGEST_TEXT for each in (text, *words)):
        raise ValueError("the texts of an answer are none")
    return SavedAnswer(text, tuple(words), points, tier)
