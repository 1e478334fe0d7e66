"""The ways in which a call of Connect fails."""

from typing import NamedTuple

from infra.fake_connect.errors import RefusedError, invalid_flow
from infra.fake_connect.faults import ErrorFactory, FaultKind, error_factory
from publisher.watchdog import OutOfTime


class Failure(NamedTuple):
    """A way to fail."""

    name: str
    #: A kind of the fake's, or what makes an error that can only be raised in process.
    cause: FaultKind | ErrorFactory
    #: Whether a retry may succeed.
    temporary: bool = False
    #: Whether the operation takes effect before it fails.
    done: bool = False

    def __str__(self) -> str:
        return f"{self.name} after it took effect" if self.done else self.name

    def over_http(self) -> bool:
        return isinstance(self.cause, str)

    def kind(self) -> FaultKind:
        assert isinstance(self.cause, str)
        return self.cause

    def error(self) -> ErrorFactory:
        return error_factory(self.cause) if isinstance(self.cause, str) else self.cause


STALE = Failure("stale", "stale", temporary=True)
DENIED = Failure("denied", "access-denied")
NOT_FOUND = Failure("not found", "not-found")
REJECTED = Failure("flow rejected", "invalid-flow")
CONFLICT = Failure("conflict", "conflict")
ALL = [
    Failure("throttled", "throttle", temporary=True),
    Failure("too many", "too-many", temporary=True),
    DENIED,
    NOT_FOUND,
    REJECTED,
    CONFLICT,
    Failure("500", "internal", temporary=True),
    Failure("timeout", "timeout", temporary=True),
    Failure("reset", "reset", temporary=True),
    Failure("500", "internal", temporary=True, done=True),
    Failure("timeout", "timeout", temporary=True, done=True),
    Failure("reset", "reset", temporary=True, done=True),
    Failure("out of time", lambda _: OutOfTime()),
    Failure("out of time", lambda _: OutOfTime(), done=True),
]
# Failures of single tests.
PROBLEMS = Failure("problems", lambda _: invalid_flow(["Invalid Action type. Type: X", "Path: Actions[3]"]))
QUOTA = Failure("quota", lambda _: RefusedError("LimitExceededException", "100 flows"))
LOST = Failure("lost", lambda _: RefusedError("InvalidParameterException", "lost"), done=True)
BUG = Failure("bug", lambda _: KeyError("+18003569377"))
