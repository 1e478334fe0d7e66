"""A request and a response of the HTTP API: its payload format 2.0 in, and out."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any, NamedTuple


class Request(NamedTuple):
    """What is asked. route: the route's key, `GET /api/callers`; operator: whether the authorizer let someone in."""

    route: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    operator: bool

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> "Request":
        """The request that an event is."""
        body = event.get("body") or ""
        return cls(
            event["routeKey"],
            event.get("pathParameters") or {},
            event.get("queryStringParameters") or {},
            {name.lower(): value for name, value in event.get("headers", {}).items()},
            b64decode(body) if event.get("isBase64Encoded") else body.encode(),
            "jwt" in event.get("requestContext", {}).get("authorizer", {}),
        )


class Response(NamedTuple):
    """What is answered. headers: its own; those that every answer has are added later."""

    status: int
    headers: Mapping[str, str]
    body: str = ""

    def payload(self, headers: Mapping[str, str]) -> dict[str, Any]:
        """The response as the HTTP API takes it, with these headers too."""
        return {"statusCode": self.status, "headers": {**headers, **self.headers}, "body": self.body}
