"""The resources in the account, all of them in memory: instances with their flows and functions, and phone numbers."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from infra.fake_connect.errors import not_found
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.settings import FakeConnectSettings
from infra.servers.clients import REGION

ACCOUNT = "000000000000"  # the emulator's
_CONNECT = f"arn:aws:connect:{REGION}:{ACCOUNT}"
EVERY_NUMBER = f"{_CONNECT}:phone-number/*"
Tags = dict[str, str]


def instance_arn(instance_id: str) -> str:
    """Return an instance's ARN. Connect accepts an id or an ARN as `InstanceId`, and so does this."""
    return f"{_CONNECT}:instance/{plain_id(instance_id)}"


def flow_arn(instance_id: str, flow_id: str) -> str:
    """Return a flow's ARN; the id `*` means all flows of the instance."""
    return f"{instance_arn(instance_id)}/contact-flow/{plain_id(flow_id)}"


def number_arn(number_id: str) -> str:
    """Return a phone number's ARN."""
    return f"{_CONNECT}:phone-number/{plain_id(number_id)}"


def plain_id(id_or_arn: str) -> str:
    """Return the id at the end of an ARN. An id is returned unchanged."""
    return id_or_arn.rpartition("/")[2] if id_or_arn.startswith("arn:") else id_or_arn


@dataclass
class FakeFlow:
    """A published contact flow."""

    id: str
    instance_id: str
    name: str
    type: str
    content: str
    #: Seconds since the epoch.
    changed: float
    description: str = ""
    state: str = "ACTIVE"
    tags: Tags = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """The flow's ARN."""
        return flow_arn(self.instance_id, self.id)


@dataclass
class FakeNumber:
    """A claimed phone number."""

    id: str
    instance_id: str
    #: E.164.
    number: str
    country: str
    type: str
    #: The flow that answers the number.
    flow_id: str | None = None
    tags: Tags = field(default_factory=dict)
    #: CLAIMED, IN_PROGRESS or FAILED.
    status: str = "CLAIMED"

    @property
    def arn(self) -> str:
        """The number's ARN."""
        return number_arn(self.id)


@dataclass
class FakeInstance:
    """An instance."""

    id: str
    flows: dict[str, FakeFlow] = field(default_factory=dict)
    #: When each function was associated, by the settings' clock; the keys are ARNs without an alias or version.
    functions: dict[str, float] = field(default_factory=dict)
    #: `test_cases.FakeTestCase` by their ids.
    test_cases: dict[str, Any] = field(default_factory=dict)
    tags: Tags = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """The instance's ARN."""
        return instance_arn(self.id)

    def flow(self, id_or_arn: str) -> FakeFlow:
        """Return one of the flows. Raises RefusedError when it does not exist."""
        return _find(self.flows, id_or_arn, "contact flow")


_Resource = TypeVar("_Resource", FakeFlow, FakeNumber, FakeInstance)


@dataclass
class FakeAccount:
    """The resources by their ids, and the settings under which they change."""

    instances: dict[str, FakeInstance]
    numbers: dict[str, FakeNumber]
    settings: FakeConnectSettings

    def instance(self, id_or_arn: str) -> FakeInstance:
        """Return an instance. Raises RefusedError when it does not exist."""
        return _find(self.instances, id_or_arn, "instance")

    def number(self, id_or_arn: str) -> FakeNumber:
        """Return a phone number. Raises RefusedError when it does not exist."""
        return _find(self.numbers, id_or_arn, "phone number")

    def tags(self, arn: str) -> Tags:
        """Return the tags of an instance, a flow or a phone number. Raises RefusedError when it does not exist."""
        resources: list[FakeInstance | FakeFlow | FakeNumber] = [*self.instances.values(), *self.numbers.values()]
        resources += [flow for instance in self.instances.values() for flow in instance.flows.values()]
        for resource in resources:
            if resource.arn == arn:
                return resource.tags
        raise not_found(f"resource {arn}")

    def snapshot(self) -> dict[str, Any]:
        """Return everything as JSON except the phone numbers themselves."""
        instances, numbers = self.instances.values(), self.numbers.values()
        return {
            "flows": {flow.id: asdict(flow) for instance in instances for flow in instance.flows.values()},
            "functions": {instance.id: sorted(instance.functions) for instance in instances},
            "numbers": {number.id: {"flow_id": number.flow_id, "tags": dict(number.tags)} for number in numbers},
        }


Operation = Callable[[FakeAccount, Params], Reply]  # it raises RefusedError


def _find(resources: dict[str, _Resource], id_or_arn: str, kind: str) -> _Resource:
    for resource in resources.values():
        if id_or_arn in {resource.id, resource.arn}:
            return resource
    raise not_found(f"{kind} {id_or_arn}")
