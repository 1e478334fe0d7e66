"""Phone numbers: from E.164 text to the parts that the engine works on.

North American numbers (NANP, country code 1) are matched by one regular expression, which is fast. Numbers of other
countries are parsed by `phonenumbers`, which is imported only then: the import costs more than the whole look-up.
"""

import re
from typing import NamedTuple

from vanity.errors import NumberError

# NXX-NXX-XXXX: neither the area code nor the exchange starts with 0 or 1 (https://nanpa.com, numbering).
_NANP = re.compile(r"(?:\+?1)?([2-9]\d\d)([2-9]\d{6})", re.ASCII)
_WRITTEN = re.compile(r"\+?[\d\s().\-/]+", re.ASCII)
_SEPARATORS = re.compile(r"[\s().\-/]", re.ASCII)
EXCHANGE = frozenset({3})  # the gap in a North American local part: 356|9377
LONGEST_E164 = 15  # digits, ITU-T E.164
_VERDICTS = {  # phonenumbers' names
    "TOO_SHORT": "it is too short",
    "TOO_LONG": "it is too long",
    "IS_POSSIBLE_LOCAL_ONLY": "it lacks its area code",
}


class PhoneNumber(NamedTuple):
    """A number divided into the parts that matter for spelling it."""

    #: `1`.
    country_code: str
    #: The area code, or the network prefix in a country without area codes (`800`), or empty.
    area: str
    #: The digits that are spelled: `3569377`.
    local: str
    #: What is written before the local part: `1-800-`.
    lead: str
    #: The places in the local part where the country's own grouping has a gap: {3} for 356|9377.
    breaks: frozenset[int]

    @property
    def e164(self) -> str:
        """The number in E.164: `+18003569377`."""
        return f"+{self.country_code}{self.area}{self.local}"

    @property
    def national(self) -> str:
        """The national number: area code and local part."""
        return self.area + self.local

    @property
    def country_lead(self) -> str:
        """What is written before the national number."""
        return "1-" if self.country_code == "1" else f"+{self.country_code} "


def parse(text: str) -> PhoneNumber:
    """Return the number written in `text`: E.164, or a North American number as people write it.

    Raise NumberError, whose message does not repeat the number.
    """
    match = _NANP.fullmatch(text) or _NANP.fullmatch(_digits(text))
    if match:
        area, local = match.groups()
        return PhoneNumber("1", area, local, f"1-{area}-", EXCHANGE)
    digits = _digits(text)
    if digits.startswith("+") and not digits.startswith("+1"):
        return _parse_foreign(digits)
    raise NumberError(_what_is_wrong(digits.removeprefix("+")))


def _digits(text: str) -> str:
    """Return the text without separators. Raise NumberError for characters that are not part of a phone number."""
    written = text.strip()
    if not written:
        raise NumberError("no number given: write it as +18003569377")
    if not _WRITTEN.fullmatch(written):
        raise NumberError(
            "not a phone number: write it in digits, such as +18003569377 (for letters use `vanity spell`)"
        )
    return _SEPARATORS.sub("", written)


def _what_is_wrong(digits: str) -> str:
    national = digits.removeprefix("1")
    if len(national) != 10:
        size = "short" if len(national) < 10 else "long"
        return (
            f"too {size}: a North American number has 10 digits after +1, this number has {len(national)}"
            " (other countries start with + and their country code)"
        )
    part = "area code" if national[0] in "01" else "exchange (the three digits after the area code)"
    return f"not a North American number: the {part} must start with 2 to 9"


def _parse_foreign(digits: str) -> PhoneNumber:
    import phonenumbers  # noqa: PLC0415 - 30 to 45 ms, which only numbers from abroad pay

    try:
        number = phonenumbers.parse(digits)
        national = phonenumbers.national_significant_number(number)
        reread = phonenumbers.parse(f"+{number.country_code}{national}")
    except phonenumbers.NumberParseException as error:
        if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
            raise NumberError("no country has this country code: write the number as +18003569377") from error
        raise NumberError("too short or too long for a phone number: write it in full, such as +18003569377") from error
    verdict = phonenumbers.ValidationResult.to_string(phonenumbers.is_possible_number_with_reason(number))
    # Of several zeros in front, each reading may take the next for a prefix, and so find another number.
    if verdict != "IS_POSSIBLE" or reread != number or len(digits) > LONGEST_E164 + 1:
        reason = _VERDICTS.get(verdict, "check its digits and length")
        raise NumberError(f"not a possible number for country code +{number.country_code}: {reason}")
    area = national[: phonenumbers.length_of_national_destination_code(number)]
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return _group(str(number.country_code), area, national[len(area) :], re.findall(r"\d+", written)[1:])


def _group(country_code: str, area: str, local: str, groups: list[str]) -> PhoneNumber:
    """Return the number with the country's grouping as the lead and the breaks of the local part."""
    gaps, place = [], -len(area)
    for group in groups:
        place += len(group)
        gaps.append(place)
    before = [group for group, end in zip(groups, gaps, strict=True) if end <= 0]
    lead = " ".join([f"+{country_code}", *before]) + " "
    if sum(map(len, before)) < len(area):
        lead = f"+{country_code} {area} "
    return PhoneNumber(country_code, area, local, lead, frozenset(gap for gap in gaps if 0 < gap < len(local)))
