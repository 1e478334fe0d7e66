"""Requests and responses of the HTTP API: its payload format 2.0, entity tags, problem details, and common headers."""

import json
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Any, NamedTuple

from calls.errors import ServiceError
from vanity.errors import IndexUnusableError, NumberError

# Values of the header Cache-Control.
NO_STORE = "no-store"
ONE_SECOND = "private, max-age=1"
REVALIDATE = "no-cache"  # stored, and revalidated before each use
IMMUTABLE = "public, max-age=31536000, immutable"

_TAG_DIGITS = 20
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "data:",  # the icon, which is part of the page
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}


class BadRequestError(ValueError):
    """The request is not one that the API describes. The message says what one looks like."""


class Request(NamedTuple):
    """A request as the function sees it."""

    #: The key of the route: `GET /api/callers`.
    route: str
    #: The parameters in the path.
    path: Mapping[str, str]
    query: Mapping[str, str]
    #: By lower-case names.
    headers: Mapping[str, str]
    body: bytes
    #: Whether the authorizer accepted a token.
    is_operator: bool

    @classmethod
    def parse(cls, event: Mapping[str, Any]) -> "Request":
        """Return the request in an event of the HTTP API, of which only the route must be there.

        What is no text is left out, and a body that cannot be decoded is empty.
        """
        authorizer = _object(_object(event, "requestContext"), "authorizer")
        return cls(
            event["routeKey"],
            _texts(event, "pathParameters"),
            _texts(event, "queryStringParameters"),
            {name.lower(): value for name, value in _texts(event, "headers").items()},
            _body(event),
            isinstance(authorizer.get("jwt"), dict),
        )


def _object(parent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _texts(event: Mapping[str, Any], name: str) -> Mapping[str, str]:
    return {key: value for key, value in _object(event, name).items() if isinstance(value, str)}


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body")
    if not isinstance(body, str):
        return b""
    try:
        return b64decode(body) if event.get("isBase64Encoded") else body.encode()
    except ValueError:  # not base64, or half of a surrogate pair
        return b""


class Response(NamedTuple):
    """A response."""

    status: int
    #: Its own headers; those that every response has are added in `payload`.
    headers: Mapping[str, str]
    body: str = ""

    def payload(self, headers: Mapping[str, str]) -> dict[str, Any]:
        """Return the response in the HTTP API's format, with these headers added."""
        return {"statusCode": self.status, "headers": {**headers, **self.headers}, "body": self.body}


def fingerprint(content: str) -> str:
    """Return a short hash that identifies a content."""
    return sha256(content.encode()).hexdigest()[:_TAG_DIGITS]


def respond_with_tag(request: Request, media_type: str, body: str, cache: str) -> Response:
    """Return the body with its entity tag, or status 304 for a client that has it already (RFC 9110, 13.1.2)."""
    tag = f'"{fingerprint(body)}"'
    headers = {"etag": tag, "cache-control": cache}
    if tag in _tags_of_client(request):
        return Response(304, headers)
    return Response(200, {**headers, "content-type": media_type}, body)


def _tags_of_client(request: Request) -> set[str]:
    """Return the tags that the request names, weak ones too: a proxy may have weakened them."""
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}


def security_headers(sign_in: str = "") -> dict[str, str]:
    """Return the headers of every response: the browser may load and run only the page's own files.

    `sign_in` is the address of the sign-in service, which the page must reach; empty for none.
    """
    directives = _DIRECTIVES | {"connect-src": f"'self' {sign_in}".strip()}
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in directives.items()),
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


UNKNOWN = "an error on our side: try again in a minute"
_UNAVAILABLE = "the callers cannot be loaded right now: try again in a few seconds"
_RETRY_AFTER_SECONDS = "2"
_NO_INDEX = (
    "the index of vanity numbers cannot be read: the operator of this line can find the reason in the function's log"
)


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


def to_json(value: object) -> str:
    """Return the shortest JSON of a value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
