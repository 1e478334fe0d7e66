"""A call that is going on: what every action can use and change."""

from collections import Counter
from dataclasses import dataclass, field

from infra.phone.contact import Contact
from infra.phone.functions import Functions
from infra.phone.keypad import Keypad
from infra.phone.moments import Listener
from infra.phone.references import resolved


@dataclass
class Call:
    """The contact, the caller's keypad, the functions, and who is told what happens.

    loops: how often each Loop action has gone round.
    """

    contact: Contact
    keypad: Keypad
    functions: Functions
    tell: Listener
    loops: Counter[str] = field(default_factory=Counter)

    def resolved(self, text: str) -> str:
        """A text of the flow with the values of its references as they are now."""
        return resolved(text, self.contact.references())
