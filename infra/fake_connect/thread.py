"""A fake Connect in a thread of this process, for as long as a test needs it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from infra.fake_connect.control import Control
from infra.fake_connect.server import Server
from infra.fake_connect.service import Connect
from infra.fake_connect.settings import Settings
from infra.servers.process import HOST


class _Served(Control):
    def __init__(self, port: int) -> None:
        self._port = port

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self._port}"


@contextmanager
def served(settings: Settings) -> Iterator[Control]:
    """A fake Connect on a free port, until the block ends."""
    with Server(0, Connect(settings)) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield _Served(server.server_port)
        finally:
            server.shutdown()
