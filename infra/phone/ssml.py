"""Reads SSML as text with pauses.

Tags that only change the voice (prosody, lang, say-as, amazon:effect, and unknown ones) leave their text as it is.
"""

import re
from xml.parsers import expat

from infra.phone.events import Pause, Speech

LONGEST = 6000  # characters in one prompt, tags and all ("Amazon Connect", SSML tags)
LONGEST_PAUSE = 10.0  # seconds, of one break
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.!?](\s|$))")  # a voice does not hear it
_TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s)", re.ASCII)
# In seconds. Polly gives no figures, only comparisons: a comma, the end of a sentence, the end of a paragraph.
_STRENGTHS = {"none": 0.0, "x-weak": 0.0, "weak": 0.25, "medium": 0.25, "strong": 0.5, "x-strong": 0.8}
_BETWEEN = {"s": "strong", "p": "x-strong"}


class UnspeakableError(Exception):
    """A voice cannot speak the text; the prompt fails."""


def read_ssml(ssml: str) -> Speech:
    """Return how a voice reads SSML. Raises UnspeakableError."""
    if len(ssml) > LONGEST:
        raise UnspeakableError(f"longer than {LONGEST} characters")
    return _Reader().read(ssml)


def read_text(text: str) -> Speech:
    """Return how a voice reads plain text. Raises UnspeakableError when there is none."""
    words = _words(text)
    if not words:
        raise UnspeakableError("there is nothing to say")
    return (words,)


class _Reader:
    """Gathers texts and pauses, without namespaces, since that of `amazon:effect` is never declared."""

    def __init__(self) -> None:
        self._pieces: list[str | Pause] = []
        self._text = ""
        self._silenced = 0  # depth inside a <sub>, whose alias is read instead of its text
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._read

    def read(self, ssml: str) -> Speech:
        if not ssml.lstrip().startswith("<speak"):
            raise UnspeakableError("SSML must be inside <speak>")
        try:
            self._parser.Parse(ssml, True)
        except expat.ExpatError as error:
            raise UnspeakableError(str(error)) from error
        self._end_text()
        if not any(isinstance(piece, str) for piece in self._pieces):
            raise UnspeakableError("there is nothing to say")
        return tuple(self._pieces)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._silenced or (name == "sub" and "alias" in attributes):
            self._text += "" if self._silenced else attributes["alias"]
            self._silenced += 1
        elif name == "break":
            self._pause(_length(attributes))
        elif name in _BETWEEN and (self._pieces or self._text.strip()):
            self._pause(_STRENGTHS[_BETWEEN[name]])

    def _end(self, _name: str) -> None:
        self._silenced = max(0, self._silenced - 1)

    def _read(self, text: str) -> None:
        self._text += "" if self._silenced else text

    def _pause(self, seconds: float) -> None:
        self._end_text()
        match self._pieces:
            case [*_, Pause(earlier)]:
                self._pieces.pop()
                seconds += earlier
        if seconds:
            self._pieces.append(Pause(round(seconds, 3)))

    def _end_text(self) -> None:
        words, self._text = _words(self._text), ""
        if words:
            self._pieces.append(words)


def _words(text: str) -> str:
    return _SPACE_BEFORE_STOP.sub("", " ".join(text.split()))


def _length(attributes: dict[str, str]) -> float:
    if "time" not in attributes:
        return _strength(attributes.get("strength", "medium"))
    time = _TIME.fullmatch(attributes["time"])
    seconds = float(time[1]) / (1000 if time[2] == "ms" else 1) if time else LONGEST_PAUSE + 1
    if seconds > LONGEST_PAUSE:
        raise UnspeakableError(f"a break of {attributes['time']}: it must be 10s or less, written as 700ms or 1s")
    return seconds


def _strength(name: str) -> float:
    if name not in _STRENGTHS:
        raise UnspeakableError(f"a break has no strength {name}")
    return _STRENGTHS[name]
