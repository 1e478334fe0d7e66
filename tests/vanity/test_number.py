"""Phone numbers as people and networks write them."""

import re
from contextlib import suppress

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import ABROAD, NANP, real_numbers
from vanity import NumberError
from vanity.number import parse

EXAMPLE = "+18003569377"  # which messages show
GAPS = st.sampled_from(["", " ", "  ", "-", ".", "/", " - ", ") ", "("])
DIGITS_MOSTLY = st.text(st.sampled_from("0123456789" * 4 + "+-(). /x;#*\u0663\u00b2\uff11\u00a0\n"), max_size=40)


def refusal(text: str) -> str:
    """The message of a text that is no number: one line, without the number."""
    with pytest.raises(NumberError) as caught:
        parse(text)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    assert_does_not_repeat(message, text)
    return message


def assert_does_not_repeat(message: str, text: str) -> None:
    told = "".join(char for char in message.replace(EXAMPLE, "") if char.isalnum())
    for run in re.findall(r"(?=(\d{4}))", re.sub(r"\D", "", text)):
        assert run not in told


# Numbers.


@pytest.mark.parametrize(
    "text",
    [
        "+18003569377",
        "18003569377",
        "8003569377",
        "800-356-9377",
        "1-800-356-9377",
        "+1 800 356 9377",
        "(800) 356-9377",
        "1 (800) 356-9377",
        "+1 (800) 356-9377",
        "800.356.9377",
        "800/356-9377",
        "  +1 800 356 9377\n",
        "\t8003569377",
    ],
)
def test_written_forms(text: str) -> None:
    number = parse(text)
    assert number.e164 == "+18003569377"
    assert (number.country_code, number.area, number.local) == ("1", "800", "3569377")
    assert number.national == "8003569377"
    assert number.lead == "1-800-"
    assert number.breaks == {3}


@pytest.mark.parametrize(
    ("e164", "area", "local", "lead", "breaks"),
    [
        ("+611300633423", "1300", "633423", "+61 1300 ", {3}),
        ("+61137267", "", "137267", "+61 ", set()),
        ("+61236618300", "2", "36618300", "+61 2 ", {4}),
        ("+64800543354", "800", "543354", "+64 800 ", {3}),
        ("+442079460958", "20", "79460958", "+44 20 ", {4}),
        ("+498007324872", "800", "7324872", "+49 800 ", set()),
        ("+4930123456", "30", "123456", "+49 30 ", set()),
        ("+6561234567", "6123", "4567", "+65 6123 ", set()),
        ("+3906123456", "06", "123456", "+39 06 ", set()),  # where the leading zero is dialled from abroad
    ],
)
def test_numbers_abroad(e164: str, area: str, local: str, lead: str, breaks: set[int]) -> None:
    number = parse(e164)
    assert number.e164 == e164
    assert (number.area, number.local, number.lead, set(number.breaks)) == (area, local, lead, breaks)
    assert number.country_lead == lead.split(" ", maxsplit=1)[0] + " "


@pytest.mark.parametrize("e164", sorted({*ABROAD, *real_numbers()}))
def test_a_number_is_its_parts(e164: str) -> None:
    number = parse(e164)
    assert number.e164 == e164 == f"+{number.country_code}{number.national}"
    assert re.sub(r"\D", "", number.lead) == number.country_code + number.area
    assert all(0 < gap < len(number.local) for gap in number.breaks)


@pytest.mark.parametrize("text", ["+44 20 7946 0958", "+44 (20) 7946-0958", "+44.20.79460958", "+44 (0)20 7946 0958"])
def test_numbers_abroad_in_written_forms(text: str) -> None:
    assert parse(text).e164 == "+442079460958"


@given(e164=NANP)
def test_any_north_american_number(e164: str) -> None:
    assert parse(e164).e164 == e164


@given(e164=NANP, gaps=st.lists(GAPS, min_size=12, max_size=12), cut=st.sampled_from([0, 1, 2]))
def test_any_written_form_is_the_same_number(e164: str, gaps: list[str], cut: int) -> None:
    digits = e164[cut:]
    text = "".join(digit + gap for digit, gap in zip(digits, gaps[: len(digits)], strict=True))
    assert parse(text) == parse(e164)


# What is no number.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no number given"),
        (" \t\n", "no number given"),
        ("anonymous", "not a phone number"),
        ("Restricted", "not a phone number"),
        ("None", "not a phone number"),
        ("null", "not a phone number"),
        ("1-800-FLOWERS", "vanity spell"),
        ("sip:+12125557890@example.com", "not a phone number"),
        ("tel:+12125557890", "not a phone number"),
        ("+12125557890;ext=12", "not a phone number"),
        ("+1212555789\u0660", "not a phone number"),  # an Arabic digit
        (
            "\uff0b\uff11\uff12\uff11\uff12\uff15\uff15\uff15\uff17\uff18\uff19\uff10",
            "not a phone number",
        ),  # full width
        ("+1212555789\u00b2", "not a phone number"),  # a superscript
        ("++12125557890", "not a phone number"),
        ("212+5557890", "not a phone number"),
        ("12125557890+", "not a phone number"),
        ("*67 2125557890", "not a phone number"),
        ("#", "not a phone number"),
        ("+", "not a phone number"),
        ("-", "too short"),
        ("1", "too short"),
        ("+1", "too short"),
        ("911", "too short"),
        ("5557890", "too short"),
        ("212555789", "too short"),
        ("+1212555789", "too short"),
        ("+121255578901", "too long"),
        ("442079460958", "start with +"),
        ("011442079460958", "too long"),
        ("2125557890" * 50, "too long"),
        ("+10125557890", "area code"),
        ("+11125557890", "area code"),
        ("+12120557890", "exchange"),
        ("+12121557890", "exchange"),
        ("2121557890", "exchange"),
        ("+0123456789", "country code"),
        ("+999555666777", "country code"),
        ("+44207946095812345", "+44"),
        ("+4420", "+44"),
        ("+44123456", "+44: it lacks its area code"),  # six digits, which reach nobody from abroad
        ("+2000652775304", "+20"),  # each reading drops a zero
        ("+7378742833", "+7: it is too short"),
        ("+49301234567890123", "+49"),  # 17 digits, which Germany once had room for, and E.164 has not
        ("+65612345678901", "+65"),
        ("+4412345678901234567890", "too long"),
        ("+49", "too short"),
    ],
)
def test_what_is_no_number(text: str, says: str) -> None:
    assert says in refusal(text)


@settings(max_examples=400)
@given(
    text=st.text() | DIGITS_MOSTLY | DIGITS_MOSTLY.map("+{}".format) | st.from_regex(r"\+[0-9]{1,20}", fullmatch=True)
)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = parse(text)
    except NumberError as error:
        message = str(error)
        assert "\n" not in message
        assert_does_not_repeat(message, text)
    else:
        assert re.fullmatch(r"\+[0-9]{4,15}", number.e164)
        assert number.local
        assert parse(number.e164) == number


@given(country=st.integers(20, 999), rest=st.from_regex("[0-9]{4,12}", fullmatch=True))
def test_a_number_abroad_keeps_its_digits(country: int, rest: str) -> None:
    try:
        number = parse(f"+{country}{rest}")
    except NumberError:
        return
    # a national prefix may be dropped, nothing else
    given_digits = f"{country}{rest}"
    assert given_digits.startswith(number.country_code)
    assert given_digits.endswith(number.national)
    assert re.sub(r"\D", "", number.lead) == number.country_code + number.area


def test_a_number_read_again_is_the_same_in_every_country() -> None:
    for country in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE):
        for zeros in ("", "0", "00", "000"):
            for rest in ("652775304", "12345678", "9876543210"):
                with suppress(NumberError):
                    number = parse(f"+{country}{zeros}{rest}")
                    assert parse(number.e164) == number, (country, zeros, rest)
