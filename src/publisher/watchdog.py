"""A timer that ends work that takes too long, whatever the work is waiting for."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_RETRY_SECONDS = 1.0  # Python discards an exception that is raised inside a finalizer
_IMMEDIATELY = 0.001  # 0 would switch the timer off


class OutOfTime(BaseException):
    """The time is up.

    Not a subclass of Exception, because botocore wraps any Exception that is raised during a request, and the work
    would continue.
    """


@contextmanager
def watchdog(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside the block after this time. Works only in the main thread, where Lambda calls handlers."""
    before = signal.signal(signal.SIGALRM, _raise_out_of_time)
    try:
        signal.setitimer(signal.ITIMER_REAL, max(seconds, _IMMEDIATELY), _RETRY_SECONDS)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raise_out_of_time(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime
