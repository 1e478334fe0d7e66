"""The ways in which a request ends without what it asked for."""

from collections.abc import Iterable
from typing import Any

from botocore.model import OperationModel

from infra.fake_connect.model import MODEL

# Not of this service's model: what AWS answers before the service is asked, and what the fake itself lacks.
_OTHERS = {"NotImplemented": 501, "UnknownOperationException": 404, "UnrecognizedClientException": 403}


class Refused(Exception):
    """The answer to a request is an error. code: its name in the model; body: what is sent, as JSON."""

    def __init__(self, code: str, message: str, body: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = _OTHERS.get(code) or int(MODEL.shape_for(code).metadata["error"]["httpStatusCode"])
        self.body = {"Message": message} if body is None else body


class ConnectionReset(Exception):
    """The answer is none: the connection breaks."""


class NeverAnswered(Exception):
    """The answer is none: the client waits until its patience, or the server, ends."""


def not_found(what: str) -> Refused:
    """What was named is not there."""
    return Refused("ResourceNotFoundException", f"{what} not found")


def bad_request(operation: OperationModel, message: str) -> Refused:
    """The request itself is wrong, in the error that this operation has for it."""
    return Refused(modelled(operation, "InvalidRequestException", "InvalidParameterException"), message)


def invalid_flow(problems: Iterable[str]) -> Refused:
    """Connect does not publish a flow with these problems. It tells them in a body without a message."""
    told = [{"message": problem} for problem in problems]
    return Refused("InvalidContactFlowException", "invalid contact flow", {"problems": told})


def modelled(operation: OperationModel, *codes: str) -> str:
    """The first of these errors that the model gives to the operation; the last one when it has none of them."""
    known = {shape.name for shape in operation.error_shapes}
    return next((code for code in codes if code in known), codes[-1])
