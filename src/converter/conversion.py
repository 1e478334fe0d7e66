"""From a contact to a reply: which number, which words, kept where."""

from collections.abc import Callable

from calls.call import KEYED, Call, SavedAnswer
from calls.callers import Saved
from calls.deadline import Deadline
from converter.contact import Contact
from converter.reply import ANSWERS, Reply, Status, reply
from vanity import Answer, NumberError, VanityIndex
from vanity.number import parse

Save = Callable[[Call, Deadline], Saved]


class Converter:
    """The converter: an open index, what keeps a call, and a clock that gives milliseconds since 1970."""

    def __init__(self, index: VanityIndex, save: Save, clock: Callable[[], int]) -> None:
        self._index = index
        self._save = save
        self.clock = clock

    def reply_to(self, contact: Contact, deadline: Deadline) -> Reply:
        """The reply to a contact, whose call is kept on the way. Raises IndexCorruptError when the index is damaged."""
        if not contact.is_voice:
            return reply("unsupported")
        if not contact.number:
            return reply("nonumber")
        try:
            call = self._call(contact)
        except NumberError:
            return reply(_unspellable(contact))
        texts = [answer.text for answer in call.answers]
        return reply("found" if texts else "none", texts, self._save(call, deadline))

    def _call(self, contact: Contact) -> Call:
        phone = parse(contact.number)
        saved = tuple(saved_answer(*scored) for scored in self._index.scored(phone, ANSWERS))
        return Call(phone.e164, contact.source, contact.id, self.clock(), saved)


def saved_answer(answer: Answer, points: int) -> SavedAnswer:
    """Return what is saved of an answer, with its score in thousandths of a point."""
    return SavedAnswer(answer.text, answer.words, points)


def _unspellable(contact: Contact) -> Status:
    """A caller who keyed nonsense may try again; one who calls from a number we cannot spell may not."""
    return "nonumber" if contact.source == KEYED else "unsupported"
