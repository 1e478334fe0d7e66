"""A pace for requests to a service that counts them."""

import time
from collections.abc import Callable


class Pace:
    """Lets requests of one operation begin so many seconds apart; different operations do not wait for each other."""

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self.sleep = sleep
        self._next: dict[str, float] = {}

    def wait(self, operation: str) -> None:
        """Wait until this operation may be asked for again."""
        self.sleep(max(0.0, self._next.get(operation, 0.0) - self._clock()))
        self._next[operation] = self._clock() + self._seconds
