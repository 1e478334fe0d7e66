"""The watchdog: ends the work while there is still time for an answer."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN_SECONDS = 1.0  # Python drops an exception that is raised inside a finalizer
_AT_ONCE = 0.001  # 0 would switch the timer off


class OutOfTime(BaseException):
    """Not one of our errors, nor an Exception at all: botocore wraps those that rise inside its requests, and
    the work would go on.
    """


@contextmanager
def watchdog(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside the block when it lasts longer. Works in the main thread, where Lambda calls handlers."""
    before = signal.signal(signal.SIGALRM, _bark)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, _AT_ONCE), _AGAIN_SECONDS)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _bark(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime
