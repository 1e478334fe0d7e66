"""The failures that a test has requested."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from botocore.model import OperationModel

from infra.fake_connect.errors import (
    ConnectionBrokenError,
    NoResponseError,
    RefusedError,
    StaleReplyError,
    error_code,
    invalid_flow,
)

# "stale" is no error: a list is empty, because the part of Connect that replies has not heard of its members yet. The
# last two are failures of the network: no response for as long as the client waits, and a reset connection.
FaultKind = Literal[
    "throttle",
    "too-many",
    "access-denied",
    "not-found",
    "invalid-flow",
    "conflict",
    "internal",
    "stale",
    "timeout",
    "reset",
]
ErrorFactory = Callable[[OperationModel], BaseException]


@dataclass
class Fault:
    """A failure to come of one operation."""

    operation: str
    #: Returns the error that the operation fails with.
    error: ErrorFactory
    #: How many calls fail; None for all of them.
    times: int | None = 1
    #: How many calls succeed first.
    skip: int = 0
    #: Whether the operation takes effect before it fails, as when a response is lost on its way.
    done: bool = False
    #: How many calls have failed.
    hits: int = 0

    def is_due(self) -> bool:
        """Count a call of the operation, and return whether it fails."""
        if self.skip:
            self.skip -= 1
            return False
        if self.times is not None and self.hits >= self.times:
            return False
        self.hits += 1
        return True


class Faults:
    """The failures to come, in the order in which they were requested."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Let an operation fail from the next call on."""
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Let every operation succeed again."""
        with self._lock:
            self._faults.clear()

    def due(self, operation: str) -> Fault | None:
        """Count a call of this operation, and return the first fault that it fails with, if any."""
        with self._lock:
            return next((fault for fault in self._faults if fault.operation == operation and fault.is_due()), None)


def error_factory(kind: FaultKind) -> ErrorFactory:
    """Return what makes the error of a kind. Raises ValueError for a kind that does not exist."""
    if kind not in _ERRORS:
        raise ValueError(f"a fault is one of {', '.join(get_args(FaultKind))}, not {kind}")
    return _ERRORS[kind]


def _denial(operation: OperationModel) -> RefusedError:
    text = f"User: anyone is not authorized to perform: connect:{operation.name} on resource: *"
    return RefusedError("AccessDeniedException", text)


def _conflict(operation: OperationModel) -> RefusedError:
    code = error_code(operation, "DuplicateResourceException", "ResourceConflictException")
    return RefusedError(code, "the resource already exists")


def _stale(operation: OperationModel) -> StaleReplyError:
    members = operation.output_shape.members if operation.output_shape else {}
    return StaleReplyError({name: [] for name, shape in members.items() if shape.type_name == "list"})


_ERRORS: dict[FaultKind, ErrorFactory] = {
    "throttle": lambda _: RefusedError("ThrottlingException", "Rate exceeded"),
    "too-many": lambda _: RefusedError("TooManyRequestsException", "Too many requests"),
    "access-denied": _denial,
    "not-found": lambda _: RefusedError("ResourceNotFoundException", "a test requested this error"),
    "invalid-flow": lambda _: invalid_flow(["Action is missing required property. Path: Actions[0].Requested"]),
    "conflict": _conflict,
    "internal": lambda _: RefusedError("InternalServiceException", "a test requested this error"),
    "stale": _stale,
    "timeout": lambda _: NoResponseError(),
    "reset": lambda _: ConnectionBrokenError(),
}
