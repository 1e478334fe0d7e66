"""A custom resource's request, as CloudFormation sends it."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from publisher.errors import InvalidRequestError

KINDS = ("Create", "Update", "Delete")
_NAMES = ("RequestType", "StackId", "RequestId", "LogicalResourceId", "ResponseURL")


class Request(NamedTuple):
    """One request.

    kind: Create, Update or Delete. stack, id, logical: to be echoed. physical: the resource's id, empty when it is
    created. url: where the answer goes; presigned, so whoever reads it could answer. properties, old: as the
    template has them, now and, when it is updated, before.
    """

    kind: str
    stack: str
    id: str
    logical: str
    physical: str
    url: str
    properties: Mapping[str, Any]
    old: Mapping[str, Any]

    def __repr__(self) -> str:
        """The request without its URL."""
        return f"<{self.kind} of {self.logical}>"

    def failed_id(self, published: str) -> str:
        """The physical id of a failure. published: the ARN of the flow that a Create has made so far, or empty.

        Any other id than the one that came in would make CloudFormation delete the resource it has.
        """
        return self.physical or published or f"not-created/{self.logical}"


def request_of(event: object) -> Request:
    """The request that is in an event. Raises InvalidRequestError for one that cannot even be answered."""
    whole = cast(dict[str, Any], event) if isinstance(event, dict) else {}
    kind, stack, name, logical, url = (_needed(whole, name) for name in _NAMES)
    if kind not in KINDS:
        raise InvalidRequestError(f"RequestType must be one of {', '.join(KINDS)}")
    physical = whole.get("PhysicalResourceId") if kind != "Create" else ""
    properties, old = (whole.get(name) or {} for name in ("ResourceProperties", "OldResourceProperties"))
    return Request(kind, stack, name, logical, physical or "", url, properties, old)


def _needed(whole: Mapping[str, Any], name: str) -> str:
    value = whole.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidRequestError(f"the request has no {name}: it is not one of CloudFormation's")
    return value
