"""Which operation a request is for: the paths of the service model, turned round."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from botocore.model import OperationModel

from infra.fake_connect.errors import Refused
from infra.fake_connect.model import MODEL

_LABEL = re.compile(r"\{(\w+)\}")


class Route(NamedTuple):
    """An operation and the paths that lead to it."""

    method: str
    path: re.Pattern[str]
    operation: OperationModel


def find(method: str, path: str) -> tuple[OperationModel, dict[str, str]]:
    """The operation, and what stands in the path for its labels. path: as sent, percent-encoded.

    Raises Refused when the model has no such operation.
    """
    for route in _ROUTES:
        if route.method == method and (found := route.path.fullmatch(path)):
            return route.operation, {label: unquote(text) for label, text in found.groupdict().items()}
    raise Refused("UnknownOperationException", f"Amazon Connect has no operation {method} {path}")


def _route(operation: OperationModel) -> Route:
    path = _LABEL.sub(r"(?P<\1>[^/]+)", operation.http["requestUri"])
    return Route(operation.http["method"], re.compile(path), operation)


# No path leads to two operations, so their order does not matter.
_ROUTES = [_route(MODEL.operation_model(name)) for name in MODEL.operation_names]
