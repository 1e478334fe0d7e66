"""Makes a call audible: what the line says, spoken by espeak-ng, with its pauses as silence."""

import shutil
import subprocess
import wave
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.phone.errors import PhoneError
from infra.phone.events import WORDS_A_MINUTE, CallEvent, Pause, Spoken

SPEAKER = "espeak-ng"
PLAYER = "aplay"
HINT = f"no audio: {SPEAKER} is not installed (on Debian: apt install {SPEAKER})"
RATE = 22_050  # samples per second, of two bytes each, in one channel: the format that espeak-ng writes
_TURN = Pause(1.0)  # where the caller presses a key, or does not
_TIMEOUT = 60.0  # seconds, for one piece


def play_audio(events: Iterable[CallEvent], path: Path) -> str:
    """Write what the line said to a WAV file, play it if possible, and return a line that says what was done.

    Raises PhoneError when espeak-ng fails.
    """
    speaker, player = shutil.which(SPEAKER), shutil.which(PLAYER)
    if speaker is None:
        return HINT
    with TemporaryDirectory() as folder, wave.open(str(path), "wb") as whole:
        whole.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        for piece in audio_pieces(events):
            whole.writeframes(_samples(piece, speaker, Path(folder) / "piece.wav"))
    if player is not None:
        subprocess.run([player, "-q", str(path)], capture_output=True, check=False)  # noqa: S603 - our own file
    return f"audio {path}"


def audio_pieces(events: Iterable[CallEvent]) -> list[str | Pause]:
    """Return the audible parts of a call: texts and pauses."""
    return [piece for event in events if isinstance(event, Spoken) for piece in (*event.speech, _TURN)]


def _samples(piece: str | Pause, speaker: str, path: Path) -> bytes:
    """Return one piece as samples. `path` is for a temporary file."""
    if isinstance(piece, Pause):
        return bytes(2 * round(piece.seconds * RATE))
    _run([speaker, "-v", "en-us", "-s", str(WORDS_A_MINUTE), "-w", str(path), "--stdin"], piece)
    with wave.open(str(path), "rb") as recording:
        return recording.readframes(recording.getnframes())


def _run(command: list[str], text: str) -> None:
    try:
        subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=_TIMEOUT)  # noqa: S603
    except subprocess.CalledProcessError as error:
        message = error.stderr.decode(errors="replace").strip()
        raise PhoneError(f"{SPEAKER} failed: {message or error.returncode}") from error
    except subprocess.TimeoutExpired as error:
        raise PhoneError(f"{SPEAKER} failed: not finished after {_TIMEOUT:.0f} s") from error
