"""A function under the runtime interface emulator, and the events it is called with."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.lambdas.environments import PYTHON, RIE

HOST = "127.0.0.1"
_PATH = "/2015-03-31/functions/function/invocations"
_UP_WITHIN = 10.0  # seconds
_CONTACTS = count()


class EmulatedFunction:
    """A function in a process of its own, started by its first call, together with its emulator."""

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
        """Return the milliseconds until the response, and the response. The first call starts the function."""
        connection = http.client.HTTPConnection(HOST, self._port, timeout=30)
        body = json.dumps(event)
        start = time.perf_counter()
        connection.request("POST", _PATH, body)
        response: dict[str, Any] = json.loads(connection.getresponse().read())
        milliseconds = (time.perf_counter() - start) * 1000
        connection.close()
        if response.get("saved") != "yes":
            raise RuntimeError(f"the function failed, so there is nothing to measure: {response}")
        return milliseconds, response

    def _wait(self) -> None:
        """Wait until the emulator listens, which is before the function starts."""
        end = time.monotonic() + _UP_WITHIN
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection((HOST, self._port), timeout=1):
                return
            time.sleep(0.01)
        raise RuntimeError("the emulator does not listen")


def _environment(code: Path, layers: tuple[Path, ...]) -> dict[str, str]:
    """Return what Lambda would set, with nothing of this project's but the layers and the code."""
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


def connect_event(number: str) -> dict[str, Any]:
    """Return the event that Amazon Connect sends for a call from this number; each is a contact of its own."""
    contact = {
        "Channel": "VOICE",
        "ContactId": f"00000000-0000-0000-0000-{next(_CONTACTS):012}",
        "CustomerEndpoint": {"Address": number, "Type": "TELEPHONE_NUMBER"},
    }
    return {"Name": "ContactFlowEvent", "Details": {"Parameters": {}, "ContactData": contact}}
