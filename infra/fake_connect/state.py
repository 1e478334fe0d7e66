"""What there is: instances with their flows and functions, and phone numbers. All of it in memory."""

from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from infra.fake_connect.arns import flow_arn, instance_arn, number_arn
from infra.fake_connect.errors import not_found

Tags = dict[str, str]


@dataclass
class Flow:
    """A published contact flow. changed: seconds since the epoch."""

    id: str
    instance_id: str
    name: str
    type: str
    content: str
    changed: float
    description: str = ""
    state: str = "ACTIVE"
    tags: Tags = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """Its ARN."""
        return flow_arn(self.instance_id, self.id)


@dataclass
class PhoneNumber:
    """A claimed phone number. number: as E.164; flow_id: what answers it."""

    id: str
    instance_id: str
    number: str
    country: str
    type: str
    flow_id: str | None = None
    tags: Tags = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """Its ARN."""
        return number_arn(self.id)


@dataclass
class Instance:
    """An instance. functions: by unqualified ARN, when they were associated, by the settings' clock."""

    id: str
    flows: dict[str, Flow] = field(default_factory=dict)
    functions: dict[str, float] = field(default_factory=dict)
    tags: Tags = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """Its ARN."""
        return instance_arn(self.id)

    def flow(self, id_or_arn: str) -> Flow:
        """One of its flows. Raises Refused when there is none."""
        return _found(self.flows, id_or_arn, "contact flow")


_Named = TypeVar("_Named", Flow, PhoneNumber, Instance)


@dataclass
class State:
    """The account, by ids."""

    instances: dict[str, Instance]
    numbers: dict[str, PhoneNumber]

    def instance(self, id_or_arn: str) -> Instance:
        """An instance. Raises Refused when there is none."""
        return _found(self.instances, id_or_arn, "instance")

    def number(self, id_or_arn: str) -> PhoneNumber:
        """A phone number, by its id. Raises Refused when there is none."""
        return _found(self.numbers, id_or_arn, "phone number")

    def tags(self, arn: str) -> Tags:
        """The tags of an instance, a flow or a phone number. Raises Refused when there is none."""
        tagged: list[Instance | Flow | PhoneNumber] = [*self.instances.values(), *self.numbers.values()]
        tagged += [flow for instance in self.instances.values() for flow in instance.flows.values()]
        for one in tagged:
            if one.arn == arn:
                return one.tags
        raise not_found(f"resource {arn}")

    def snapshot(self) -> dict[str, Any]:
        """All of it as JSON, less the phone numbers themselves."""
        return {
            "flows": {flow.id: asdict(flow) for one in self.instances.values() for flow in one.flows.values()},
            "functions": {one.id: sorted(one.functions) for one in self.instances.values()},
            "numbers": {one.id: {"flow_id": one.flow_id, "tags": dict(one.tags)} for one in self.numbers.values()},
        }


def _found(things: dict[str, _Named], id_or_arn: str, kind: str) -> _Named:
    for one in things.values():
        if id_or_arn in {one.id, one.arn}:
            return one
    raise not_found(f"{kind} {id_or_arn}")
