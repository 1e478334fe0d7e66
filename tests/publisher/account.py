"""An account in the fake Connect, as the publisher calls it, as tests inspect it, and as people change it meanwhile."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from infra.fake_connect import seed
from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.fake import FakeConnect
from infra.fake_connect.faults import Fault
from infra.fake_connect.in_process import InProcessClient
from infra.fake_connect.settings import FakeConnectSettings
from infra.fake_connect.state import FakeFlow, FakeNumber, number_arn
from tests.publisher.failures import Failure

HOME, HOME_ID = seed.INSTANCE_ARN, seed.INSTANCE_ID
AWAY, AWAY_ID = seed.OTHER_INSTANCE_ARN, seed.OTHER_INSTANCE_ID
NUMBER, E164 = seed.PHONE_NUMBER_ARN, seed.PHONE_NUMBER
OTHER_NUMBER = seed.FREE_NUMBER_ARN  # no flow answers it
EARLIER, EARLIER_NAME = seed.EARLIER_FLOW_ID, seed.EARLIER_FLOW_NAME  # the flow that answers the first number
# A page has one entry, so that lists have pages.
SETTINGS = FakeConnectSettings(lint=lambda _: [], rate=0, page_limit=1)


class ConnectAccount(Protocol):
    """An account in a fake Connect, in process or over HTTP."""

    #: Has botocore's methods.
    client: Any

    @property
    def flows(self) -> Collection[str]:
        """The ids of the flows."""

    @property
    def numbers(self) -> Mapping[str, str | None]:
        """The ids of the flows that answer the numbers, by the ARNs of the numbers."""

    @property
    def functions(self) -> Collection[tuple[str, str]]:
        """Pairs of an instance's id and the ARN of a function that it may invoke."""

    def remove(self, flow: str) -> None:
        """Delete a flow, as someone does in the console."""

    def failing(
        self, operation: str, failure: Failure, times: int | None = None
    ) -> AbstractContextManager[Fault | None]:
        """Let an operation fail inside the block, this often or always."""


class InProcessAccount:
    """A `ConnectAccount` without HTTP, which a test may also change behind the publisher's back."""

    def __init__(self, settings: FakeConnectSettings = SETTINGS) -> None:
        self.connect = FakeConnect(settings)
        self.client: Any = InProcessClient(self.connect)

    @property
    def flows(self) -> dict[str, FakeFlow]:
        instances = self.connect.account.instances.values()
        return {flow.id: flow for instance in instances for flow in instance.flows.values()}

    @property
    def numbers(self) -> dict[str, str | None]:
        return {number.arn: number.flow_id for number in self.connect.account.numbers.values()}

    @property
    def functions(self) -> set[tuple[str, str]]:
        instances = self.connect.account.instances.values()
        return {(instance.id, function) for instance in instances for function in instance.functions}

    @property
    def called(self) -> list[str]:
        """The operations that were called, in their order."""
        return [entry["operation"] for entry in self.connect.log]

    def forget_calls(self) -> None:
        self.connect.log.clear()

    def add(self, name: str, flow: str, tags: dict[str, str]) -> None:
        """Put a flow into the first instance."""
        added = FakeFlow(flow, HOME_ID, name, "CONTACT_FLOW", "{}", changed=0, tags=tags)
        self.connect.account.instance(HOME_ID).flows[flow] = added

    def remove(self, flow: str) -> None:
        for instance in self.connect.account.instances.values():
            instance.flows.pop(flow, None)

    def number(self, arn: str) -> FakeNumber:
        return self.connect.account.number(arn)

    def release(self, arn: str) -> None:
        """Release a phone number, so that it no longer exists."""
        del self.connect.account.numbers[self.number(arn).id]

    @contextmanager
    def failing(self, operation: str, failure: Failure, times: int | None = None) -> Iterator[Fault]:
        fault = Fault(operation, failure.error(), times, done=failure.done)
        self.connect.faults.add(fault)
        yield fault
        self.connect.faults.clear()


class HttpAccount:
    """A `ConnectAccount` over HTTP."""

    def __init__(self, control: FakeConnectControl) -> None:
        self._control = control
        self.client: Any = control.client(read_seconds=0.2)

    def reset(self) -> None:
        self._control.reset()

    @property
    def flows(self) -> list[str]:
        return list(self._control.state()["flows"])

    @property
    def numbers(self) -> dict[str, str | None]:
        numbers = self._control.state()["numbers"]
        return {number_arn(number): state["flow_id"] for number, state in numbers.items()}

    @property
    def functions(self) -> list[tuple[str, str]]:
        instances = self._control.state()["functions"].items()
        return [(instance, function) for instance, functions in instances for function in functions]

    def remove(self, flow: str) -> None:
        for number in [number for number, answering in self.numbers.items() if answering == flow]:
            self.client.disassociate_phone_number_contact_flow(PhoneNumberId=number, InstanceId=HOME_ID)
        self.client.delete_contact_flow(InstanceId=HOME_ID, ContactFlowId=flow)

    @contextmanager
    def failing(self, operation: str, failure: Failure, times: int | None = None) -> Iterator[None]:
        self._control.fail(operation, failure.kind(), times, done=failure.done)
        yield
        self._control.clear_faults()


def flow_id(arn: str) -> str:
    return arn.rpartition("/")[2]


def assert_nothing_is_left(account: ConnectAccount) -> None:
    assert list(account.flows) == [EARLIER]
    assert not account.functions
    assert account.numbers == {NUMBER: EARLIER, OTHER_NUMBER: None}
