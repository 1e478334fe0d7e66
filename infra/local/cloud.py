"""The local cloud's two servers: the emulator of AWS, and the fake Amazon Connect, which the emulator does not have.

The emulator is ministack, installed in its own virtual environment. It listens on the loopback interface, enforces IAM,
and touches nothing outside its folder.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from infra.fake_connect import seed
from infra.fake_connect.server import FakeConnectProcess
from infra.fake_connect.settings import FakeConnectSettings
from infra.local.paths import REQUIREMENTS, VENV
from infra.servers.clients import REGION, ROOT_KEY, client
from infra.servers.errors import LocalCloudError
from infra.servers.process import HOST, LocalServer, find_port, inherited_environment

# The template's parameters for which the fake Amazon Connect has the values.
CONNECT_PARAMETERS = {"InstanceArn": seed.INSTANCE_ARN, "PhoneNumberArn": seed.PHONE_NUMBER_ARN}
# What the emulator calls itself in URLs. Browsers resolve its subdomains, such as c0ffee00.execute-api.localhost.
EMULATOR_NAME = "localhost"
PYTHON = VENV / "bin" / "python"
_INSTALLED = VENV / "installed.txt"  # a copy of the requirements, written once they are all installed


def install_emulator(say: Callable[[str], None]) -> None:
    """Create the emulator's environment, unless it already holds the current requirements. Raises LocalCloudError."""
    requirements = REQUIREMENTS.read_text(encoding="utf-8")
    if _INSTALLED.exists() and _INSTALLED.read_text(encoding="utf-8") == requirements:
        return
    say("installing the emulator")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    _run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)])
    _INSTALLED.write_text(requirements, encoding="utf-8")


def _run(command: list[str]) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own commands
    if result.returncode:
        lines = result.stderr.splitlines()
        problems = [line for line in lines if line.startswith("ERROR")] or lines or [f"exit code {result.returncode}"]
        raise LocalCloudError(f"cannot install the emulator; can the package index be reached? {problems[-1]}")


class Ministack(LocalServer):
    """A running emulator, with its log and its temporary files in a folder."""

    name = "the emulator"
    module = "ministack"
    health = "/_ministack/health"

    def __init__(self, folder: Path, port: int, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        super().__init__(folder, port, pid, process)
        self._clients: dict[str, Any] = {}

    @classmethod
    def start(cls, folder: Path, port: int | None = None, extra_environment: Mapping[str, str] | None = None) -> Self:
        """Start an emulator, on a free port by default, and wait until it responds.

        Every function in the emulator sees the extra environment. Raises LocalCloudError when the port is taken or the
        emulator does not start.
        """
        port = find_port(port)
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        environment = _environment(folder, port) | dict(extra_environment or {})
        return cls._launch(folder, port, [str(PYTHON), "-m", cls.module], environment)

    def client(self, service: str) -> Any:
        """Return the boto3 client of a service, with the root user's credentials."""
        if service not in self._clients:
            self._clients[service] = client(service, self.endpoint)
        return self._clients[service]

    def stop(self) -> None:
        """Stop the emulator and its functions, and delete its temporary files. Do nothing when it has stopped."""
        super().stop()
        for opened in self._clients.values():
            opened.close()
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)


def _environment(folder: Path, port: int) -> dict[str, str]:
    settings = {
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",  # otherwise it listens on every interface
        "MINISTACK_HOST": EMULATOR_NAME,
        "MINISTACK_REGION": REGION,
        "TMPDIR": str(folder / "tmp"),
    }
    return inherited_environment() | settings | ROOT_KEY


def _for_publisher(connect: str, port: int) -> dict[str, str]:
    """Return what lets the publisher work here: the fake Connect does not lag, and the emulator takes responses."""
    here = f"{EMULATOR_NAME}:{port}"
    return {"AWS_ENDPOINT_URL_CONNECT": connect, "CONNECT_LAGS": "no", "RESPONSE_HOST": here}


class SimulatingConnectProcess(FakeConnectProcess):
    """A fake Connect that can also make the calls of test cases: it plays them with the phone."""

    module = "infra.phone.simulator"


class LocalCloud(NamedTuple):
    """Both servers, running."""

    aws: Ministack
    connect: SimulatingConnectProcess

    @classmethod
    def start(cls, folder: Path, port: int | None = None, rate: float = FakeConnectSettings().rate) -> Self:
        """Start both, with their logs in a folder.

        The emulator listens on a free port by default; the rate is how many requests a second the fake Amazon Connect
        allows for each operation. Raises LocalCloudError when the port is taken or a server does not start.
        """
        port = find_port(port)
        connect = SimulatingConnectProcess.start(folder, cloud=f"http://{HOST}:{port}", rate=rate)
        try:
            aws = Ministack.start(folder, port, _for_publisher(connect.endpoint, port))
        except LocalCloudError:
            connect.stop()
            raise
        return cls(aws, connect)

    def answers(self) -> bool:
        """Return whether both are running and healthy."""
        return self.aws.answers() and self.connect.answers()

    def stop(self) -> None:
        """Stop both. Do nothing when they have already stopped."""
        self.aws.stop()
        self.connect.stop()
