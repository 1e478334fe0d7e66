"""The virtual environment that the emulator, and every function in it, runs in."""

import subprocess
import sys
from collections.abc import Callable

from infra.local.errors import LocalCloudError
from infra.local.places import REQUIREMENTS, VENV

PYTHON = VENV / "bin" / "python"
_INSTALLED = VENV / "installed.txt"  # a copy of the requirements, written last: with it, the environment is whole


def ensure(say: Callable[[str], None]) -> None:
    """Make the environment when it is missing, or is not of these requirements. Raises LocalCloudError."""
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if _INSTALLED.exists() and _INSTALLED.read_text(encoding="utf-8") == wanted:
        return
    say("installing the emulator")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    _run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)])
    _INSTALLED.write_text(wanted, encoding="utf-8")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own commands
    if done.returncode:
        problems = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        told = problems[-1] if problems else f"exit code {done.returncode}"
        raise LocalCloudError(f"the emulator cannot be installed, is there a network to the package index? {told}")
