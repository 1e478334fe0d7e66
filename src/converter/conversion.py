"""From a contact to a reply: look the number up and save the call."""

import time
from collections.abc import Callable

from calls.call import Call, SavedAnswer
from calls.callers import Saved
from calls.deadline import Deadline
from converter.contact import Contact
from converter.reply import ANSWERS, Reply, build_reply
from vanity import Answer, NumberError, VanityIndex
from vanity.number import parse

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
        try:
            phone = parse(contact.number)
        except NumberError:  # withheld, mistyped, or a number that nobody can have
            return build_reply("nonumber")
        scored = self._index.scored(phone, ANSWERS)
        answers = tuple(saved_answer(*each) for each in scored)
        saved = self._save(Call(phone.e164, contact.source, contact.id, self.clock(), answers), deadline)
        return build_reply("found" if scored else "none", phone, [each.answer for each in scored], saved)


def saved_answer(answer: Answer, points: int) -> SavedAnswer:
    """Return what is saved of an answer that scored this many thousandths of a point."""
    return SavedAnswer(answer.text, answer.words, points, int(answer.tier))


def now() -> int:
    """Return the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000
