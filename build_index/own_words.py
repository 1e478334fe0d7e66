"""An owner's own words: those to find, with what each adds to a score, and those that must never be said."""

import re
from pathlib import Path
from typing import NamedTuple

from build_index import BuildError

USUAL_BONUS = 30  # tenths of a point, for a word without a weight of its own
MOST_POINTS = 12.7  # the index holds tenths of a point in a signed byte
GRADE = 5
_ROW = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)*)(?:\s+([-+]?\d+(?:\.\d+)?))?")


class OwnWords(NamedTuple):
    """What an owner adds to a language, and takes from it."""

    #: The bonus of each lower-case word or hyphenated phrase, in tenths of a point.
    bonuses: dict[str, int]
    #: Lower-case words without hyphens.
    forbidden: frozenset[str]
    #: The files that they come from.
    files: tuple[Path, ...]


NO_OWN_WORDS = OwnWords({}, frozenset(), ())


def read_own_words(words: Path | None, forbidden: Path | None) -> OwnWords:
    """Return what two files hold, of which either may be missing. Raise BuildError, which names the file and line."""
    bonuses = dict(_rows(words)) if words else {}
    never = frozenset(word.replace("-", "") for word, _ in _rows(forbidden)) if forbidden else frozenset[str]()
    return OwnWords(bonuses, never, tuple(path for path in (words, forbidden) if path))


def _rows(path: Path) -> list[tuple[str, int]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(f"cannot read the words in {path}: {error}") from error
    rows = [(count, line.split("#")[0].strip()) for count, line in enumerate(lines, 1)]
    return [_parse(line, f"{path}, line {count}") for count, line in rows if line]


def _parse(line: str, place: str) -> tuple[str, int]:
    match = _ROW.fullmatch(line)
    if not match:
        raise BuildError(f"{place}: write a word of letters A to Z, or words joined by hyphens, and perhaps its points")
    points = float(match[2]) if match[2] else USUAL_BONUS / 10
    if abs(points) > MOST_POINTS:
        raise BuildError(f"{place}: a word may add or cost at most {MOST_POINTS} points")
    return match[1].lower(), round(points * 10)
