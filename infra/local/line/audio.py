"""A call to be heard: what the line says, spoken by espeak-ng."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from infra.local.line.errors import LineError
from infra.local.line.moments import WORDS_A_MINUTE, Moment, Pause, Said

SPEAKER = "espeak-ng"
PLAYER = "aplay"
HINT = f"no audio: {SPEAKER} is not installed (on Debian: apt install {SPEAKER})"
_BETWEEN = Pause(1.0)  # where the caller presses a key, or does not
_PATIENCE = 60.0  # seconds


def heard(moments: Iterable[Moment], path: Path) -> str:
    """Write what the line said to a WAV file, and play it where that can be done; what became of it, in a line.

    Raises LineError when espeak-ng fails.
    """
    speaker, player = shutil.which(SPEAKER), shutil.which(PLAYER)
    if speaker is None:
        return HINT
    _spoken([speaker, "-m", "-v", "en-us", "-s", str(WORDS_A_MINUTE), "-w", str(path), "--stdin"], markup(moments))
    if player is not None:
        subprocess.run([player, "-q", str(path)], capture_output=True, check=False)  # noqa: S603 - our own file
    return f"audio  {path}"


def markup(moments: Iterable[Moment]) -> str:
    """What the line said, as the SSML that espeak-ng reads."""
    pieces = [piece for moment in moments if isinstance(moment, Said) for piece in (*moment.speech, _BETWEEN)]
    said = (f'<break time="{piece.seconds:g}s"/>' if isinstance(piece, Pause) else escape(piece) for piece in pieces)
    return f"<speak>{' '.join(said)}</speak>"


def _spoken(command: list[str], ssml: str) -> None:
    done = subprocess.run(command, input=ssml.encode(), capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603
    if done.returncode:
        raise LineError(f"{SPEAKER} failed: {done.stderr.decode(errors='replace').strip() or done.returncode}")
