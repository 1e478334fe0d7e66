"""Connect's REST protocol: a request's operation and parameters, and the pages of a list."""

import json
import re
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote

from botocore.model import OperationModel, Shape

from infra.fake_connect.errors import RefusedError, bad_request
from infra.fake_connect.model import Params, Reply, service_model
from infra.fake_connect.state import FakeAccount

_LABEL = re.compile(r"\{(\w+)\}")


class OperationPath(NamedTuple):
    """The method and the paths of an operation's requests."""

    method: str
    path: re.Pattern[str]
    operation: OperationModel


def find_operation(method: str, path: str) -> tuple[OperationModel, dict[str, str]]:
    """Return the operation of a request, and the values of the labels in its percent-encoded path.

    Raises RefusedError when the model has no such operation.
    """
    for candidate in _paths():
        if candidate.method == method and (match := candidate.path.fullmatch(path)):
            return candidate.operation, {label: unquote(text) for label, text in match.groupdict().items()}
    raise RefusedError("UnknownOperationException", f"Amazon Connect has no operation {method} {path}")


def read_parameters(operation: OperationModel, labels: dict[str, str], query: str, body: bytes) -> Params:
    """Return the parameters of a request, by the names in the model. They are not validated yet.

    Raises RefusedError for an unknown parameter, and for a body that is not a JSON object.
    """
    values = parse_qs(query, keep_blank_values=True)
    parameters: Params = {}
    for name, shape in _members(operation).items():
        location, key = shape.serialization.get("location"), shape.serialization.get("name", name)
        if location == "uri":
            parameters[name] = labels[key]
        elif location == "querystring" and key in values:
            parameters[name] = _convert(shape, values.pop(key))
    if values:
        raise bad_request(operation, f"unknown in the query: {', '.join(values)}")
    return parameters | _read_body(operation, body)


def page(name: str, entries: list[Any], account: FakeAccount, parameters: Params, default: int) -> Reply:
    """Return one page of a list under this name. `default` is the page's size unless the client requests another."""
    start = _start(parameters)
    end = start + min(parameters.get("MaxResults", default), account.settings.page_limit)
    reply: Reply = {name: entries[start:end]}
    return reply | ({"NextToken": f"from-{end}"} if end < len(entries) else {})


def _start(parameters: Params) -> int:
    before, _, start = parameters.get("NextToken", "from-0").rpartition("from-")
    if before or not start.isdecimal():
        raise RefusedError("InvalidParameterException", "NextToken does not belong to a list")
    return int(start)


@cache
def _paths() -> list[OperationPath]:
    """Return the paths of all operations. No path belongs to two operations, so the order does not matter."""
    return [_path(service_model().operation_model(name)) for name in service_model().operation_names]


def _path(operation: OperationModel) -> OperationPath:
    path = _LABEL.sub(r"(?P<\1>[^/]+)", operation.http["requestUri"])
    return OperationPath(operation.http["method"], re.compile(path), operation)


def _read_body(operation: OperationModel, body: bytes) -> Params:
    try:
        fields: Any = json.loads(body or "{}")
    except ValueError as error:
        raise bad_request(operation, f"the body is not JSON: {type(error).__name__}") from None
    if not isinstance(fields, dict):
        raise bad_request(operation, "the body is not a JSON object")
    members = {name for name, shape in _members(operation).items() if "location" not in shape.serialization}
    if unknown := sorted(fields.keys() - members):
        raise bad_request(operation, f"unknown in the body: {', '.join(unknown)}")
    return fields


def _members(operation: OperationModel) -> dict[str, Shape]:
    shape = operation.input_shape
    return dict(shape.members) if shape else {}


def _convert(shape: Shape, texts: list[str]) -> Any:
    """Convert text in a query to the type of a shape. Text that cannot be converted is left to the validation."""
    if shape.type_name == "list":
        return texts
    text = texts[-1]
    return int(text) if shape.type_name == "integer" and text.isdecimal() else text
