"""How many numbers are left to guess when an open page has shown what it shows, in every country."""

import json
import random
import re
from collections.abc import Iterator

import phonenumbers
import pytest

from benchmarks.beginnings import FILE, valid_numbers
from calls.callers import Caller
from page.masking import HIDDEN, LEAST_TO_GUESS, NOWHERE, mask
from tests.page.callers import called
from vanity import NumberError, VanityIndex
from vanity.number import parse

GUESSES = 5  # for each beginning
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


def numbers(region: str) -> Iterator[str]:
    """Valid numbers of a region, of every kind and length that phonenumbers has an example of, with other digits."""
    dice = random.Random(region)
    code = phonenumbers.country_code_for_region(region)
    for kind in range(11):
        example = phonenumbers.example_number_for_type(region, kind)
        if example:
            national = phonenumbers.national_significant_number(example)
            for _ in range(3):
                rest = "".join(str(dice.randrange(10)) for _ in national[3:])
                yield f"+{code}{national[:3]}{rest}"


def left_to_guess(pattern: re.Pattern[str], national: str, dice: random.Random) -> float:
    """Estimate how many valid numbers look like this: HIDDEN stands for any digit, and the first three are hidden."""
    rest = national[3:]
    tried = [f"{first:03}{_filled(rest, dice)}" for first in range(1000) for _ in range(GUESSES)]
    return 10.0 ** rest.count(HIDDEN) * sum(map(bool, map(pattern.fullmatch, tried))) / GUESSES


def _filled(digits: str, dice: random.Random) -> str:
    return re.sub(HIDDEN, lambda _: str(dice.randrange(10)), digits)


@pytest.mark.parametrize("region", REGIONS)
def test_enough_is_left_to_guess_in_every_country(region: str, index: VanityIndex) -> None:
    dice = random.Random(region)
    seen: dict[str, str] = {}
    for number in numbers(region):
        try:
            phone, shown = parse(number), mask(called(index, number))
        except NumberError:
            continue
        if shown != NOWHERE:
            digits = re.sub(rf"[^0-9{HIDDEN}]", "", shown.number)
            national = digits.removeprefix(phone.country_code)
            seen[re.sub("[0-9]", "x", national)] = national
    pattern, _ = valid_numbers(phonenumbers.country_code_for_region(region))
    for national in seen.values():
        assert left_to_guess(pattern, national, dice) >= LEAST_TO_GUESS, national


def test_a_country_of_four_digits_shows_nothing(index: VanityIndex) -> None:
    assert mask(Caller("+6834000", (), 1, 1, 1)) == NOWHERE


def test_the_table_is_that_of_the_installed_phonenumbers() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8"))["phonenumbers"] == phonenumbers.__version__, (
        "run python -m benchmarks.beginnings"
    )
