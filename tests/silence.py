"""A server on the loopback that is of no use: it refuses connections, or accepts them and never answers."""

import socket
from types import TracebackType
from typing import Self


class Silence:
    """Listens for as long as the block lasts; with `refuses`, only its port is taken."""

    def __init__(self, refuses: bool = False) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        if not refuses:
            self._socket.listen(64)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()
