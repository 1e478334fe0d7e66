"""What a request asks: the parts of its path, query and body as the members of the operation's input."""

import json
from typing import Any
from urllib.parse import parse_qs

from botocore.model import OperationModel, Shape

from infra.fake_connect.errors import bad_request
from infra.fake_connect.model import Params


def read(operation: OperationModel, labels: dict[str, str], query: str, body: bytes) -> Params:
    """The parameters, by the names that the model gives them; not validated yet.

    Raises Refused for what the operation has no member for, and for a body that is no JSON object.
    """
    asked = parse_qs(query, keep_blank_values=True)
    params: Params = {}
    for name, shape in _members(operation).items():
        location, key = shape.serialization.get("location"), shape.serialization.get("name", name)
        if location == "uri":
            params[name] = labels[key]
        elif location == "querystring" and key in asked:
            params[name] = _typed(shape, asked.pop(key))
    if asked:
        raise bad_request(operation, f"unknown in the query: {', '.join(asked)}")
    return params | _of_body(operation, body)


def _of_body(operation: OperationModel, body: bytes) -> Params:
    try:
        found: Any = json.loads(body or "{}")
    except ValueError as error:
        raise bad_request(operation, f"the body is not JSON: {type(error).__name__}") from None
    if not isinstance(found, dict):
        raise bad_request(operation, "the body is no JSON object")
    members = {name for name, shape in _members(operation).items() if "location" not in shape.serialization}
    if strange := sorted(found.keys() - members):
        raise bad_request(operation, f"unknown in the body: {', '.join(strange)}")
    return found


def _members(operation: OperationModel) -> dict[str, Shape]:
    shape = operation.input_shape
    return dict(shape.members) if shape else {}


def _typed(shape: Shape, texts: list[str]) -> Any:
    """The text of a query as a value of this shape; as it is when it is none, for the validation to refuse."""
    if shape.type_name == "list":
        return texts
    text = texts[-1]
    return int(text) if shape.type_name == "integer" and text.isdecimal() else text
