"""A server of the local cloud: a Python module that runs in its own process and listens on the loopback interface."""

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

from infra.servers.errors import LocalCloudError

HOST = "127.0.0.1"
_STARTS_WITHIN = 20.0  # seconds; it usually takes one or two
_STOPS_WITHIN = 5.0
_POLL = 0.1


class LocalServer:
    """A running server, with its log in a folder."""

    #: The server's name in messages.
    name: ClassVar[str]
    #: The module that the process runs, by which a later command recognises the process.
    module: ClassVar[str]
    #: The path that responds with status 200 while the server is healthy.
    health: ClassVar[str]

    def __init__(self, folder: Path, port: int, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        self.folder = folder
        self.port = port
        self.pid = pid
        self._process = process  # None for a server that an earlier command started: only its pid is known

    @classmethod
    def _launch(cls, folder: Path, port: int, command: Sequence[str], environment: Mapping[str, str]) -> Self:
        """Start a server and wait until it responds. Raises LocalCloudError when it does not."""
        folder.mkdir(parents=True, exist_ok=True)
        with cls._log(folder).open("w", encoding="utf-8") as log:
            process = subprocess.Popen(  # noqa: S603 - a command of this project
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
        """The base URL, such as `http://127.0.0.1:4566`."""
        return f"http://{HOST}:{self.port}"

    def answers(self) -> bool:
        """Return whether the server is running and healthy."""
        try:
            with urllib.request.urlopen(self.endpoint + self.health, timeout=2) as response:  # noqa: S310 - our own URL
                return bool(response.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """Stop the server and the processes that it started. Do nothing when it has already stopped."""
        if self._is_alive():
            _signal(self.pid, signal.SIGTERM)
            end = time.monotonic() + _STOPS_WITHIN
            while self._is_alive() and time.monotonic() < end:
                time.sleep(_POLL)
            _signal(self.pid, signal.SIGKILL)

    def _is_alive(self) -> bool:
        """Return whether the process is alive, and not another process that has its pid after a reboot."""
        if self._process:
            return self._process.poll() is None
        ps = ["ps", "-o", "command=", "-p", str(self.pid)]
        return self.module in subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603

    def _wait(self) -> None:
        end = time.monotonic() + _STARTS_WITHIN
        while not self.answers():
            if not self._is_alive() or time.monotonic() > end:
                self.stop()
                log = self._log(self.folder)
                raise LocalCloudError(f"{self.name} did not start: {_last_line(log)}; see {log}")
            time.sleep(_POLL)

    @classmethod
    def _log(cls, folder: Path) -> Path:
        return folder / f"{cls.module.rpartition('.')[2]}.log"


def inherited_environment() -> dict[str, str]:
    """Return the part of this process's environment that a server may see: no credentials and no endpoints."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def find_port(wanted: int | None) -> int:
    """Return the wanted port, or any free one for None. Raises LocalCloudError when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted or 0))
        except OSError as error:
            raise LocalCloudError(f"port {wanted} is taken: choose another with `make up PORT=...`") from error
        port: int = probe.getsockname()[1]
        return port


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[-1].strip() if lines else "its log is empty"


def _signal(pid: int, number: signal.Signals) -> None:
    """Signal the whole session, because each Lambda function runs in its own process."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
