"""How many ways there are to begin a phone number, in each country: what `page/masking.py` knows of numbers.

`python -m benchmarks.beginnings` writes `src/page/beginnings.json` from the patterns of `phonenumbers`. It needs to run
again when that package is updated, which a test notices.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import phonenumbers
from phonenumbers import PhoneMetadata

import page

FILE = Path(page.__file__).with_name("beginnings.json")
FIRST = 3  # digits of the national number that are a beginning
SAMPLES = 20  # numbers that are tried for each beginning
_KINDS = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)


def beginnings() -> dict[str, dict[str, int]]:
    """Return, by country code and by the length of the national number, how many of its first three digits are in use.

    One after which only a part of all numbers is valid counts for that part, which random numbers show.
    """
    table = {}
    for code in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE):
        pattern, lengths = valid_numbers(code)
        counts = {str(length): _count(pattern, length) for length in sorted(lengths) if length > FIRST}
        table[str(code)] = {length: count for length, count in counts.items() if count}
    return table


def valid_numbers(code: int) -> tuple[re.Pattern[str], set[int]]:
    """Return what valid national numbers of a country code look like, and how long they are."""
    patterns, lengths = dict[str, None](), set[int]()
    for metadata in _metadata(code):
        descriptions = filter(None, (getattr(metadata, kind) for kind in _KINDS))
        for numbers in descriptions:
            if numbers.national_number_pattern:
                patterns[numbers.national_number_pattern] = None
                lengths |= set(numbers.possible_length or _lengths(metadata))
    return re.compile("|".join(patterns)), lengths


def _metadata(code: int) -> Iterator[PhoneMetadata]:
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]:
        if region == "001":  # of codes that belong to no country, such as +800
            metadata = PhoneMetadata.metadata_for_nongeo_region(code)
        else:
            metadata = PhoneMetadata.metadata_for_region(region)
        if metadata:
            yield metadata


def _lengths(metadata: PhoneMetadata) -> tuple[int, ...]:
    return metadata.general_desc.possible_length if metadata.general_desc else ()


def _count(pattern: re.Pattern[str], length: int) -> int:
    dice = random.Random(length)
    valid = sum(
        pattern.fullmatch(f"{first:03}{_digits(dice, length - FIRST)}") is not None
        for first in range(10**FIRST)
        for _ in range(SAMPLES)
    )
    return valid // SAMPLES


def _digits(dice: random.Random, count: int) -> str:
    return str(dice.randrange(10**count)).zfill(count)


if __name__ == "__main__":
    rows = [f'"phonenumbers": "{phonenumbers.__version__}"']
    rows += [f'"{code}": {json.dumps(counts)}' for code, counts in beginnings().items()]
    FILE.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
