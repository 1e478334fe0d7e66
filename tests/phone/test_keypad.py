"""What the caller presses, and who the caller is."""

import pytest

from infra.phone.contact import format_address, parse_caller
from infra.phone.errors import InvalidKeysError
from infra.phone.keypad import CallerHungUpError, ScriptedKeypad, TerminalKeypad
from vanity import NumberError


def pressed(text: str, times: int) -> list[str]:
    script = ScriptedKeypad.parse(text)
    return [script.keys() for _ in range(times)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1,2", ["1", "2", ""]),
        ("2, 2065550100,1", ["2", "2065550100", "1"]),
        (",1", ["", "1", ""]),
        ("", ["", "", ""]),
        ("#,*", ["#", "*", ""]),
    ],
)
def test_each_entry_answers_once_and_then_the_caller_is_silent(text: str, keys: list[str]) -> None:
    assert pressed(text, 3) == keys


@pytest.mark.parametrize("text", ["a", "1,206-555-0100", "١"])
def test_what_is_on_no_keypad_is_refused(text: str) -> None:
    with pytest.raises(InvalidKeysError, match="not on a keypad: write them as") as caught:
        ScriptedKeypad.parse(text)
    assert "555-0100" not in str(caught.value)


def test_at_the_terminal_what_is_no_key_is_asked_for_again() -> None:
    typed = iter(["one", " 1 ", ""])
    terminal = TerminalKeypad(lambda: next(typed))

    assert [terminal.keys(), terminal.keys()] == ["1", ""]


def test_at_the_terminal_the_end_of_input_hangs_up() -> None:
    def ended() -> str:
        raise EOFError

    with pytest.raises(CallerHungUpError):
        TerminalKeypad(ended).keys()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("+18003569377", "+18003569377"),
        ("1 (800) 356-9377", "+18003569377"),
        ("+442079460000", "+442079460000"),
        ("+9991234567", "+9991234567"),
        ("anonymous", "anonymous"),
        ("", None),
    ],
)
def test_who_calls(text: str, address: str | None) -> None:
    assert parse_caller(text) == address


@pytest.mark.parametrize("text", ["nobody", "123", "+1 800"])
def test_who_cannot_call(text: str) -> None:
    with pytest.raises(NumberError):
        parse_caller(text)


def test_numbers_are_written_for_people() -> None:
    assert [
        format_address("+18003569377"),
        format_address("+442079460000"),
        format_address("anonymous"),
        format_address(None),
    ] == [
        "+1 800-356-9377",
        "+442079460000",
        "anonymous",
        "no telephone",
    ]
