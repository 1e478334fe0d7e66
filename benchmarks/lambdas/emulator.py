"""A function under the runtime interface emulator."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.lambdas.rooms import PYTHON, RIE

HOST = "127.0.0.1"
_PATH = "/2015-03-31/functions/function/invocations"
_UP_WITHIN = 10.0  # seconds


class Emulated:
    """A function in a process of its own, started by its first call; with it ends its emulator."""

    def __init__(self, code: Path, handler: str, environment: Mapping[str, str], *layers: Path) -> None:
        self._port = _free_port()
        runtime = f"{HOST}:{_free_port()}"
        command = [
            str(RIE),
            "--runtime-interface-emulator-address",
            f"{HOST}:{self._port}",
            "--runtime-api-address",
            runtime,
        ]
        self._process = subprocess.Popen(  # noqa: S603 - AWS's emulator
            [*command, PYTHON, "-m", "awslambdaric", handler],
            cwd=code,
            env=_environment(code, layers) | dict(environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def call(self, event: Mapping[str, Any]) -> tuple[float, dict[str, Any]]:
        """Milliseconds until the answer, and the answer; the first call starts the function."""
        connection = http.client.HTTPConnection(HOST, self._port, timeout=30)
        body = json.dumps(event)
        start = time.perf_counter()
        connection.request("POST", _PATH, body)
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        lasted = (time.perf_counter() - start) * 1000
        connection.close()
        if answer.get("saved") != "yes":
            raise RuntimeError(f"the function failed, so there is nothing to measure: {answer}")
        return lasted, answer

    def _wait(self) -> None:
        """Until the emulator listens; the function has not started then."""
        end = time.monotonic() + _UP_WITHIN
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection((HOST, self._port), timeout=1):
                return
            time.sleep(0.01)
        raise RuntimeError("the emulator does not listen")


def _environment(code: Path, layers: tuple[Path, ...]) -> dict[str, str]:
    """What Lambda would give, and nothing of this project's but the layer and the code."""
    return {
        "PATH": os.defpath,
        "LANG": "en_US.UTF-8",
        "PYTHONPATH": os.pathsep.join(map(str, [*layers, code])),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LAMBDA_TASK_ROOT": str(code),
        "AWS_LAMBDA_FUNCTION_NAME": "benchmark",
        "AWS_LAMBDA_FUNCTION_TIMEOUT": "7",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
