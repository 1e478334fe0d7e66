"""What the publisher needs from an Amazon Connect instance, and the ARNs of flows and instances."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

_INSTANCE = r"arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance/[A-Za-z0-9-]+"
_FLOW = re.compile(rf"({_INSTANCE})/contact-flow/([A-Za-z0-9-]+)", re.ASCII)

_NUMBER = re.compile(r"arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:phone-number/[A-Za-z0-9-]+", re.ASCII)


class FlowDraft(NamedTuple):
    """A flow that is about to be published."""

    name: str
    description: str
    #: JSON in Connect's flow language.
    content: str


class NumberState(NamedTuple):
    """Whether and how a phone number can be dialed."""

    #: E.164; empty when it cannot be dialed.
    e164: str
    #: Why it cannot be dialed; empty when it can.
    problem: str = ""


class ListedFlow(NamedTuple):
    """A flow in an instance's list."""

    id: str
    name: str


class FlowArn(NamedTuple):
    """The parts of a contact flow's ARN."""

    #: The ARN of the instance.
    instance: str
    #: The flow's id.
    flow: str

    @classmethod
    def parse(cls, text: str) -> "FlowArn | None":
        """Parse an ARN. Returns None for any other text, such as the id of a resource that was never created."""
        match = _FLOW.fullmatch(text)
        return cls(match[1], match[2]) if match else None

    def __str__(self) -> str:
        """Return the ARN."""
        return f"{self.instance}/contact-flow/{self.flow}"


def is_instance(arn: str) -> bool:
    """Return whether this is the ARN of an instance."""
    return re.fullmatch(_INSTANCE, arn, re.ASCII) is not None


def is_number(arn: str) -> bool:
    """Return whether this is the ARN of a phone number."""
    return _NUMBER.fullmatch(arn) is not None


def place_of(arn: str) -> tuple[str, ...]:
    """Return an ARN's partition, service, Region and account."""
    return tuple(arn.split(":")[1:5])


class Instance(Protocol):
    """An Amazon Connect instance. Every method may be called again with the same arguments, and raises ServiceError.

    An absence is reported only after Connect has told it several times.
    """

    arn: str

    def allow_function(self, function: str) -> None:
        """Allow flows to invoke a function."""
        ...

    def disallow_function(self, function: str) -> None:
        """Stop allowing flows to invoke a function. Does nothing when they may not invoke it."""
        ...

    def create(self, draft: FlowDraft, tags: Mapping[str, str]) -> str:
        """Publish a new flow and return its id. Raises InvalidFlowError, or AlreadyExistsError for a name in use."""
        ...

    def replace(self, flow: str, draft: FlowDraft) -> None:
        """Publish a new version of a flow.

        Raises NotFoundError, InvalidFlowError, or AlreadyExistsError when another flow has the name.
        """
        ...

    def delete(self, flow: str) -> bool:
        """Delete a flow. Returns whether it existed."""
        ...

    def find_flow(self, is_wanted: Callable[[ListedFlow], bool]) -> str | None:
        """Return the id of the first inbound flow that is wanted; None when there is none, or no such instance."""
        ...

    def tags(self, flow: str) -> dict[str, str]:
        """Return the tags of a flow; none when the flow no longer exists."""
        ...

    def tag(self, flow: str, tags: Mapping[str, str]) -> None:
        """Add tags to a flow."""
        ...

    def flow_of(self, number: str) -> str | None:
        """Return the id of the flow that answers a number. Raises NotFoundError when the number does not exist."""
        ...

    def numbers_of(self, flow: str) -> list[str]:
        """Return the ARNs of the phone numbers that a flow answers; none when the instance no longer exists."""
        ...

    def number_state(self, number: str) -> NumberState:
        """Return whether and how the number with this ARN can be dialed. Raises NotFoundError."""
        ...

    def route_number(self, number: str, flow: str) -> None:
        """Route a number's calls to a flow. Raises NotFoundError."""
        ...

    def unroute_number(self, number: str) -> None:
        """Route a number's calls to no flow. Does nothing when the number no longer exists."""
        ...
