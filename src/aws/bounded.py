"""Operations that end in time, whatever they wait for.

A client's timeouts bound the steps of a request, not the whole. A server that sends one byte a second, a slow name
server, or several addresses that do not respond can each keep a request waiting for minutes. So an operation runs in a
thread of its own, and whoever waits for it gives up when its time is over. What was given up may still end later. That
does no harm, because whatever this project writes may be written twice.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from calls.errors import ServiceUnavailableError

T = TypeVar("T")
# More than ever wait at once: an invocation abandons a few at most, and each ends with its connection.
_THREADS = ThreadPoolExecutor(64, "bounded")


def run_within(seconds: float, operation: Callable[[], T]) -> T:
    """Run an operation and return its result, or raise what it raised.

    Raises ServiceUnavailableError when it takes longer than this many seconds.
    """
    try:
        return _THREADS.submit(operation).result(seconds)
    except TimeoutError:
        raise ServiceUnavailableError(f"no response within {seconds:.1f} s") from None
