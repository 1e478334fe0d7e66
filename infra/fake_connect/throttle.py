"""Connect's limit on requests: a rate for each operation, with a burst."""

import threading
from dataclasses import dataclass

from infra.fake_connect.errors import RefusedError
from infra.fake_connect.settings import FakeConnectSettings

_CODES = ("ThrottlingException", "TooManyRequestsException")  # live, both occur


@dataclass
class _Bucket:
    """The requests that are allowed at once. The bucket fills up with time."""

    level: float
    #: When it had that level.
    at: float


class Throttle:
    """A token bucket for each operation."""

    def __init__(self, settings: FakeConnectSettings) -> None:
        self._settings = settings
        self._buckets: dict[str, _Bucket] = {}
        self._refused = 0
        self._lock = threading.Lock()

    def admit(self, operation: str) -> None:
        """Count a request. Raises RefusedError when it exceeds the limit."""
        if not self._settings.rate:
            return
        with self._lock:
            bucket = self._refill(operation)
            if bucket.level < 1:
                code = _CODES[self._refused % 2]
                self._refused += 1
                raise RefusedError(code, "Rate exceeded")
            bucket.level -= 1

    def _refill(self, operation: str) -> _Bucket:
        now, burst = self._settings.clock(), float(self._settings.burst)
        bucket = self._buckets.setdefault(operation, _Bucket(burst, now))
        bucket.level = min(burst, bucket.level + (now - bucket.at) * self._settings.rate)
        bucket.at = now
        return bucket
