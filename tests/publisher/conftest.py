"""An account in the fake Connect, and a stack that publishes to it."""

import pytest

from tests.publisher.account import InProcessAccount
from tests.publisher.stack import Stack


@pytest.fixture
def account() -> InProcessAccount:
    return InProcessAccount()


@pytest.fixture
def stack(account: InProcessAccount) -> Stack:
    return Stack(account)
