"""A call, written down while it goes on: who speaks, what is said, which keys are pressed."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TextIO

from infra.phone.moments import Asked, HungUp, Moment, Pressed, Said, Speech, Waited, seconds
from infra.phone.numbers import written
from vanity.cli.ink import Ink

LONG = 1.0  # seconds; what follows so long a pause stands on a line of its own
WIDEST = 100  # columns: longer lines are not read with pleasure
_MARGIN = " " * 8


class Transcript:
    """Writes what happens to a stream. echoes: whether the keys are to be written too, when nobody sees them typed."""

    def __init__(self, out: TextIO, columns: int = WIDEST, echoes: bool = True) -> None:
        self._out = out
        self._ink = Ink.of(out)
        self._columns = min(columns, WIDEST)
        self._echoes = echoes
        self._seconds = 0.0

    def open(self, line: str, caller: str | None) -> None:
        """The first line; the line's number and the caller's."""
        self._write(f"calling {written(line)} from {written(caller)}\n")

    def __call__(self, moment: Moment) -> None:
        """Write a moment down."""
        self._seconds += seconds(moment)
        for line in self._lines(moment):
            self._write(line)

    def _lines(self, moment: Moment) -> Iterator[str]:
        match moment:
            case Said(speech):
                yield from self._labelled("line", self._wrapped(speech))
            case Pressed(keys) if self._echoes:
                yield from self._labelled("you", [f"press {keys}"])
            case Waited() if self._echoes:
                yield from self._labelled("you", [self._ink.dim("press nothing")])
            case Asked(function, _, failure) if failure:
                yield self._aside(f"{function.rpartition(':function:')[2]} failed: {failure}")
            case HungUp(by_caller):
                who = "you hang up" if by_caller else "the line hangs up"
                yield f"\n{self._aside(f'{who} after about {lasting(self._seconds)}')}"

    def _wrapped(self, speech: Speech) -> list[str]:
        width = self._columns - len(_MARGIN)
        return [line for paragraph in paragraphs(speech) for line in wrap(paragraph, width, subsequent_indent="  ")]

    def _labelled(self, who: str, lines: list[str]) -> Iterator[str]:
        label = self._ink.dim(f"  {who:<{len(_MARGIN) - 2}}")
        yield from (f"{_MARGIN if place else label}{line}" for place, line in enumerate(lines))

    def _aside(self, text: str) -> str:
        return _MARGIN + self._ink.dim(f"({text})")

    def _write(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def paragraphs(speech: Speech) -> list[str]:
    """What is said between long pauses; a short one is an ellipsis."""
    said = [""]
    for piece in speech:
        if isinstance(piece, str):
            said[-1] += piece
        elif piece.seconds >= LONG:
            said.append("")
        else:
            said[-1] += " … "
    return [paragraph.strip() for paragraph in said if paragraph.strip(" …")]


def lasting(length: float) -> str:
    """`48 s`, `2 min 5 s`."""
    minutes, rest = divmod(round(length), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
