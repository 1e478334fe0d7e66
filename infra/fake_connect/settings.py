"""How a fake Connect is set up."""

import time
from collections.abc import Callable
from typing import NamedTuple

from contact_flow import lint_text

Lint = Callable[[str], list[str]]  # the content of a flow: what is wrong with it, a line each


def lint(content: str) -> list[str]:
    """What the project's own linter finds in a flow."""
    return [str(finding) for finding in lint_text(content)]


class Settings(NamedTuple):
    """Where it differs from Connect's defaults."""

    lint: Lint = lint
    rate: float = 2.0  # requests a second, of each operation; 0 for as many as come
    burst: int = 5
    settles_after: float = 0.0  # seconds until an associated function may be in a flow
    cloud: str | None = None  # the local cloud whose IAM is asked, `http://127.0.0.1:4566`; all is allowed without one
    clock: Callable[[], float] = time.monotonic
