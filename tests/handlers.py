"""A function's handler as Lambda loads it, with services that are not there, and what Lambda says of an invocation."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

import pytest

from tests.silence import Silence

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "CALLERS_TABLE": "callers",
    "RETENTION_DAYS": "90",
    "SHARDS": "4",
    "STACK": "vanity",
}


class Context:
    """What Lambda says of an invocation."""

    aws_request_id = "request-1"

    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds


@contextmanager
def loaded(package: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The handler of a package, talking to a server that refuses every connection."""
    with Silence(refuses=True) as server:
        settings = {"AWS_ENDPOINT_URL": server.url, "BACKLOG_QUEUE_URL": f"{server.url}/000000000000/backlog"}
        for name, value in (ENVIRONMENT | settings).items():
            monkeypatch.setenv(name, value)
        sys.modules.pop(f"{package}.handler", None)
        yield import_module(f"{package}.handler")
