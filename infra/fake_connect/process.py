"""A fake Connect in a process of its own, which outlives the command that started it."""

import sys
from pathlib import Path
from typing import Self

from infra.fake_connect.control import Control
from infra.fake_connect.settings import Settings
from infra.servers.process import LocalServer, find_port, inherited_environment

_STANDARD = Settings()


class FakeConnect(LocalServer, Control):
    """A fake Connect in a process of its own. folder: where its log is."""

    name = "the fake Connect"
    module = "infra.fake_connect"
    health = "/_fake/health"

    @classmethod
    def start(
        cls,
        folder: Path,
        port: int | None = None,
        cloud: str | None = None,
        rate: float = _STANDARD.rate,
        settles_after: float = _STANDARD.settles_after,
    ) -> Self:
        """Start one, on a free port unless told which, and wait until it answers; cloud, rate: see Settings.

        Raises LocalCloudError when the port is taken, and when it does not come up.
        """
        port = find_port(port)
        options = [f"--port={port}", f"--rate={rate}", f"--settles-after={settles_after}"]
        command = [sys.executable, "-m", cls.module, *options, *([f"--cloud={cloud}"] if cloud else [])]
        return cls._launch(folder, port, command, inherited_environment())
