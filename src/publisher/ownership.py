"""Whose a flow is: its tags name the resource that it belongs to, and the request that made it.

CloudFormation deletes by a physical id, and three kinds of ids occur. The ARN of a flow names that flow. The id of a
Create that failed before there was a flow names the request, so that its Delete, which may come after another request
has made the live flow, undoes only what its own request left. The third kind CloudFormation makes up when it got no
response at all; it names nothing, and its Delete undoes what no response has told CloudFormation of.
"""

from collections.abc import Mapping
from typing import NamedTuple

#: The tags that say which resource of which stack owns a flow.
STACK, RESOURCE = "vanity:stack", "vanity:resource"
#: The tag with the id of the request that made the flow.
REQUEST = "vanity:request"
#: The tag with the digest of what was published, by which an edit in the console is noticed.
DIGEST = "vanity:flow-digest"
#: The tag of a flow whose ARN CloudFormation has been told.
TOLD = "vanity:told-cloudformation"
#: The tag with the ARN of the function that the flow invokes, which the instance must allow.
FUNCTION = "vanity:function"
_NOT_CREATED = "not-created"


class Ownership(NamedTuple):
    """The resource of a stack, and a request for it."""

    stack: str
    #: The resource's name in the template.
    resource: str
    #: The id of the request that made, or is to make, the flow; empty for a physical id that CloudFormation made up.
    request: str

    @property
    def tags(self) -> dict[str, str]:
        """The tags of a flow that this request makes."""
        return {STACK: self.stack, RESOURCE: self.resource, REQUEST: self.request}

    def is_own(self, tags: Mapping[str, str]) -> bool:
        """Return whether a flow with these tags belongs to the resource."""
        return (tags.get(STACK), tags.get(RESOURCE)) == (self.stack, self.resource)

    def is_left_over(self, tags: Mapping[str, str]) -> bool:
        """Return whether a flow was left by the request, without CloudFormation knowing its ARN."""
        return self.is_own(tags) and TOLD not in tags and self.request in {"", tags.get(REQUEST)}

    def needs(self, function: str, tags: Mapping[str, str]) -> bool:
        """Return whether a flow with these tags, of this or another stack, may invoke this function."""
        return tags.get(FUNCTION, function if self.is_own(tags) else "") == function


def id_of_nothing(resource: str, request: str) -> str:
    """Return the physical id of a resource for which a request created nothing."""
    return f"{_NOT_CREATED}/{resource}/{request}"


def request_in(physical_id: str) -> str:
    """Return the id of the request that an `id_of_nothing` names; empty for any other physical id."""
    kind, _, rest = physical_id.partition("/")
    return rest.partition("/")[2] if kind == _NOT_CREATED else ""
