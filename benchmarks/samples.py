"""The numbers that everything is measured on: random numbers, numbers with letters throughout, advertised numbers."""

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

REAL = Path(__file__).parent / "data" / "real_vanity.csv"
SEED = 2026
LETTERED = "23456789"  # the keys that carry letters; area codes and exchanges start with one
ANY = "0123456789"


class Sample(NamedTuple):
    """E.164 numbers under a name."""

    name: str
    numbers: list[str]


def all_samples(count: int) -> list[Sample]:
    """Return the three samples: `count` numbers of each kind that can be generated, and the real ones."""
    return [
        Sample("random numbers", random_numbers(count)),
        Sample("all letters", lettered_numbers(count)),
        Sample("real numbers", real_numbers()),
    ]


def random_numbers(count: int, seed: int = SEED) -> list[str]:
    """Return North American numbers, all equally likely."""
    return _numbers(count, (LETTERED, ANY, ANY, LETTERED, *[ANY] * 6), Random(seed))


def lettered_numbers(count: int, seed: int = SEED) -> list[str]:
    """Return North American numbers with no 0 or 1 in the local part, which have the most spellings."""
    return _numbers(count, (LETTERED, ANY, ANY, *[LETTERED] * 7), Random(seed))


def real_numbers() -> list[str]:
    """Return the North American numbers that organisations advertise."""
    return [row["e164"] for row in north_american_rows()]


def north_american_rows() -> list[dict[str, str]]:
    """Return the rows of real_vanity.csv with country code 1, in their order."""
    with REAL.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["e164"].startswith("+1")]


def _numbers(count: int, places: Sequence[str], chance: Random) -> list[str]:
    return ["+1" + "".join(map(chance.choice, places)) for _ in range(count)]
