"""Errors as problem details (RFC 9457): what happened and what to do, and nothing of the inside."""

from http import HTTPStatus

from calls.errors import ServiceError
from page.caching import NEVER
from page.view import as_json
from page.web import Response
from vanity.errors import IndexUnusableError, NumberError

UNKNOWN = "an error on our side: try again in a minute"
_AGAIN = "the callers cannot be read just now: try again in a few seconds"
_AGAIN_SECONDS = "2"
_NO_INDEX = "the index of vanity numbers cannot be read: whoever runs this line finds the reason in the function's log"


class InvalidQueryError(ValueError):
    """The request is not one that the API describes. The message says what one looks like."""


def problem(status: HTTPStatus, detail: str, **headers: str) -> Response:
    """A problem as the API tells it."""
    body = as_json({"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail})
    return Response(status, {"content-type": "application/problem+json", "cache-control": NEVER, **headers}, body)


def problem_of(error: Exception) -> Response:
    """The problem that an error of ours is."""
    if isinstance(error, NumberError):
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    if isinstance(error, InvalidQueryError):
        return problem(HTTPStatus.BAD_REQUEST, str(error))
    if isinstance(error, ServiceError):
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, _AGAIN, **{"retry-after": _AGAIN_SECONDS})
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, _NO_INDEX if isinstance(error, IndexUnusableError) else UNKNOWN)
