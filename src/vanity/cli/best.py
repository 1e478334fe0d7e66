"""What `vanity best` prints: JSON, or a table in which every letter stands under the digit that it dials.

                        1  8 0 0  2 6 6 8 2 2 8

1. 1-800-CONTACT                  C O N T A C T
2. 1-800-266-VACU(UM)                   V A C U (U M)
"""

import json
from collections.abc import Callable, Iterator

from vanity import Answer, VanityIndex
from vanity.cli.ink import Ink
from vanity.explain import Explanation, Reasons
from vanity.number import PhoneNumber

NOTHING = "No word fits this number."
_WITHOUT_DIGITS = str.maketrans("0123456789", " " * 10)
_MARGIN = " " * 5  # as wide as a rank, `  1. `


def as_json(number: PhoneNumber, answers: list[Answer], index: VanityIndex) -> str:
    """One JSON object: the number, and of each answer what a program may want to know."""
    found = [
        {
            "text": answer.text,
            "dialled_text": answer.dialled_text,
            "words": answer.words,
            "past": answer.past,
            "score": index.explain(answer).points / 1000,
        }
        for answer in answers
    ]
    return json.dumps({"number": number.e164, "answers": found})


def as_table(
    number: PhoneNumber, answers: list[Answer], ink: Ink, why: Callable[[Answer], Explanation] | None = None
) -> str:
    """The table of the answers, or a sentence when there are none. why: gives the reasons to show under each."""
    return "\n".join(_lines(number, answers, ink, why)) if answers else NOTHING


def _lines(
    number: PhoneNumber, answers: list[Answer], ink: Ink, why: Callable[[Answer], Explanation] | None
) -> Iterator[str]:
    width = max(_width(answer, ink) for answer in answers)
    yield f"{_MARGIN}{' ' * width}  {_columns(number, number.national, _country(number))}"
    for rank, answer in enumerate(answers, 1):
        if why or rank == 1:
            yield ""
        yield _row(rank, answer, width, ink)
        if why:
            yield from _reasons(why(answer), ink)
    if any(answer.past for answer in answers):
        yield ""
        yield _MARGIN + ink.past("LETTERS") + ink.dim(" past the number's end need not be dialled.")


def _row(rank: int, answer: Answer, width: int, ink: Ink) -> str:
    past = _past(answer)
    text = ink.letters(answer.dialled_text) + ink.past(past)
    padding = " " * (width - _width(answer, ink))
    letters = ink.letters(_letters(answer)) + (" " + ink.past(" ".join(past)) if past else "")
    return f"{ink.dim(f'{rank:>3}.')} {text}{padding}  {letters}".rstrip()


def _letters(answer: Answer) -> str:
    """The letters in the columns of the digits that they dial, and blanks where digits stay."""
    shown = answer.letters.translate(_WITHOUT_DIGITS).rjust(len(answer.number.national))
    return _columns(answer.number, shown, " " * len(_country(answer.number)))


def _columns(number: PhoneNumber, shown: str, country: str) -> str:
    """One character for each digit of the national number, with gaps as people see it: `1  8 0 0  3 5 6 9 3 7 7`."""
    local = len(number.area)
    return "  ".join(filter(None, (country, " ".join(shown[:local]), " ".join(shown[local:]))))


def _country(number: PhoneNumber) -> str:
    return number.country_lead.strip(" -")


def _past(answer: Answer) -> str:
    return answer.text.removeprefix(answer.dialled_text)


def _width(answer: Answer, ink: Ink) -> int:
    return len(answer.text if ink.colour else answer.marked)


def _reasons(explanation: Explanation, ink: Ink) -> Iterator[str]:
    """The score, one line for each of its reasons and the sum last; points stand under points."""
    widest = max(len(piece.text) for piece in explanation.pieces)
    longest = max(len(part.text) for piece in explanation.pieces for part in piece.parts)
    for piece in explanation.pieces:
        for text, (reason, points) in zip(_once(piece), piece.parts, strict=True):
            yield f"{_MARGIN}{ink.letters(text)}{' ' * (widest - len(text))}  {reason:<{longest}}  {_points(points)}"
    yield f"{_MARGIN}{'':<{widest}}  {'score':<{longest}}  {_points(explanation.points)}"


def _once(piece: Reasons) -> list[str]:
    """The piece's name for its first line, and nothing for the others."""
    return [piece.text, *[""] * (len(piece.parts) - 1)]


def _points(points: int) -> str:
    return f"{points / 1000:+7.3f}"
