"""A server of the local cloud: a Python module in a process of its own, that listens on the loopback."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Self

from infra.local.errors import LocalCloudError

HOST = "127.0.0.1"
_STARTS_WITHIN = 20.0  # seconds; one or two as a rule
_STOPS_WITHIN = 5.0
_POLL = 0.1


class LocalServer:
    """A running server. folder: where its log is."""

    name: ClassVar[str]  # for messages
    module: ClassVar[str]  # what it runs; a process is known again by it
    health: ClassVar[str]  # the path that answers while it is well

    def __init__(self, folder: Path, port: int, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        self.folder = folder
        self.port = port
        self.pid = pid
        self._process = process  # of a running one that was not started here, only the pid is known

    @classmethod
    def _launch(cls, folder: Path, port: int, command: Sequence[str], environment: Mapping[str, str]) -> Self:
        """Start one and wait until it answers. Raises LocalCloudError when it does not come up."""
        folder.mkdir(parents=True, exist_ok=True)
        with cls._log(folder).open("w", encoding="utf-8") as log:
            process = subprocess.Popen(  # noqa: S603 - our own commands
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        running = cls(folder, port, process.pid, process)
        running._wait()
        return running

    @property
    def endpoint(self) -> str:
        """`http://127.0.0.1:4566`."""
        return f"http://{HOST}:{self.port}"

    def answers(self) -> bool:
        """Whether it is there and well."""
        try:
            with urllib.request.urlopen(self.endpoint + self.health, timeout=2) as answer:  # noqa: S310 - ours
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """Stop it and the processes that it started; fine when it is gone already."""
        if self._is_there():
            _signal(self.pid, signal.SIGTERM)
            end = time.monotonic() + _STOPS_WITHIN
            while self._is_there() and time.monotonic() < end:
                time.sleep(_POLL)
            _signal(self.pid, signal.SIGKILL)

    def _is_there(self) -> bool:
        """Whether its process is; after a restart of the machine another may have its number."""
        if self._process:
            return self._process.poll() is None
        asked = ["ps", "-o", "command=", "-p", str(self.pid)]
        return self.module in subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603

    def _wait(self) -> None:
        end = time.monotonic() + _STARTS_WITHIN
        while not self.answers():
            if not self._is_there() or time.monotonic() > end:
                self.stop()
                log = self._log(self.folder)
                raise LocalCloudError(f"{self.name} did not start: {_last_words(log)}; see {log}")
            time.sleep(_POLL)

    @classmethod
    def _log(cls, folder: Path) -> Path:
        return folder / f"{cls.module.rpartition('.')[2]}.log"


def inherited() -> dict[str, str]:
    """What a server gets of our environment: the developer's credentials and endpoints have no business in there."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def open_port(wanted: int | None) -> int:
    """This port of the loopback, or any that is free. Raises LocalCloudError when it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted or 0))
        except OSError as error:
            raise LocalCloudError(f"port {wanted} is taken: choose another with `make up PORT=...`") from error
        port: int = probe.getsockname()[1]
        return port


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[-1].strip() if lines else "it said nothing"


def _signal(pid: int, number: signal.Signals) -> None:
    """To the whole session: the functions are processes of their own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
