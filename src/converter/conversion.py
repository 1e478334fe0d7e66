"""From a contact to a reply: look the number up, save the call, and build the reply."""

import time
from collections.abc import Callable, Sequence
from typing import Literal

from calls.call import KEYED, Call, SavedAnswer
from calls.callers import Saved
from calls.deadline import Deadline
from calls.speech import speak
from converter.contact import Contact
from vanity import Answer, NumberError, VanityIndex
from vanity.number import parse

#: `found`: there are answers. `none`: no word fits the number. `nonumber`: there is no number. `unsupported`: not a
#: voice call, or a number that cannot be spelled.
Status = Literal["found", "none", "nonumber", "unsupported"]
CONVERTED = frozenset({"found", "none"})  # the statuses of a number that was looked up
#: The reply: a flat map of strings, always with the same keys and never with an empty value.
Reply = dict[str, str]
ANSWERS = 5
NOTHING = "none"  # harmless even if it is spoken by mistake
#: Saves a call before a deadline and returns where it was saved; it never raises.
Save = Callable[[Call, Deadline], Saved]


class Converter:
    """The converter: an open index, a way to save a call, and a clock in milliseconds since 1970."""

    def __init__(self, index: VanityIndex, save: Save, clock: Callable[[], int]) -> None:
        self._index = index
        self._save = save
        self.clock = clock

    def reply_to(self, contact: Contact, deadline: Deadline) -> Reply:
        """Return the reply to a contact, and save its call. Raises IndexCorruptError when the index is damaged."""
        if not contact.is_voice:
            return build_reply("unsupported")
        if not contact.number:
            return build_reply("nonumber")
        try:
            call = self._convert(contact)
        except NumberError:
            return build_reply(_status_without_number(contact))
        texts = [answer.text for answer in call.answers]
        return build_reply("found" if texts else "none", texts, self._save(call, deadline))

    def _convert(self, contact: Contact) -> Call:
        phone = parse(contact.number)
        saved = tuple(saved_answer(*scored) for scored in self._index.scored(phone, ANSWERS))
        return Call(phone.e164, contact.source, contact.id, self.clock(), saved)


def saved_answer(answer: Answer, points: int) -> SavedAnswer:
    """Return what is saved of an answer that scored this many thousandths of a point."""
    return SavedAnswer(answer.text, answer.words, points)


def _status_without_number(contact: Contact) -> Status:
    """Return the status for a number that cannot be spelled: a caller who mistyped may try again, others may not."""
    return "nonumber" if contact.source == KEYED else "unsupported"


def build_reply(status: Status, texts: Sequence[str] = (), saved: Saved = "no") -> Reply:
    """Return the reply for a status, the texts of the answers (best first), and whether the call was saved.

    A contact flow cannot read lists, and a missing or empty value sends it to its error branch: so the place of a
    missing answer says `none`.
    """
    reply = {"status": status, "count": str(len(texts)), "saved": saved}
    for place in range(ANSWERS):
        exists = place < len(texts)
        reply[f"vanity{place + 1}"] = texts[place] if exists else NOTHING
        reply[f"say{place + 1}"] = speak(texts[place]) if exists else NOTHING
    return reply


def now() -> int:
    """Return the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000
