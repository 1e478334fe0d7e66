"""What the publisher asks of an Amazon Connect instance, and the names of what is in one."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

_INSTANCE = r"arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance/[A-Za-z0-9-]+"
_FLOW = re.compile(rf"({_INSTANCE})/contact-flow/([A-Za-z0-9-]+)", re.ASCII)


class Draft(NamedTuple):
    """A flow to be published: its name, its description, and its content in Connect's flow language, as JSON."""

    name: str
    description: str
    content: str


class Flow(NamedTuple):
    """A flow as an instance lists it."""

    id: str
    name: str


class FlowArn(NamedTuple):
    """A contact flow's ARN, by its parts: the instance's ARN and the flow's id."""

    instance: str
    flow: str

    @classmethod
    def parse(cls, text: str) -> "FlowArn | None":
        """The ARN in a text; None when it is none, as the id of a resource that was never made."""
        found = _FLOW.fullmatch(text)
        return cls(found[1], found[2]) if found else None

    def __str__(self) -> str:
        """The ARN itself."""
        return f"{self.instance}/contact-flow/{self.flow}"


def is_instance(arn: str) -> bool:
    """Whether this is the ARN of an instance."""
    return re.fullmatch(_INSTANCE, arn, re.ASCII) is not None


class Instance(Protocol):
    """One instance. Everything here may be done twice, and all of it raises ServiceError."""

    arn: str

    def admit(self, function: str) -> None:
        """Let flows call a function."""
        ...

    def dismiss(self, function: str) -> None:
        """Let flows call a function no longer, if they may."""
        ...

    def create(self, draft: Draft, tags: Mapping[str, str]) -> str:
        """The id of a new flow, published. Raises AlreadyExistsError when its name is taken, InvalidFlowError."""
        ...

    def rewrite(self, flow: str, draft: Draft) -> None:
        """Publish a flow anew. Raises NotFoundError, InvalidFlowError, and AlreadyExistsError when another flow has the name."""
        ...

    def delete(self, flow: str) -> bool:
        """Delete a flow; whether it was there."""
        ...

    def flows(self) -> Iterator[Flow]:
        """The inbound flows; none when the instance is gone."""
        ...

    def tags(self, flow: str) -> dict[str, str]:
        """The tags of a flow; none when it is gone."""
        ...

    def tag(self, flow: str, tags: Mapping[str, str]) -> None:
        """Give a flow these tags, besides those it has."""
        ...

    def flow_of(self, number: str) -> str | None:
        """The id of the flow that answers a number. Raises NotFoundError for a number that is not there."""
        ...

    def numbers_of(self, flow: str) -> list[str]:
        """The ARNs of the phone numbers that a flow answers."""
        ...

    def digits(self, number: str) -> str:
        """The phone number that an ARN names, in E.164. Raises NotFoundError."""
        ...

    def point(self, number: str, flow: str) -> None:
        """Let a flow answer a number. Raises NotFoundError."""
        ...

    def unpoint(self, number: str) -> None:
        """Let no flow answer a number, if it is still there."""
        ...
