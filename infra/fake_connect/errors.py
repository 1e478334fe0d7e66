"""The ways in which a request to the fake fails."""

from collections.abc import Iterable
from typing import Any

from botocore.model import OperationModel

from infra.fake_connect.model import Reply, service_model

# Errors that the service's model lacks: those of AWS's front end, and of the fake itself.
_STATUS = {
    "NotImplemented": 501,
    "TooManyRequestsException": 429,
    "UnknownOperationException": 404,
    "UnrecognizedClientException": 403,
}


class FakeConnectError(Exception):
    """The root of the errors in this package."""


class RefusedError(FakeConnectError):
    """The response is an error of Amazon Connect's."""

    def __init__(self, code: str, message: str, body: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        #: The error's name in the model.
        self.code = code
        #: The status of the HTTP response.
        self.status = _STATUS.get(code) or int(service_model().shape_for(code).metadata["error"]["httpStatusCode"])
        #: The body of the response.
        self.body = {"Message": message} if body is None else body


class ConnectionBrokenError(FakeConnectError):
    """There is no response, because the connection breaks."""


class NoResponseError(FakeConnectError):
    """There is no response, and the connection stays open until the client or the server closes it."""


class StaleReplyError(FakeConnectError):
    """The reply is one of a part of Connect that has not heard of any resource yet."""

    def __init__(self, reply: Reply) -> None:
        super().__init__("an empty reply")
        self.reply = reply


def not_found(name: str) -> RefusedError:
    """Return the error for a resource that does not exist."""
    return RefusedError("ResourceNotFoundException", f"{name} not found")


def bad_request(operation: OperationModel, message: str) -> RefusedError:
    """Return the operation's error for a request that does not fit the model."""
    return RefusedError(error_code(operation, "InvalidRequestException", "InvalidParameterException"), message)


def invalid_flow(problems: Iterable[str]) -> RefusedError:
    """Return the error for a flow with these problems. Its body lists them and has no message."""
    body = {"problems": [{"message": problem} for problem in problems]}
    return RefusedError("InvalidContactFlowException", "invalid contact flow", body)


def error_code(operation: OperationModel, *codes: str) -> str:
    """Return the first of these codes that the model lists for the operation, or the last one if it lists none."""
    listed = {shape.name for shape in operation.error_shapes}
    return next((code for code in codes if code in listed), codes[-1])
