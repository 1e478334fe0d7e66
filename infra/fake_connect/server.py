"""Serves a fake Connect over HTTP: in this process, in a thread of it, or in a process that outlives it."""

import json
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

from infra.fake_connect.admin import PREFIX, FakeConnectControl, handle_admin
from infra.fake_connect.errors import ConnectionBrokenError, NoResponseError, RefusedError
from infra.fake_connect.fake import ConnectHttpRequest, FakeConnect
from infra.fake_connect.settings import FakeConnectSettings
from infra.servers.errors import LocalCloudError
from infra.servers.process import HOST, LocalServer, find_port, inherited_environment

_DEFAULTS = FakeConnectSettings()
_MAX_BODY = 4_000_000  # bytes: enough for the largest flow with every character escaped
_SEND_RESET = struct.pack("ii", 1, 0)  # SO_LINGER with no time: closing resets the connection


class FakeConnectServer(ThreadingHTTPServer):
    """Serves a fake Connect on a port of the loopback interface; port 0 means any free one.

    Raises OSError when the port is taken.
    """

    request_queue_size = 64

    def __init__(self, port: int, connect: FakeConnect) -> None:
        self.closing = threading.Event()
        super().__init__((HOST, port), partial(_Handler, connect, self.closing))

    def server_close(self) -> None:
        """Close the server, and the connections that were left without a response."""
        self.closing.set()
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # sends headers and body in one packet
    timeout = 60  # seconds for which a connection may be idle

    def __init__(self, connect: FakeConnect, closing: threading.Event, *arguments: Any) -> None:
        self._connect, self._closing = connect, closing
        super().__init__(*arguments)

    def log_message(self, *_: object) -> None:
        """Log nothing, because the fake has a log of its own."""

    def _serve(self) -> None:
        try:
            self._send(200, self._respond(self._read_body()))
        except RefusedError as error:
            self._send(error.status, error.body, error.code)
        except LocalCloudError as error:  # the local cloud whose IAM authorizes requests has stopped
            self._send(500, {"Message": str(error)}, "InternalServiceException")
        except NoResponseError:
            self._closing.wait()
            self.close_connection = True
        except ConnectionBrokenError:
            self._reset()

    do_GET = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815 - the base class requires these names

    def _respond(self, body: bytes) -> Any:
        url = urlsplit(self.path)
        if url.path.startswith(PREFIX):
            return handle_admin(self._connect, f"{self.command} {url.path}", body)
        authorization = self.headers.get("Authorization", "")
        return self._connect.handle(ConnectHttpRequest(self.command, url.path, url.query, body, authorization))

    def _read_body(self) -> bytes:
        size = int(self.headers.get("Content-Length") or 0)
        if size > _MAX_BODY:
            raise ConnectionBrokenError
        return self.rfile.read(size)

    def _send(self, status: int, body: Any, error: str | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        if error:
            self.send_header("x-amzn-ErrorType", error)
        self.send_header("x-amzn-RequestId", str(uuid4()))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _SEND_RESET)
        socket.close(self.connection.detach())


class _ThreadControl(FakeConnectControl):
    def __init__(self, port: int) -> None:
        self._port = port

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self._port}"


@contextmanager
def serve_in_thread(settings: FakeConnectSettings) -> Iterator[FakeConnectControl]:
    """Serve a fake Connect on a free port until the block ends."""
    with FakeConnectServer(0, FakeConnect(settings)) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield _ThreadControl(server.server_port)
        finally:
            server.shutdown()


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
