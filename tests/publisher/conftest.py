"""The Connect that can be told to fail, and a stack in it."""

import pytest

from tests.publisher.connect import FakeConnect
from tests.publisher.stack import Stack


@pytest.fixture
def connect() -> FakeConnect:
    return FakeConnect()


@pytest.fixture
def stack(connect: FakeConnect) -> Stack:
    return Stack(connect)
