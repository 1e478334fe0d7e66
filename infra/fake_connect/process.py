"""A fake Connect in a process of its own, which outlives the command that started it."""

import sys
from pathlib import Path
from typing import Self

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.settings import FakeConnectSettings
from infra.servers.process import LocalServer, find_port, inherited_environment

_DEFAULTS = FakeConnectSettings()


class FakeConnectProcess(LocalServer, FakeConnectControl):
    """A fake Connect in a process of its own, with its log in a folder."""

    name = "the fake Connect"
    module = "infra.fake_connect"
    health = "/_fake/health"

    @classmethod
    def start(
        cls,
        folder: Path,
        port: int | None = None,
        cloud: str | None = None,
        rate: float = _DEFAULTS.rate,
        settles_after: float = _DEFAULTS.settles_after,
    ) -> Self:
        """Start a fake Connect, on a free port by default, and wait until it responds.

        `FakeConnectSettings` describes the last three parameters. Raises LocalCloudError when the port is taken or the
        process does not start.
        """
        port = find_port(port)
        options = [f"--port={port}", f"--rate={rate}", f"--settles-after={settles_after}"]
        command = [sys.executable, "-m", cls.module, *options, *([f"--cloud={cloud}"] if cloud else [])]
        return cls._launch(folder, port, command, inherited_environment())
