"""The properties of a Custom::ContactFlow."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from publisher.errors import InvalidRequestError
from publisher.instance import is_instance

NEEDED = ("InstanceArn", "ConverterArn", "ConverterFunctionArn", "Name", "Description")


class Properties(NamedTuple):
    """What a template says of its flow; empty where it says nothing.

    instance: the ARN of the Connect instance. converter: the ARN that the flow calls, an alias. function: the ARN of
    that function without qualifier, which the instance is to let flows call. name, description: as the Connect console
    shows them. number: the ARN of the phone number that the flow is to answer; may be empty. values: what goes into
    the places of the flow document, by their names.
    """

    instance: str
    converter: str
    function: str
    name: str
    description: str
    number: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, properties: Mapping[str, Any]) -> "Properties":
        """The properties, as far as they are there: what is deleted may never have had them."""
        values = properties.get("Values")
        needed = (_text(properties.get(name)) for name in NEEDED)
        instance, converter, function, name, description = needed
        number = _text(properties.get("PhoneNumberArn"))
        return cls(instance, converter, function, name, description, number, values if isinstance(values, dict) else {})

    def checked(self) -> "Properties":
        """The properties, when a flow can be published with them. Raises InvalidRequestError."""
        for name, value in zip(NEEDED, self, strict=False):
            if not value:
                raise InvalidRequestError(f"the property {name} is missing: give it in the template")
        if not is_instance(self.instance):
            raise InvalidRequestError(
                f"InstanceArn is not the ARN of a Connect instance: {self.instance[:100]!r}; copy it from the console, "
                "it looks like arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-3333-4444-555555555555"
            )
        return self


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
