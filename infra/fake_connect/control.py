"""How a test or a command talks to a fake Connect that runs: as its client, and behind its back."""

import json
import urllib.request
from abc import ABC, abstractmethod
from typing import Any
from urllib.error import HTTPError

from infra.fake_connect.kinds import Kind
from infra.servers.clients import client
from infra.servers.errors import LocalCloudError


class Control(ABC):
    """A fake Connect that runs somewhere on the loopback."""

    @property
    @abstractmethod
    def endpoint(self) -> str:
        """`http://127.0.0.1:4570`."""

    def client(self, read_seconds: float = 10) -> Any:
        """A new boto3 client of Amazon Connect, with the local root's key; it never tries again."""
        return client("connect", self.endpoint, read_seconds)

    def fail(self, operation: str, kind: Kind, times: int | None = 1, *, skip: int = 0, done: bool = False) -> None:
        """Let an operation fail: so many times, or always with None, after the first `skip` calls.

        done: the operation is done all the same, and its answer lost. Raises LocalCloudError for what is unknown.
        """
        self._ask("POST", "faults", {"operation": operation, "kind": kind, "times": times, "skip": skip, "done": done})

    def heal(self) -> None:
        """Let nothing fail any more."""
        self._ask("DELETE", "faults")

    def reset(self) -> None:
        """Be as at the start: the seeded state, no log, no fault."""
        self._ask("POST", "reset")

    def log(self) -> list[dict[str, Any]]:
        """What was asked, in order: `operation`, `parameters`, and `error`, its code or None."""
        found: list[dict[str, Any]] = self._ask("GET", "log")
        return found

    def state(self) -> dict[str, Any]:
        """What there is: `flows` and `numbers` by their ids, `functions` by the id of their instance."""
        found: dict[str, Any] = self._ask("GET", "state")
        return found

    def _ask(self, method: str, what: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.endpoint}/_fake/{what}", data, method=method)  # noqa: S310 - ours
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - ours
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise LocalCloudError(f"the fake Connect refuses: {json.load(error)['Message']}") from None
        except OSError as error:
            raise LocalCloudError(f"the fake Connect does not answer at {self.endpoint}: {error}") from error
