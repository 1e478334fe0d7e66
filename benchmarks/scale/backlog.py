"""The queue of calls that the table did not take, and its writer."""

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from aws.retry import WHILE_CALLER_WAITS
from benchmarks.scale.limits import LINE

RETRY_SECONDS = 180  # the template's QueueRetrySeconds
# The pauses before an operation's further attempts, on average.
PAUSES: float = sum(WHILE_CALLER_WAITS.pause_before(n) for n in range(1, WHILE_CALLER_WAITS.attempts)) / 2
_FAILED_SECONDS: float = WHILE_CALLER_WAITS.attempts * LINE["write_seconds"] + PAUSES


class _Waiting(NamedTuple):
    visible: int
    since: int
    group: int
    calls: int


class SimulatedBacklog:
    """Calls in the order in which the writer sees them, by groups of numbers."""

    def __init__(self) -> None:
        self._fresh: deque[_Waiting] = deque()
        self._again: deque[_Waiting] = deque()
        self.calls = 0
        #: The longest that a saved call waited, in seconds.
        self.longest = 0

    def put(self, second: int, group: int, calls: int) -> None:
        """Add calls of a group."""
        if calls:
            self._fresh.append(_Waiting(second, second, group, calls))
            self.calls += calls

    def take(self, second: int, success: Mapping[int, float]) -> list[_Waiting]:
        """Return the calls that the writers have time to attempt in this second, given how likely each succeeds."""
        taken: list[_Waiting] = []
        budget = float(LINE["writers"])
        while (queue := self._due(second)) and budget > 0:
            waiting = queue.popleft()
            chance = success.get(waiting.group, 1.0)
            each = chance * LINE["write_seconds"] + (1 - chance) * _FAILED_SECONDS
            calls = min(waiting.calls, max(1, int(budget / each)))
            budget -= calls * each
            taken.append(waiting._replace(calls=calls))
            if calls < waiting.calls:
                queue.appendleft(waiting._replace(calls=waiting.calls - calls))
        return taken

    def settle(self, second: int, waiting: _Waiting, saved: int) -> None:
        """Remove the calls that were saved. The others become visible again after RETRY_SECONDS."""
        self.calls -= saved
        self.longest = max(self.longest, second - waiting.since if saved else 0)
        if failed := waiting.calls - saved:
            self._again.append(waiting._replace(visible=second + RETRY_SECONDS, calls=failed))

    def _due(self, second: int) -> deque[_Waiting] | None:
        if self._again and self._again[0].visible <= second:
            return self._again
        return self._fresh or None
