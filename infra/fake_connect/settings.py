"""How a fake Connect is set up."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from contact_flow import errors_in, lint_text

Simulator = Callable[[Any], list[Any]]  # `test_cases.Simulate`
Lint = Callable[[str], list[str]]  # returns the problems in a flow's content, one line each


def lint(content: str) -> list[str]:
    """Return the errors that the project's own linter finds in a flow."""
    return [str(finding) for finding in errors_in(lint_text(content))]


class FakeConnectSettings(NamedTuple):
    """How a fake Connect behaves."""

    #: Returns the problems for which a flow is rejected.
    lint: Lint = lint
    #: The requests a second that are allowed for each operation; 0 for no limit.
    rate: float = 2.0
    #: The requests for an operation that are allowed at once.
    burst: int = 5
    #: The seconds after which an associated function may be used in a flow.
    settles_after: float = 0.0
    #: The greatest number of entries on a page of a list, whatever the client requests.
    page_limit: int = 1000
    #: The local cloud whose IAM authorizes requests, such as `http://127.0.0.1:4566`; None to allow every request.
    cloud: str | None = None
    clock: Callable[[], float] = time.monotonic
    #: Makes the calls of test cases; None where none can be made.
    simulate: Simulator | None = None
