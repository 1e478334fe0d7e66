"""A server on the loopback interface whose reply never ends: it sends a byte of a header every so often."""

import socket
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Self

SECONDS_APART = 0.05


class Trickle:
    """Answers one connection for as long as the block lasts."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._ended = Event()
        self._thread = Thread(target=self._serve, daemon=True)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        with suppress(OSError), self._socket.accept()[0] as connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nx-slow: ")
            while not self._ended.wait(SECONDS_APART):
                connection.sendall(b"x")
