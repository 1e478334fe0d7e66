"""What the fake was told to fail."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from botocore.model import OperationModel

from infra.fake_connect.errors import ConnectionReset, NeverAnswered, Refused, invalid_flow, modelled
from infra.fake_connect.kinds import Kind
from infra.fake_connect.operations import NAMES


@dataclass
class Fault:
    """A failure to come.

    times: how often, None for always; skip: how many calls pass first; done: whether the operation is done before it
    fails, as when an answer is lost on its way.
    """

    operation: str
    kind: Kind
    times: int | None = 1
    skip: int = 0
    done: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for an operation or a kind that does not exist."""
        if self.operation not in NAMES:
            raise ValueError(f"the fake Connect has no operation {self.operation}")
        if self.kind not in _RAISED:
            raise ValueError(f"a fault is one of {', '.join(get_args(Kind))}, not {self.kind}")

    def is_due(self) -> bool:
        """Whether it strikes this call, which is counted."""
        if self.skip:
            self.skip -= 1
            return False
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0

    def strike(self, operation: OperationModel) -> None:
        """Raise what the operation fails with."""
        raise _RAISED[self.kind](operation)


class Faults:
    """The failures to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Fail from the next call on."""
        with self._lock:
            self._faults.append(fault)

    def heal(self) -> None:
        """Fail no more."""
        with self._lock:
            self._faults.clear()

    def due(self, operation: str) -> Fault | None:
        """The first one that strikes this call."""
        with self._lock:
            return next((fault for fault in self._faults if fault.operation == operation and fault.is_due()), None)


def _conflict(operation: OperationModel) -> Refused:
    return Refused(modelled(operation, "DuplicateResourceException", "ResourceConflictException"), "it exists already")


_RAISED: dict[Kind, Callable[[OperationModel], Exception]] = {
    "throttle": lambda _: Refused("ThrottlingException", "Rate exceeded"),
    "access-denied": lambda one: Refused(
        "AccessDeniedException", f"User: anyone is not authorized to perform: connect:{one.name} on resource: *"
    ),
    "not-found": lambda _: Refused("ResourceNotFoundException", "told not to find it"),
    "invalid-flow": lambda _: invalid_flow(["Action is missing required property. Path: Actions[0].Told"]),
    "conflict": _conflict,
    "internal": lambda _: Refused("InternalServiceException", "told to fail"),
    "timeout": lambda _: NeverAnswered(),
    "reset": lambda _: ConnectionReset(),
}
