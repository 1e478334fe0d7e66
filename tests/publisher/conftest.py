"""An account in the fake Connect, and a stack that publishes to it."""

from collections.abc import Callable

import pytest

from tests.publisher.account import InProcessAccount
from tests.publisher.stack import Stack


@pytest.fixture
def account() -> InProcessAccount:
    return InProcessAccount()


@pytest.fixture
def stack(account: InProcessAccount) -> Stack:
    return Stack(account)


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Lets the publisher respond to a server on the loopback interface, as the local cloud does; returns its URL."""

    def allow(url: str) -> str:
        monkeypatch.setenv("RESPONSE_HOST", url.removeprefix("http://"))
        return url

    return allow
