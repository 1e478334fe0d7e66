"""The fake Connect of the local cloud, over HTTP: stricter than the one in memory, and with botocore in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.fake_connect.arns import number_arn
from infra.fake_connect.control import Control
from infra.fake_connect.ids import INSTANCE_ID
from infra.fake_connect.kinds import Kind
from tests.publisher.connect import Fault

KINDS: dict[str, Kind] = {
    "throttled": "throttle",
    "denied": "access-denied",
    "not found": "not-found",
    "flow refused": "invalid-flow",
    "conflict": "conflict",
    "500": "internal",
    "timeout": "timeout",
    "reset": "reset",
}


class WiredConnect:
    """An `Account`."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._client = control.client(read_seconds=0.2)

    def reset(self) -> None:
        self._control.reset()

    @property
    def flows(self) -> list[str]:
        return list(self._control.state()["flows"])

    @property
    def numbers(self) -> dict[str, str | None]:
        return {number_arn(number): it["flow_id"] for number, it in self._control.state()["numbers"].items()}

    @property
    def functions(self) -> list[tuple[str, str]]:
        instances = self._control.state()["functions"].items()
        return [(instance, function) for instance, functions in instances for function in functions]

    def remove(self, flow: str) -> None:
        for number in [number for number, answering in self.numbers.items() if answering == flow]:
            self._client.disassociate_phone_number_contact_flow(PhoneNumberId=number, InstanceId=INSTANCE_ID)
        self._client.delete_contact_flow(InstanceId=INSTANCE_ID, ContactFlowId=flow)

    @contextmanager
    def failing(self, operation: str, fault: Fault, times: int) -> Iterator[None]:
        self._control.fail(operation, KINDS[fault.name], times, done=fault.lost)
        yield
        self._control.heal()

    def __getattr__(self, method: str) -> Any:
        return getattr(self._client, method)
