"""The page's function under a little HTTP server on the loopback, in the place of the HTTP API."""

import json
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

from page.http import Request
from page.wiring import Site
from tests.call_data import AMPLE

_JSON = {"content-type": "application/json"}
_ASSETS = "GET /assets/{version}/{name}"


class Served:
    """A site that is served for as long as the block lasts. seen: the requests and the statuses they got, in order.

    down: answers nothing but 500, without the function, as when the way to it is broken. authorized: the token that
    makes the operator; without one nobody is asked for any.
    """

    def __init__(self, site: Site, authorized: str = "") -> None:
        self.site = site
        self.authorized = authorized
        self.seen: list[tuple[str, int]] = []
        self.down = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def payload(self, method: str, address: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        path, _, query = address.partition("?")
        signed_in = bool(self.authorized) and headers.get("authorization") == f"Bearer {self.authorized}"
        if self.down or (self.authorized and path.startswith("/api/") and not signed_in):
            status, said = (500, "Internal Server Error") if self.down else (401, "Unauthorized")
            return {"statusCode": status, "headers": _JSON, "body": json.dumps({"message": said})}
        event = {
            **_routed(method, path),
            "headers": headers,
            "body": b64encode(body).decode(),
            "isBase64Encoded": True,
            "requestContext": {"authorizer": {"jwt": {}}} if signed_in else {},
            "queryStringParameters": _parameters(query),
        }
        return self.site.routes.respond(Request.parse(event), AMPLE).payload(self.site.headers)


def _routed(method: str, path: str) -> dict[str, Any]:
    if path.startswith("/assets/"):
        version, name = path.removeprefix("/assets/").split("/")
        return {"routeKey": _ASSETS, "pathParameters": {"version": version, "name": name}}
    return {"routeKey": f"{method} {path}"}


def _parameters(query: str) -> dict[str, str] | None:
    """The parameters as the HTTP API hands them over: one that is given twice has both values, with a comma between."""
    pairs = parse_qs(query, keep_blank_values=True)
    return {name: ",".join(values) for name, values in pairs.items()} or None


def _handler(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self._send(served.payload(self.command, self.path, headers, body))

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def _send(self, answer: dict[str, Any]) -> None:
            served.seen.append((f"{self.command} {self.path}", int(answer["statusCode"])))
            body = answer["body"].encode()
            self.send_response(int(answer["statusCode"]))
            for name, value in {**answer["headers"], "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Nothing: the tests look at `seen`."""

    return Handler
