"""A custom resource's request as CloudFormation sends it, and the properties that the template gives the resource."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from publisher.errors import InvalidRequestError
from publisher.instance import is_instance

KINDS = ("Create", "Update", "Delete")
REQUIRED_PROPERTIES = ("InstanceArn", "ConverterArn", "ConverterFunctionArn", "Name", "Description")
_REQUIRED_FIELDS = ("RequestType", "StackId", "RequestId", "LogicalResourceId", "ResponseURL")


class CustomResourceRequest(NamedTuple):
    """A request to create, update or delete the resource."""

    #: Create, Update or Delete.
    kind: str
    #: The stack's ARN, which the response repeats.
    stack: str
    #: The request's own id, which the response repeats.
    id: str
    #: The resource's name in the template, which the response repeats.
    logical_id: str
    #: The id that an earlier response gave the resource; empty for a Create.
    physical_id: str
    #: Where the response goes. The URL is presigned: anyone who reads it could respond.
    url: str
    #: The properties in the template.
    properties: Mapping[str, Any]
    #: For an Update, the properties that were deployed before.
    old_properties: Mapping[str, Any]

    def __repr__(self) -> str:
        """Return a description without the URL."""
        return f"<{self.kind} of {self.logical_id}>"

    def id_after_failure(self, published: str) -> str:
        """Return the physical id for a FAILED response.

        `published` is the ARN of the flow that a Create has made so far, or empty. For an Update or a Delete, any id
        other than the request's would make CloudFormation delete the existing resource.
        """
        return self.physical_id or published or f"not-created/{self.logical_id}"


def parse_request(event: object) -> CustomResourceRequest:
    """Parse an event. Raises InvalidRequestError when it lacks what a response needs."""
    fields = cast(dict[str, Any], event) if isinstance(event, dict) else {}
    kind, stack, request_id, logical_id, url = (_required(fields, name) for name in _REQUIRED_FIELDS)
    if kind not in KINDS:
        raise InvalidRequestError(f"RequestType must be one of {', '.join(KINDS)}")
    physical_id = fields.get("PhysicalResourceId") if kind != "Create" else ""
    properties, old = (fields.get(name) or {} for name in ("ResourceProperties", "OldResourceProperties"))
    return CustomResourceRequest(kind, stack, request_id, logical_id, physical_id or "", url, properties, old)


def _required(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidRequestError(f"the request has no {name}: CloudFormation did not send it")
    return value


class FlowProperties(NamedTuple):
    """The properties of a Custom::ContactFlow. Those that the template omits are empty."""

    #: The ARN of the Connect instance.
    instance: str
    #: The ARN that the flow invokes: an alias of the converter.
    converter: str
    #: The ARN of the same function without the alias, which the instance must be allowed to invoke.
    function: str
    #: The flow's name in the Connect console.
    name: str
    #: The flow's description in the Connect console.
    description: str
    #: The ARN of the phone number that the flow answers; may be empty.
    number: str
    #: The values for the placeholders in the flow document, by placeholder.
    values: Mapping[str, str]

    @classmethod
    def parse(cls, properties: Mapping[str, Any]) -> "FlowProperties":
        """Read the properties without checking them: a Delete must also work for a resource that was never valid."""
        values = properties.get("Values")
        required = (_text(properties.get(name)) for name in REQUIRED_PROPERTIES)
        instance, converter, function, name, description = required
        number = _text(properties.get("PhoneNumberArn"))
        return cls(instance, converter, function, name, description, number, values if isinstance(values, dict) else {})

    def check(self) -> None:
        """Raise InvalidRequestError when no flow can be published with these properties."""
        for name, value in zip(REQUIRED_PROPERTIES, self, strict=False):
            if not value:
                raise InvalidRequestError(f"the property {name} is missing: add it to the template")
        if not is_instance(self.instance):
            raise InvalidRequestError(
                f"InstanceArn is not the ARN of a Connect instance: {self.instance[:100]!r}; copy it from the console, "
                "it looks like arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-3333-4444-555555555555"
            )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
