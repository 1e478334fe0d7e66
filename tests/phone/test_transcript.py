"""A whole call as it is written down."""

import io
from collections.abc import Sequence

import pytest

from infra.phone.events import CallEvent, HungUp, Pause, Pressed, Spoken, Waited, duration
from infra.phone.keypad import TerminalKeypad
from infra.phone.transcript import Transcript, format_duration, paragraphs
from tests.phone.calls import CALLER, LINE, FakeFunctions, called
from tests.phone.flows import END, Document, flow, invoke, menu, say, say_ssml

FOUND = {
    "say1": "1, 8 zero zero, flowers, spelled F, L, O, W, E, R, S",
    "say2": "1, 8 zero zero, flow, spelled F, L, O, W, then 3 7 7",
}
REAL = flow(
    say("greeting", "Welcome. Here are the words in your number.", "ask"),
    invoke("ask", "answers", failing="trouble"),
    say_ssml(
        "answers",
        '<speak>Number one<break time="600ms"/>$.External.say1 <break time="1200ms"/>'
        'Number two<break time="600ms"/>$.External.say2 <break time="1200ms"/></speak>',
        "menu",
    ),
    menu(
        "menu",
        {"1": "answers"},
        {"InputTimeLimitExceeded": "goodbye", "NoMatchingCondition": "goodbye"},
        text="To hear these again, press 1. To try another number, press 2. If this is all, then simply hang up now.",
    ),
    say("trouble", "Sorry."),
    say("goodbye", "Goodbye."),
    END,
)


def written_down(keys: Sequence[str] | TerminalKeypad, answers: FakeFunctions, document: Document = REAL) -> str:
    out = io.StringIO()
    transcript = Transcript(out, 80, echoes=not isinstance(keys, TerminalKeypad))
    transcript.open(LINE, CALLER)
    called(document, keys, answers, listener=transcript)
    return out.getvalue()


def test_a_whole_call() -> None:
    assert written_down(["1"], FakeFunctions(FOUND)) == (
        """\
calling +1 800-555-0100 from +1 800-356-9377

  line  Welcome. Here are the words in your number.
  line  Number one … 1, 8 zero zero, flowers, spelled F, L, O, W, E, R, S
        Number two … 1, 8 zero zero, flow, spelled F, L, O, W, then 3 7 7
  line  To hear these again, press 1. To try another number, press 2. If this is
          all, then simply hang up now.
  you   press 1
  line  Number one … 1, 8 zero zero, flowers, spelled F, L, O, W, E, R, S
        Number two … 1, 8 zero zero, flow, spelled F, L, O, W, then 3 7 7
  line  To hear these again, press 1. To try another number, press 2. If this is
          all, then simply hang up now.
  you   press nothing
  line  Goodbye.

        (the line hangs up after about 58 s)
"""
    )


def test_a_function_that_fails_is_told_in_an_aside() -> None:
    assert "\n        (converter:live failed: no response within 8 s)\n  line  Sorry.\n" in written_down(
        [], FakeFunctions(None)
    )


def test_at_the_terminal_keys_are_not_written_twice() -> None:
    typed = iter(["1", ""])

    assert "  you" not in written_down(TerminalKeypad(lambda: next(typed)), FakeFunctions(FOUND))


def test_a_caller_who_hangs_up_is_said_to() -> None:
    def ended() -> str:
        raise EOFError

    assert "(you hang up after about " in written_down(TerminalKeypad(ended), FakeFunctions(FOUND))


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\033[2m  line  \033[0mWelcome." in written_down([], FakeFunctions(FOUND))

    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in written_down([], FakeFunctions(FOUND))


def test_a_long_pause_begins_a_line_and_a_short_one_is_an_ellipsis() -> None:
    speech = ("One", Pause(0.9), "two", Pause(1.0), "three", Pause(0.2))

    assert paragraphs(speech) == ["One … two", "three …"]


@pytest.mark.parametrize(
    ("event", "length"),
    [
        (Spoken(("one two three four five", Pause(1.5))), 3.5),
        (Waited(6), 6),
        (Pressed("1"), 0),
        (HungUp(by_caller=True), 0),
    ],
)
def test_how_long_a_moment_lasts(event: CallEvent, length: float) -> None:
    assert duration(event) == pytest.approx(length)


def test_lengths_are_written_for_people() -> None:
    assert [format_duration(0.4), format_duration(59.4), format_duration(60), format_duration(125)] == [
        "0 s",
        "59 s",
        "1 min 0 s",
        "2 min 5 s",
    ]
