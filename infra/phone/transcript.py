"""Prints a call while it goes on: who speaks, what they say, and which keys are pressed."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TextIO

from infra.phone.contact import format_address
from infra.phone.events import CallEvent, HungUp, Invoked, Pressed, Speech, Spoken, Waited, duration
from vanity.cli.ink import Ink

LONG = 1.0  # seconds; a pause of this length starts a new line
WIDEST = 100  # columns: longer lines are hard to read
_MARGIN = " " * 8


class Transcript:
    """Prints the events of a call to a stream."""

    def __init__(self, out: TextIO, columns: int = WIDEST, echoes: bool = True) -> None:
        self._out = out
        self._ink = Ink.of(out)
        self._columns = min(columns, WIDEST)
        #: Whether to print the keys too, when nobody sees them typed.
        self._echoes = echoes
        self._seconds = 0.0

    def open(self, line: str, caller: str | None) -> None:
        """Print the first line, with the line's number and the caller's."""
        self._print(f"calling {format_address(line)} from {format_address(caller)}\n")

    def __call__(self, event: CallEvent) -> None:
        """Print an event."""
        self._seconds += duration(event)
        for line in self._lines(event):
            self._print(line)

    def _lines(self, event: CallEvent) -> Iterator[str]:
        match event:
            case Spoken(speech):
                yield from self._label("line", self._wrap(speech))
            case Pressed(keys) if self._echoes:
                yield from self._label("you", [f"press {keys}"])
            case Waited() if self._echoes:
                yield from self._label("you", [self._ink.dim("press nothing")])
            case Invoked(function, _, failure) if failure:
                yield self._aside(f"{function.rpartition(':function:')[2]} failed: {failure}")
            case HungUp(by_caller):
                who = "you hang up" if by_caller else "the line hangs up"
                yield f"\n{self._aside(f'{who} after about {format_duration(self._seconds)}')}"

    def _wrap(self, speech: Speech) -> list[str]:
        width = self._columns - len(_MARGIN)
        return [line for paragraph in paragraphs(speech) for line in wrap(paragraph, width, subsequent_indent="  ")]

    def _label(self, who: str, lines: list[str]) -> Iterator[str]:
        label = self._ink.dim(f"  {who:<{len(_MARGIN) - 2}}")
        yield from (f"{_MARGIN if place else label}{line}" for place, line in enumerate(lines))

    def _aside(self, text: str) -> str:
        return _MARGIN + self._ink.dim(f"({text})")

    def _print(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def paragraphs(speech: Speech) -> list[str]:
    """Return what is said between long pauses; a short pause becomes an ellipsis."""
    texts = [""]
    for piece in speech:
        if isinstance(piece, str):
            texts[-1] += piece
        elif piece.seconds >= LONG:
            texts.append("")
        else:
            texts[-1] += " … "
    return [paragraph.strip() for paragraph in texts if paragraph.strip(" …")]


def format_duration(seconds: float) -> str:
    """Return `48 s`, or `2 min 5 s`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
