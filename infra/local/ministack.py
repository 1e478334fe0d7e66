"""The emulator: a ministack process on the loopback, with IAM enforced, that touches nothing outside its folder."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from infra.local.clients import REGION, ROOT_KEY, client
from infra.local.environment import PYTHON
from infra.local.process import HOST, LocalServer, inherited, open_port


class Ministack(LocalServer):
    """A running emulator. folder: where its log and its temporary files are."""

    name = "the emulator"
    module = "ministack"
    health = "/_ministack/health"

    def __init__(self, folder: Path, port: int, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        super().__init__(folder, port, pid, process)
        self._clients: dict[str, Any] = {}

    @classmethod
    def start(cls, folder: Path, port: int | None = None, extra_environment: Mapping[str, str] | None = None) -> Self:
        """Start one, on a free port unless told which, and wait until it answers.

        extra_environment reaches every function that runs in it. Raises LocalCloudError when the port is taken, and
        when the emulator does not come up.
        """
        port = open_port(port)
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        environment = _environment(folder, port) | dict(extra_environment or {})
        return cls._launch(folder, port, [str(PYTHON), "-m", cls.module], environment)

    def client(self, service: str) -> Any:
        """A boto3 client of a service, with the root's credentials; always the same one."""
        if service not in self._clients:
            self._clients[service] = client(service, self.endpoint)
        return self._clients[service]

    def stop(self) -> None:
        """Stop it and the functions that run in it, and remove its temporary files; fine when it is gone already."""
        super().stop()
        for one in self._clients.values():
            one.close()
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)


def _environment(folder: Path, port: int) -> dict[str, str]:
    own = {
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",  # it would listen on every interface
        "MINISTACK_HOST": "localhost",  # a browser resolves what is before it: c0ffee00.execute-api.localhost
        "MINISTACK_REGION": REGION,
        "TMPDIR": str(folder / "tmp"),
    }
    return inherited() | own | ROOT_KEY
