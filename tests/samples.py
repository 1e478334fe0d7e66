"""Phone numbers to test with, and how to judge an answer without the engine."""

import csv
import random
from itertools import combinations
from pathlib import Path

from hypothesis import strategies as st

from vanity import Answer

REAL_FILE = Path(__file__).parents[1] / "benchmarks" / "data" / "real_vanity.csv"
ABROAD = [
    "+611300633423",
    "+61137267",
    "+61236618300",
    "+64800543354",
    "+6498877665",
    "+442079460958",
    "+448003569377",
    "+4930123456",
    "+498007324872",
    "+6561234567",
    "+33142685300",
    "+81312345678",
]
NANP = st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)
ON_KEY = {"2": "ABC", "3": "DEF", "4": "GHI", "5": "JKL", "6": "MNO", "7": "PQRS", "8": "TUV", "9": "WXYZ"}
KEY_OF = {letter: key for key, letters in ON_KEY.items() for letter in letters}


def random_numbers(count: int, seed: int) -> list[str]:
    """North American numbers, the same for the same seed."""
    dice = random.Random(seed)
    return [f"+1{dice.randrange(200, 1000)}{dice.randrange(2_000_000, 10_000_000)}" for _ in range(count)]


def real_numbers() -> list[str]:
    """The numbers that organisations advertise, of all countries."""
    with REAL_FILE.open(encoding="utf-8") as file:
        return sorted({row["e164"] for row in csv.DictReader(file)})


def pressed(text: str) -> str:
    """The keys that a caller presses for what is written."""
    return "".join(KEY_OF.get(char, char) for char in text if char.isalnum())


def assert_dials(answer: Answer, e164: str) -> None:
    """Dialling what is written reaches the number; at most four letters are ignored behind it."""
    wanted = e164.removeprefix("+")
    keys = pressed(answer.text)
    assert keys[: len(wanted)] == wanted
    assert len(keys) - len(wanted) == answer.overflow <= 4
    assert answer.number.e164 == e164


def is_local(answer: Answer) -> bool:
    """Whether it leaves the area code alone."""
    return answer.spelled == answer.number.local


def offensive_in(answer: Answer, terms: frozenset[str]) -> set[str]:
    """The terms that can be read in it: a word, whole words joined, or four letters and more across a joint."""
    found = set(answer.words) & terms
    for row in _rows_of_words(answer):
        edges = [len("".join(row[:count])) for count in range(len(row) + 1)]
        read = _between(edges, "".join(row), whole=True) | _between(edges, "".join(row), whole=False)
        found |= read & terms
    return found


def _rows_of_words(answer: Answer) -> list[list[str]]:
    """Words with no digit between them; a phrase is taken apart."""
    rows: list[list[str]] = [[]]
    for span in answer.pieces:
        if span.is_word:
            rows[-1] += span.text.split("-")
        else:
            rows.append([])
    return rows


def _between(edges: list[int], letters: str, whole: bool) -> set[str]:
    places = combinations(edges if whole else range(len(letters) + 1), 2)
    return {
        letters[start:end]
        for start, end in places
        if whole or (end - start >= 4 and any(start < edge < end for edge in edges))
    }
