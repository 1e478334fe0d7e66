"""A call to be heard: what the line says, spoken by espeak-ng, with its pauses as silence."""

import shutil
import subprocess
import wave
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.phone.errors import LineError
from infra.phone.moments import WORDS_A_MINUTE, Moment, Pause, Said

SPEAKER = "espeak-ng"
PLAYER = "aplay"
HINT = f"no audio: {SPEAKER} is not installed (on Debian: apt install {SPEAKER})"
RATE = 22_050  # samples a second, of two bytes each and one channel: what espeak-ng writes
_TURN = Pause(1.0)  # where the caller presses a key, or does not
_PATIENCE = 60.0  # seconds, for one piece


def heard(moments: Iterable[Moment], path: Path) -> str:
    """Write what the line said to a WAV file, and play it where that can be done; what became of it, in a line.

    Raises LineError when espeak-ng fails.
    """
    speaker, player = shutil.which(SPEAKER), shutil.which(PLAYER)
    if speaker is None:
        return HINT
    with TemporaryDirectory() as folder, wave.open(str(path), "wb") as whole:
        whole.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        for piece in pieces(moments):
            whole.writeframes(_samples(piece, speaker, Path(folder) / "piece.wav"))
    if player is not None:
        subprocess.run([player, "-q", str(path)], capture_output=True, check=False)  # noqa: S603 - our own file
    return f"audio {path}"


def pieces(moments: Iterable[Moment]) -> list[str | Pause]:
    """What is heard of a call: texts and pauses."""
    return [piece for moment in moments if isinstance(moment, Said) for piece in (*moment.speech, _TURN)]


def _samples(piece: str | Pause, speaker: str, path: Path) -> bytes:
    """One piece as sound. path: where the speaker may put it for a moment."""
    if isinstance(piece, Pause):
        return bytes(2 * round(piece.seconds * RATE))
    _run([speaker, "-v", "en-us", "-s", str(WORDS_A_MINUTE), "-w", str(path), "--stdin"], piece)
    with wave.open(str(path), "rb") as spoken:
        return spoken.readframes(spoken.getnframes())


def _run(command: list[str], text: str) -> None:
    try:
        subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=_PATIENCE)  # noqa: S603
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode(errors="replace").strip()
        raise LineError(f"{SPEAKER} failed: {told or error.returncode}") from error
    except subprocess.TimeoutExpired as error:
        raise LineError(f"{SPEAKER} failed: not done after {_PATIENCE:.0f} s") from error
