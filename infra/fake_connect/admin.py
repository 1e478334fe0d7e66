"""The fake's own interface under `/_fake/`: tests and commands use it to request faults, and to read log and state."""

import json
import urllib.request
from abc import ABC, abstractmethod
from typing import Any
from urllib.error import HTTPError

from infra.fake_connect.errors import RefusedError
from infra.fake_connect.fake import FakeConnect
from infra.fake_connect.faults import FaultKind
from infra.servers.clients import client
from infra.servers.errors import LocalCloudError

PREFIX = "/_fake/"


class FakeConnectControl(ABC):
    """Controls a fake Connect that is running somewhere on the loopback interface."""

    @property
    @abstractmethod
    def endpoint(self) -> str:
        """The base URL, such as `http://127.0.0.1:4570`."""

    def client(self, read_seconds: float = 10) -> Any:
        """Return a new boto3 client of Amazon Connect with the root user's key. It never retries."""
        return client("connect", self.endpoint, read_seconds)

    def fail(
        self, operation: str, kind: FaultKind, times: int | None = 1, *, skip: int = 0, done: bool = False
    ) -> None:
        """Make an operation fail this many times (always, if None), after `skip` calls that succeed.

        With `done`, the operation takes effect and only its response is lost. Raises LocalCloudError for an unknown
        operation or kind.
        """
        fault = {"operation": operation, "kind": kind, "times": times, "skip": skip, "done": done}
        self._request("POST", "faults", fault)

    def clear_faults(self) -> None:
        """Let every operation succeed again."""
        self._request("DELETE", "faults")

    def reset(self) -> None:
        """Return to the initial state, with an empty log and without faults."""
        self._request("POST", "reset")

    def log(self) -> list[dict[str, Any]]:
        """Return the calls in order, each with `operation`, `parameters`, and `error`: the error's code, or None."""
        entries: list[dict[str, Any]] = self._request("GET", "log")
        return entries

    def state(self) -> dict[str, Any]:
        """Return the resources: `flows` and `numbers` by their ids, and `functions` by the id of their instance."""
        state: dict[str, Any] = self._request("GET", "state")
        return state

    def _request(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        url = f"{self.endpoint}{PREFIX}{path}"
        request = urllib.request.Request(url, data, method=method)  # noqa: S310 - our own URL
        try:
            with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - our own URL
                return json.load(response)
        except HTTPError as error:
            with error:
                raise LocalCloudError(f"the fake Connect refuses: {json.load(error)['Message']}") from None
        except OSError as error:
            raise LocalCloudError(f"the fake Connect does not respond at {self.endpoint}: {error}") from error


def handle_admin(connect: FakeConnect, route: str, body: bytes) -> Any:
    """Return the response to a request such as `GET /_fake/log`, as JSON. Raises RefusedError for an unknown route."""
    match route:
        case "GET /_fake/health":
            return {"healthy": True}
        case "GET /_fake/log":
            return connect.log
        case "GET /_fake/state":
            return connect.snapshot()
        case "POST /_fake/faults":
            return _add_fault(connect, body)
        case "DELETE /_fake/faults":
            return connect.faults.clear()
        case "POST /_fake/reset":
            return connect.reset()
    raise RefusedError("UnknownOperationException", f"the fake has no {route}")


def _add_fault(connect: FakeConnect, body: bytes) -> None:
    try:
        connect.fail(**json.loads(body))
    except (ValueError, TypeError) as error:
        raise RefusedError("InvalidRequestException", str(error)) from None
