"""How letters are set off from digits: in colour on a terminal, by brackets elsewhere."""

import os
import re
from typing import NamedTuple, TextIO

_WORDS = re.compile("[A-Z](?: *[A-Z])*")
_LETTERS, _DIM, _PLAIN = "\033[1;32m", "\033[2m", "\033[0m"


class Ink(NamedTuple):
    """A way to write; `colour` says whether it may use the codes of a colour terminal."""

    colour: bool

    @classmethod
    def of(cls, stream: TextIO) -> "Ink":
        """The way to write to a stream: https://no-color.org, https://force-color.org, or what the stream is."""
        if os.environ.get("NO_COLOR"):
            return cls(colour=False)
        return cls(colour=bool(os.environ.get("FORCE_COLOR")) or stream.isatty())

    def letters(self, text: str) -> str:
        """The text with the letters in it set off."""
        return _WORDS.sub(rf"{_LETTERS}\g<0>{_PLAIN}", text) if self.colour else text

    def dim(self, text: str) -> str:
        """Text that stands back."""
        return f"{_DIM}{text}{_PLAIN}" if self.colour and text else text

    def past(self, text: str) -> str:
        """Letters past the number's end."""
        return self.dim(text) if self.colour or not text else f"({text})"
