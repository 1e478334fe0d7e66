"""A fake Connect that refuses flows with the word "broken" in them, and boto3 to talk to it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.fake_connect.control import Control
from infra.fake_connect.settings import Settings
from infra.fake_connect.thread import served

Refusal = Callable[[str], AbstractContextManager[pytest.ExceptionInfo[ClientError]]]


def lint(content: str) -> list[str]:
    return ["something is broken", "and more"] if "broken" in content else []


UNTHROTTLED = Settings(lint=lint, rate=0)


@pytest.fixture(scope="module")
def running() -> Iterator[Control]:
    with served(UNTHROTTLED) as control:
        yield control


@pytest.fixture
def fake(running: Control) -> Control:
    running.reset()
    return running


@pytest.fixture
def connect(fake: Control) -> Iterator[Any]:
    client = fake.client()
    yield client
    client.close()


@pytest.fixture
def refused(connect: Any) -> Refusal:
    """`with refused("ResourceNotFoundException"):` as boto3 names the error."""
    return lambda name: pytest.raises(getattr(connect.exceptions, name))
