"""A fake Connect that rejects flows with the word "broken" in them, and a boto3 client of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.server import serve_in_thread
from infra.fake_connect.settings import FakeConnectSettings

Refusal = Callable[[str], AbstractContextManager[pytest.ExceptionInfo[ClientError]]]


def lint(content: str) -> list[str]:
    return ["something is broken", "and more"] if "broken" in content else []


UNTHROTTLED = FakeConnectSettings(lint=lint, rate=0)


@pytest.fixture(scope="module")
def server() -> Iterator[FakeConnectControl]:
    with serve_in_thread(UNTHROTTLED) as control:
        yield control


@pytest.fixture
def fake(server: FakeConnectControl) -> FakeConnectControl:
    server.reset()
    return server


@pytest.fixture
def connect(fake: FakeConnectControl) -> Iterator[Any]:
    client = fake.client()
    yield client
    client.close()


@pytest.fixture
def refused(connect: Any) -> Refusal:
    """`with refused("ResourceNotFoundException"):` expects this error of boto3's."""
    return lambda name: pytest.raises(getattr(connect.exceptions, name))
