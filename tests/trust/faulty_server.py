"""A server on the loopback interface that fails in a chosen way, in the place of DynamoDB or SQS."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import md5
from types import TracebackType
from typing import Self
from zlib import crc32

#: What the server does with one request: its connection, and the request's body.
Behaviour = Callable[[socket.socket, bytes], None]


class FaultyServer:
    """A server for as long as the block lasts. Its behaviour may be changed between requests."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            while (body := _read_request(connection)) is not None:
                self.behaviour(connection, body)


def _read_request(connection: socket.socket) -> bytes | None:
    """Return the body of the next request; None when the client has closed the connection."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (more := connection.recv(65536)):
            return None
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        body += connection.recv(65536)
    return body


class Kept:
    """A healthy table or queue: keeps what it is sent, and says so as the service does."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def __call__(self, connection: socket.socket, body: bytes) -> None:
        """Keep a request."""
        self.bodies.append(body)
        message = json.loads(body).get("MessageBody", "").encode()
        reply = {"MD5OfMessageBody": md5(message).hexdigest(), "MessageId": "1"} if message else {}
        connection.sendall(response(200, json.dumps(reply).encode()))


def response(status: int, body: bytes, error: str = "", checksum: int | None = None, request_id: bool = True) -> bytes:
    """Return a response as AWS sends it; `checksum` and `request_id` spoil it."""
    headers = [
        f"HTTP/1.1 {status} X",
        "content-type: application/x-amz-json-1.0",
        f"content-length: {len(body)}",
        f"x-amz-crc32: {crc32(body) if checksum is None else checksum}",
        *(["x-amzn-requestid: request-1"] if request_id else []),
        *([f"x-amzn-errortype: {error}"] if error else []),
    ]
    return "\r\n".join([*headers, "", ""]).encode() + body


def sends(content: bytes) -> Behaviour:
    """Send these bytes, and keep the connection open."""
    return lambda connection, _: connection.sendall(content)


def sends_and_closes(content: bytes) -> Behaviour:
    """Send these bytes, and close the connection."""

    def behave(connection: socket.socket, _: bytes) -> None:
        connection.sendall(content)
        connection.shutdown(socket.SHUT_RDWR)

    return behave


def drips(content: bytes, seconds: float = 0.5) -> Behaviour:
    """Send a byte, wait, and so on."""

    def behave(connection: socket.socket, _: bytes) -> None:
        for byte in content:
            connection.sendall(bytes([byte]))
            time.sleep(seconds)

    return behave


def hangs(connection: socket.socket, _: bytes) -> None:
    """Never answer; the client closes the connection."""
    connection.recv(1)


def resets(connection: socket.socket, _: bytes) -> None:
    """Reset the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
