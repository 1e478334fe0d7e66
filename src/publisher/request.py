"""A custom resource's request as CloudFormation sends it, and the properties that the template gives the resource."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from publisher.errors import InvalidRequestError
from publisher.instance import is_instance, is_number, place_of
from publisher.ownership import Ownership, id_of_nothing, request_in

# CloudFormation's limit on a physical id. What else a response repeats is shorter.
MAX_ID_BYTES = 1024
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
        return self.physical_id or published or id_of_nothing(self.logical_id, self.id)

    def check(self) -> None:
        """Raise InvalidRequestError when the request does not say which resource to update or delete."""
        if self.kind != "Create" and not self.physical_id:
            raise InvalidRequestError("the request has no PhysicalResourceId: CloudFormation did not send it")

    @property
    def ownership(self) -> Ownership:
        """Whose the flow is. What an Update makes for a resource without a flow still belongs to that resource's id."""
        made_by = request_in(self.physical_id)
        if self.kind != "Delete":
            made_by = made_by or self.id
        return Ownership(self.stack, self.logical_id, made_by)


def parse_request(event: object) -> CustomResourceRequest:
    """Parse an event. Raises InvalidRequestError when it lacks what a response needs."""
    fields = cast(dict[str, Any], event) if isinstance(event, dict) else {}
    kind, stack, request_id, logical_id, url = (_required(fields, name) for name in _REQUIRED_FIELDS)
    if kind not in KINDS:
        raise InvalidRequestError(f"RequestType must be one of {', '.join(KINDS)}")
    physical_id = _id(fields.get("PhysicalResourceId")) if kind != "Create" else ""
    properties, old = (_object(fields.get(name)) for name in ("ResourceProperties", "OldResourceProperties"))
    return CustomResourceRequest(kind, stack, request_id, logical_id, physical_id, url, properties, old)


def _id(value: object) -> str:
    """Return a physical id; empty for what CloudFormation cannot have been given as one."""
    return value if isinstance(value, str) and len(value.encode(errors="replace")) <= MAX_ID_BYTES else ""


def _object(value: object) -> dict[str, Any]:
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def _required(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidRequestError(f"the request has no {name}: CloudFormation did not send it")
    if name != "ResponseURL" and len(value.encode(errors="replace")) > MAX_ID_BYTES:
        raise InvalidRequestError(f"the request's {name} is too long: CloudFormation did not send it")
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
    #: The names of the properties that should be texts and are not, such as `Values.TextGreeting`.
    not_texts: tuple[str, ...] = ()

    @classmethod
    def parse(cls, properties: Mapping[str, Any]) -> "FlowProperties":
        """Read the properties without checking them: a Delete must also work for a resource that was never valid."""
        given = properties.get("Values", {})
        values = given if isinstance(given, dict) else {}
        names = (*REQUIRED_PROPERTIES, "PhoneNumberArn")
        instance, converter, function, name, description, number = (_text(properties.get(name)) for name in names)
        not_texts = [name for name in names if not isinstance(properties.get(name, ""), str)]
        not_texts += [f"Values.{name}" for name, value in values.items() if not isinstance(value, str)]
        not_texts += [] if isinstance(given, dict) else ["Values"]
        return cls(instance, converter, function, name, description, number, values, tuple(not_texts))

    def check(self) -> None:
        """Raise InvalidRequestError when no flow can be published with these properties."""
        if self.not_texts:
            wanted = "an object with a text for each name" if self.not_texts[0] == "Values" else "a text"
            raise InvalidRequestError(f"the property {self.not_texts[0]} must be {wanted}: correct it in the template")
        for name, value in zip(REQUIRED_PROPERTIES, self, strict=False):
            if not value:
                raise InvalidRequestError(f"the property {name} is missing: add it to the template")
        if not is_instance(self.instance):
            raise InvalidRequestError(
                "InstanceArn is not the ARN of a Connect instance: copy it from the console, it looks "
                "like arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-3333-4444-555555555555"
            )
        self._check_number()

    def _check_number(self) -> None:
        """Raise InvalidRequestError for a number of another account: Connect is given only the id at its end."""
        if self.number and not is_number(self.number):
            raise InvalidRequestError(
                "PhoneNumberArn is not the ARN of a phone number, which is no phone number itself: it looks like "
                "arn:aws:connect:us-east-1:123456789012:phone-number/11111111-2222-3333-4444-555555555555"
            )
        if self.number and place_of(self.number) != place_of(self.instance):
            raise InvalidRequestError(
                "PhoneNumberArn names another account or Region than InstanceArn: choose a number of the instance's own"
            )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
