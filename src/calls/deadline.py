"""How much time is left for an invocation."""

from collections.abc import Callable


class Deadline:
    """The end of an invocation.

    remaining: gives the seconds that are left.
    """

    def __init__(self, remaining: Callable[[], float]) -> None:
        self._remaining = remaining

    def allows(self, seconds: float) -> bool:
        """Tell whether something that takes up to `seconds` can still be started."""
        return self._remaining() >= seconds
