"""What `vanity best` prints: JSON, or a table in which every letter is below the digit that it dials.

                        1  8 0 0  2 6 6 8 2 2 8

1. 1-800-CONTACT                  C O N T A C T
2. 1-800-266-VACU(UM)                   V A C U (U M)
"""

import json
from collections.abc import Callable, Iterator

from vanity import Answer
from vanity.answer import Explanation, ScoredAnswer
from vanity.cli.ink import Ink
from vanity.ladder import Tier, has_few_letters, worth_showing
from vanity.number import PhoneNumber

NOTHING = "No word fits this number."
FEW_LETTERS = "Zeros and ones carry no letters, and this number has so many of them that it spells no word."
NO_WORD = "No everyday word fits this number."
_WITHOUT_DIGITS = str.maketrans("0123456789", " " * 10)
_MARGIN = " " * 5  # as wide as a rank, `  1. `


def as_json(number: PhoneNumber, scored: list[ScoredAnswer]) -> str:
    """Return one JSON object: the number, and for each answer what a program may want to know."""
    answers = [
        {
            "text": answer.text,
            "dialled_text": answer.dialled_text,
            "words": answer.words,
            "past": answer.overflow,
            "tier": answer.tier,
            "score": points / 1000,
        }
        for answer, points in scored
    ]
    return json.dumps({"number": number.e164, "answers": answers})


def as_table(
    number: PhoneNumber, answers: list[Answer], ink: Ink, explain: Callable[[Answer], Explanation] | None = None
) -> str:
    """Return the table of the answers, or a sentence when there are none; `explain` gives the reasons to show."""
    return "\n".join(_lines(number, answers, ink, explain)) if answers else NOTHING


def as_good_table(
    number: PhoneNumber, answers: list[Answer], ink: Ink, explain: Callable[[Answer], Explanation] | None = None
) -> str:
    """Return the table without the small finds, or with one of them and the reason when there is nothing else."""
    shown = list(worth_showing(answers))
    blocks = [as_table(number, shown, ink, explain)]
    if shown and shown[0].tier == Tier.SMALL_FIND:
        blocks.insert(0, FEW_LETTERS if has_few_letters(number.local) else NO_WORD)
    hidden = len(answers) - len(shown)
    if hidden:
        finds = "one smaller find" if hidden == 1 else f"{hidden} smaller finds"
        blocks.append(_MARGIN + ink.dim(f"{finds} with --all"))
    return "\n\n".join(blocks)


def _lines(
    number: PhoneNumber, answers: list[Answer], ink: Ink, explain: Callable[[Answer], Explanation] | None
) -> Iterator[str]:
    width = max(_width(answer, ink) for answer in answers)
    yield f"{_MARGIN}{' ' * width}  {_columns(number, number.national, _country(number))}"
    for rank, answer in enumerate(answers, 1):
        if explain or rank == 1:
            yield ""
        yield _row(rank, answer, width, ink)
        if explain:
            yield from _reasons(explain(answer), ink)
    if any(answer.overflow for answer in answers):
        yield ""
        yield _MARGIN + ink.overflow("LETTERS") + ink.dim(" past the number's end need not be dialled.")


def _row(rank: int, answer: Answer, width: int, ink: Ink) -> str:
    overflow = _overflow(answer)
    text = ink.letters(answer.dialled_text) + ink.overflow(overflow)
    padding = " " * (width - _width(answer, ink))
    letters = ink.letters(_letters(answer)) + (" " + ink.overflow(" ".join(overflow)) if overflow else "")
    return f"{ink.dim(f'{rank:>3}.')} {text}{padding}  {letters}".rstrip()


def _letters(answer: Answer) -> str:
    """Return the letters in the columns of the digits that they dial, and blanks for kept digits."""
    shown = answer.letters.translate(_WITHOUT_DIGITS).rjust(len(answer.number.national))
    return _columns(answer.number, shown, " " * len(_country(answer.number)))


def _columns(number: PhoneNumber, shown: str, country: str) -> str:
    """Return a column for each digit of the national number, grouped as people read it: `1  8 0 0  3 5 6 9 3 7 7`."""
    local = len(number.area)
    return "  ".join(filter(None, (country, " ".join(shown[:local]), " ".join(shown[local:]))))


def _country(number: PhoneNumber) -> str:
    return number.country_lead.strip(" -")


def _overflow(answer: Answer) -> str:
    return answer.text.removeprefix(answer.dialled_text)


def _width(answer: Answer, ink: Ink) -> int:
    return len(answer.text if ink.colour else answer.marked)


def _reasons(explanation: Explanation, ink: Ink) -> Iterator[str]:
    """Yield the score, a line for each of its reasons and the sum last, with the points in one column."""
    widest = max(len(piece.text) for piece, _ in explanation.pieces)
    longest = max(len(reason.text) for _, reasons in explanation.pieces for reason in reasons)
    for piece, reasons in explanation.pieces:
        for text, reason in zip(_only_first(piece.text, len(reasons)), reasons, strict=True):
            padding = " " * (widest - len(text))
            yield f"{_MARGIN}{ink.letters(text)}{padding}  {reason.text:<{longest}}  {_points(reason.points)}"
    yield f"{_MARGIN}{'':<{widest}}  {'score':<{longest}}  {_points(explanation.points)}"


def _only_first(text: str, lines: int) -> list[str]:
    """Return the text for the first line, and nothing for the others."""
    return [text, *[""] * (lines - 1)][:lines]


def _points(points: int) -> str:
    return f"{points / 1000:+7.3f}"
