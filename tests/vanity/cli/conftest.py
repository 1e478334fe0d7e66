"""The ways to run the command."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.vanity.cli.runs import Ran, Run, Shell, Start, Stream
from vanity import VanityIndex
from vanity.cli import main


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts the command in a process of its own, as a shell does."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # it would hide output that fails only when it is flushed

    def start(
        *arguments: str, stdin: Stream = None, stdout: Stream = subprocess.PIPE, env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "vanity", *arguments]
        return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, env=env)

    return start


@pytest.fixture
def shell(started: Start) -> Shell:
    """The command in a process of its own, run to its end."""

    def run(*arguments: str, given: bytes = b"", **env: str) -> Ran:
        with started(*arguments, stdin=subprocess.PIPE, env=os.environ | env) as process:
            out, err = process.communicate(given, timeout=60)
        return Ran(process.returncode, out.decode(), err.decode())

    return run


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process, which is faster."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*arguments: str, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            code = main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def index() -> VanityIndex:
    return VanityIndex.open()
