"""A call to the real flow: published by the stack, its answers those of the deployed converter, the row read back."""

import re
from typing import Any

import pytest

from calls.speech import speak
from infra.local.cloud import LocalCloud
from infra.local.saved_state import SavedState
from infra.phone import __main__ as command
from tests.cloud.conftest import Line

FLOWERS = f"Number one. … {speak('1-800-FLOWERS')}. Number two."


@pytest.fixture
def transcript(
    line: Line, local: LocalCloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """What a call prints, by its arguments."""
    outputs = line.outputs | {"PageUrl": "http://page.localhost/"}
    monkeypatch.setattr(command, "load_running", lambda: SavedState(local, outputs))

    def call(*arguments: str) -> str:
        command.main(arguments)
        return capsys.readouterr().out

    return call


def test_flowers_is_spoken_first_and_saved(transcript: Any) -> None:
    output = transcript("+18003569377", "--keys", "")

    assert output.startswith("calling +1 800-555-0100 from +1 800-356-9377\n\n  line  ")
    assert FLOWERS in " ".join(output.split())
    assert re.search(r"\nsaved for \+1 800-356-9377: \d+ calls?, .*\n  1\. 1-800-FLOWERS +\+", output)
    assert output.endswith("\npage  http://page.localhost/\n")


def test_a_keyed_number_is_a_row_of_its_own(transcript: Any) -> None:
    output = transcript("+18003569377", "--keys", "2,2066857267")

    assert "  you   press 2\n" in output
    assert "  you   press 2066857267\n" in output
    assert "saved for +1 800-356-9377: " in output
    assert "saved for +1 206-685-7267, keyed: " in output


def test_a_withheld_number_can_key_one(transcript: Any) -> None:
    for withheld in ("anonymous", ""):
        output = transcript(withheld, "--keys", "8003569377")

        assert FLOWERS in " ".join(output.split())
        assert "saved for +1 800-356-9377, keyed: " in output


def test_a_silent_caller_who_is_withheld_leaves_nothing(transcript: Any) -> None:
    output = transcript("anonymous", "--keys", "")

    assert "saved" not in output
    assert "(the line hangs up after about " in output


def test_in_real_time_it_lasts_as_long_as_it_says(transcript: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    output = transcript("anonymous", "--keys", "", "--realtime")

    assert f"(the line hangs up after about {round(sum(slept))} s)" in output
