"""The emulator: a ministack process on the loopback, with IAM enforced, that touches nothing outside its folder."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import boto3
from botocore.config import Config

from infra.local.environment import PYTHON
from infra.local.errors import LocalCloudError

HOST = "127.0.0.1"
REGION = "us-east-1"
# Of the emulator's own root, who may everything in it and is nobody elsewhere.
ROOT_KEY = {"AWS_ACCESS_KEY_ID": "local-root", "AWS_SECRET_ACCESS_KEY": "local-root"}
_STARTS_WITHIN = 20.0  # seconds; one or two as a rule
_STOPS_WITHIN = 5.0
_POLL = 0.1


class Ministack:
    """A running emulator. folder: where its log and its temporary files are."""

    def __init__(self, folder: Path, port: int, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        self.folder = folder
        self.port = port
        self.pid = pid
        self._process = process  # of a running one that was not started here, only the pid is known
        self._clients: dict[str, Any] = {}

    @classmethod
    def start(cls, folder: Path, port: int | None = None, extra_environment: Mapping[str, str] | None = None) -> Self:
        """Start one, on a free port unless told which, and wait until it answers.

        extra_environment reaches every function that runs in it. Raises LocalCloudError when the port is taken, and
        when the emulator does not come up.
        """
        port = _free_port() if port is None else port
        _refuse_taken(port)
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        with (folder / "ministack.log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(  # noqa: S603 - our own environment
                [PYTHON, "-m", "ministack"],
                cwd=folder,
                env=_environment(folder, port) | dict(extra_environment or {}),
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

    def client(self, service: str) -> Any:
        """A boto3 client of a service, with the root's credentials; always the same one."""
        if service not in self._clients:
            self._clients[service] = boto3.client(  # type: ignore[call-overload]  # the stubs know services by literal names only
                service,
                endpoint_url=self.endpoint,
                region_name=REGION,
                aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
                aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
                config=Config(max_pool_connections=32, retries={"total_max_attempts": 1}),
            )
        return self._clients[service]

    def answers(self) -> bool:
        """Whether it is there and well."""
        try:
            with urllib.request.urlopen(f"{self.endpoint}/_ministack/health", timeout=2) as answer:  # noqa: S310 - ours
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """Stop it and the functions that run in it, and remove its temporary files; fine when it is gone already."""
        if self._is_there():
            _signal(self.pid, signal.SIGTERM)
            end = time.monotonic() + _STOPS_WITHIN
            while self._is_there() and time.monotonic() < end:
                time.sleep(_POLL)
            _signal(self.pid, signal.SIGKILL)
        for client in self._clients.values():
            client.close()
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)

    def _is_there(self) -> bool:
        """Whether its process is; after a restart of the machine another may have its number."""
        if self._process:
            return self._process.poll() is None
        asked = ["ps", "-o", "command=", "-p", str(self.pid)]
        return "ministack" in subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603

    def _wait(self) -> None:
        end = time.monotonic() + _STARTS_WITHIN
        while not self.answers():
            if not self._is_there() or time.monotonic() > end:
                self.stop()
                raise LocalCloudError(
                    f"the emulator did not start: {self._last_words()}; see {self.folder}/ministack.log"
                )
            time.sleep(_POLL)

    def _last_words(self) -> str:
        lines = (self.folder / "ministack.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return lines[-1].strip() if lines else "it said nothing"


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Nothing of ours but the path: credentials and endpoints of the developer's have no business in there."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",  # it would listen on every interface
        "MINISTACK_HOST": "localhost",  # a browser resolves what is before it: c0ffee00.execute-api.localhost
        "MINISTACK_REGION": REGION,
        "TMPDIR": str(folder / "tmp"),
    }
    return kept | own | ROOT_KEY


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise LocalCloudError(f"port {port} is taken: choose another with `make up PORT=...`") from error


def _signal(pid: int, number: signal.Signals) -> None:
    """To the whole session: the functions are processes of their own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
