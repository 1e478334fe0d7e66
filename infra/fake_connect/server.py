"""The fake on HTTP: Amazon Connect's protocol, and the `backdoor` under `/_fake/`."""

import json
import socket
import struct
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from infra.fake_connect import backdoor
from infra.fake_connect.errors import ConnectionReset, NeverAnswered, Refused
from infra.fake_connect.service import Connect, Request
from infra.servers.errors import LocalCloudError
from infra.servers.process import HOST

_MOST = 4_000_000  # bytes of a body: a flow of the greatest size, every character escaped, and then some
_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends a reset


class Server(ThreadingHTTPServer):
    """Serves a fake Connect on a port of the loopback; 0 for any that is free. Raises OSError when it is taken."""

    request_queue_size = 64

    def __init__(self, port: int, connect: Connect) -> None:
        self.ended = threading.Event()
        super().__init__((HOST, port), partial(_Handler, connect, self.ended))

    def server_close(self) -> None:
        """Close it, and let those go who wait for an answer that never comes."""
        self.ended.set()
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet
    timeout = 60  # seconds that a connection may be idle

    def __init__(self, connect: Connect, ended: threading.Event, *of_base: Any) -> None:
        self._connect, self._ended = connect, ended
        super().__init__(*of_base)

    def log_message(self, *_: object) -> None:
        """Nothing: the operations have a log of their own."""

    def _serve(self) -> None:
        try:
            self._send(200, self._answered(self._body()))
        except Refused as refused:
            self._send(refused.status, refused.body, refused.code)
        except LocalCloudError as error:  # the cloud whose IAM is asked is gone
            self._send(500, {"Message": str(error)}, "InternalServiceException")
        except NeverAnswered:
            self._ended.wait()
            self.close_connection = True
        except ConnectionReset:
            self._reset()

    do_GET = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815 - the names that the base class looks for

    def _answered(self, body: bytes) -> Any:
        url = urlsplit(self.path)
        if url.path.startswith("/_fake/"):
            return backdoor.asked(self._connect, f"{self.command} {url.path}", body)
        authorization = self.headers.get("Authorization", "")
        return self._connect.answer(Request(self.command, url.path, url.query, body, authorization))

    def _body(self) -> bytes:
        size = int(self.headers.get("Content-Length") or 0)
        if size > _MOST:
            raise ConnectionReset
        return self.rfile.read(size)

    def _send(self, status: int, body: Any, error: str | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        if error:
            self.send_header("x-amzn-ErrorType", error)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        socket.close(self.connection.detach())
