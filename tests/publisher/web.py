"""A server on the loopback interface that sends prepared responses and records the requests."""

import json
import socket
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple, Self

RESET = "reset"


class CannedResponse(NamedTuple):
    """A prepared response."""

    status: int
    #: The body, sent as JSON.
    body: Any = None
    #: The value of AWS's header for the name of an error.
    error: str = ""
    #: The announced length; what the body lacks of it never comes.
    length: int | None = None


class RecordedRequest(NamedTuple):
    """A request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Web:
    """Sends one response of the list after the other, and repeats the last one."""

    def __init__(self, responses: Iterable[CannedResponse | str]) -> None:
        self.requests: list[RecordedRequest] = []
        self._responses = list(responses)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.host = f"127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.url = f"http://{self.host}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_response(self, request: RecordedRequest) -> CannedResponse | str:
        self.requests.append(request)
        return self._responses.pop(0) if len(self._responses) > 1 else self._responses[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                request = RecordedRequest(self.command, self.path, dict(self.headers.items()), body)
                response = web.next_response(request)
                if isinstance(response, str):
                    self.connection.shutdown(socket.SHUT_RDWR)
                else:
                    self.send(response)

            def send(self, response: CannedResponse) -> None:
                body = b"" if response.body is None else json.dumps(response.body).encode()
                self.send_response(response.status)
                if response.error:
                    self.send_header("x-amzn-ErrorType", response.error)
                self.send_header("x-amzn-RequestId", "request-1")
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body) if response.length is None else response.length))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_PUT = do_POST = do_DELETE = serve  # noqa: N815 - named by the standard library

        return Handler
