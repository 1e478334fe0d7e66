"""A server on the loopback that answers as it is told, and remembers what it was asked."""

import json
import socket
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple, Self

RESET = "reset"


class Said(NamedTuple):
    """An answer: its status, its JSON, and the name of the error that it is, as AWS says it."""

    status: int
    body: Any = None
    error: str = ""


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Web:
    """Gives one answer of the list after the other, and the last one for ever."""

    def __init__(self, answers: Iterable[Said | str]) -> None:
        self.asked: list[Asked] = []
        self._answers = list(answers)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next(self, asked: Asked) -> Said | str:
        self.asked.append(asked)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                said = web.next(Asked(self.command, self.path, dict(self.headers.items()), body))
                if isinstance(said, str):
                    self.connection.shutdown(socket.SHUT_RDWR)
                else:
                    self.say(said)

            def say(self, said: Said) -> None:
                body = b"" if said.body is None else json.dumps(said.body).encode()
                self.send_response(said.status)
                if said.error:
                    self.send_header("x-amzn-ErrorType", said.error)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815 - named by the standard library

        return Handler
