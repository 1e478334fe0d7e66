"""How letters are set off from digits: in colour on a terminal, by brackets elsewhere."""

import os
import re
from typing import NamedTuple, TextIO

_WORDS = re.compile("[A-Z](?: *[A-Z])*")
_LETTERS, _DIM, _PLAIN = "\033[1;32m", "\033[2m", "\033[0m"


class Ink(NamedTuple):
    """A way to write to a stream."""

    #: Whether the codes of a colour terminal may be used.
    colour: bool

    @classmethod
    def of(cls, stream: TextIO) -> "Ink":
        """Return the ink for a stream; see https://no-color.org and https://force-color.org."""
        if os.environ.get("NO_COLOR"):
            return cls(colour=False)
        return cls(colour=bool(os.environ.get("FORCE_COLOR")) or stream.isatty())

    def letters(self, text: str) -> str:
        """Return the text with its letters set off."""
        return _WORDS.sub(rf"{_LETTERS}\g<0>{_PLAIN}", text) if self.colour else text

    def dim(self, text: str) -> str:
        """Return less prominent text."""
        return f"{_DIM}{text}{_PLAIN}" if self.colour and text else text

    def overflow(self, text: str) -> str:
        """Return letters beyond the number's end."""
        return self.dim(text) if self.colour or not text else f"({text})"
