"""Connect's limit: so many requests a second of each operation, with a burst."""

import threading
from dataclasses import dataclass

from infra.fake_connect.errors import Refused
from infra.fake_connect.settings import Settings


@dataclass
class _Bucket:
    """The requests that may come at once; it fills up with time."""

    level: float
    at: float  # when it had that level


class Throttle:
    """Buckets of tokens, one for each operation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._buckets: dict[str, _Bucket] = {}
        self._lock = threading.Lock()

    def pass_one(self, operation: str) -> None:
        """Let a request through. Raises Refused when it is one too many."""
        if not self._settings.rate:
            return
        with self._lock:
            bucket = self._filled(operation)
            if bucket.level < 1:
                raise Refused("ThrottlingException", "Rate exceeded")
            bucket.level -= 1

    def _filled(self, operation: str) -> _Bucket:
        now, burst = self._settings.clock(), float(self._settings.burst)
        bucket = self._buckets.setdefault(operation, _Bucket(burst, now))
        bucket.level = min(burst, bucket.level + (now - bucket.at) * self._settings.rate)
        bucket.at = now
        return bucket
