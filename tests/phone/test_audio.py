"""A call can be heard where espeak-ng is; elsewhere a line says how to have it."""

import os
import wave
from pathlib import Path

import pytest

from infra.phone.audio import HINT, RATE, audio_pieces, play_audio
from infra.phone.errors import PhoneError
from infra.phone.events import CallEvent, Pause, Pressed, Spoken

MOMENTS: list[CallEvent] = [Spoken(("You & me", Pause(0.7), "again")), Pressed("1"), Spoken(("Goodbye.",))]


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that come before those of the machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def test_what_is_heard_is_what_the_line_says_with_a_pause_after_each_turn() -> None:
    assert audio_pieces(MOMENTS) == ["You & me", Pause(0.7), "again", Pause(1.0), "Goodbye.", Pause(1.0)]


def test_without_espeak_a_line_says_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert play_audio(MOMENTS, tmp_path / "call.wav") == HINT
    assert not (tmp_path / "call.wav").exists()


def test_what_is_said_is_spoken_into_a_file_and_played(programs: Path, tmp_path: Path) -> None:
    sample = tmp_path / "sample.wav"
    with wave.open(str(sample), "wb") as half_a_second:
        half_a_second.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        half_a_second.writeframes(b"\1\1" * (RATE // 2))
    program(
        programs, "espeak-ng", f'cat >> {tmp_path}/spoken; for a; do case $a in *.wav) cp {sample} "$a";; esac; done'
    )
    program(programs, "aplay", f'echo "$@" > {tmp_path}/played')

    assert play_audio(MOMENTS, tmp_path / "call.wav") == f"audio {tmp_path}/call.wav"
    assert (tmp_path / "spoken").read_text() == "You & meagainGoodbye."
    assert (tmp_path / "played").read_text() == f"-q {tmp_path}/call.wav\n"
    with wave.open(str(tmp_path / "call.wav"), "rb") as whole:
        assert whole.getnframes() / RATE == pytest.approx(3 * 0.5 + 0.7 + 2 * 1.0, abs=0.001)


def test_a_voice_that_fails_is_one_line(programs: Path, tmp_path: Path) -> None:
    program(programs, "espeak-ng", "cat > /dev/null; echo no voice >&2; exit 1")

    with pytest.raises(PhoneError, match="espeak-ng failed: no voice"):
        play_audio(MOMENTS, tmp_path / "call.wav")
