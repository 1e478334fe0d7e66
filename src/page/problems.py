"""Errors as problem details (RFC 9457): what happened and what to do, and nothing about the inside."""

from http import HTTPStatus

from calls.errors import ServiceError
from page.http import NO_STORE, BadRequestError, Response
from page.view import to_json
from vanity.errors import IndexUnusableError, NumberError

UNKNOWN = "an error on our side: try again in a minute"
_UNAVAILABLE = "the callers cannot be read just now: try again in a few seconds"
_RETRY_AFTER_SECONDS = "2"
_NO_INDEX = "the index of vanity numbers cannot be read: whoever runs this line finds the reason in the function's log"


def problem(status: HTTPStatus, detail: str, **headers: str) -> Response:
    """Return a problem as the API reports it."""
    body = to_json({"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail})
    return Response(status, {"content-type": "application/problem+json", "cache-control": NO_STORE, **headers}, body)


def problem_of(error: Exception) -> Response:
    """Return the problem that reports one of this project's errors."""
    if isinstance(error, NumberError):
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    if isinstance(error, BadRequestError):
        return problem(HTTPStatus.BAD_REQUEST, str(error))
    if isinstance(error, ServiceError):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, _UNAVAILABLE, **{"retry-after": _RETRY_AFTER_SECONDS})
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, _NO_INDEX if isinstance(error, IndexUnusableError) else UNKNOWN)
