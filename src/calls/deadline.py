"""How much time an invocation has left."""

from collections.abc import Callable


class Deadline:
    """The end of an invocation."""

    def __init__(self, remaining: Callable[[], float]) -> None:
        self._remaining = remaining

    def remaining(self) -> float:
        """Return the seconds that are left."""
        return self._remaining()

    def reserve(self, seconds: float) -> float:
        """Return how many seconds to keep for what comes later: this many or, when little time is left, half of it."""
        return min(seconds, self.remaining() / 2)

    def allows(self, seconds: float) -> bool:
        """Return whether something that takes up to `seconds` can still be started."""
        return self.remaining() >= seconds
