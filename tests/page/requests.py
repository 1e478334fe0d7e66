"""Requests as the HTTP API hands them to the function, payload format 2.0."""

import json
from typing import Any


def event(route: str, **more: Any) -> dict[str, Any]:
    """The event of a request: `GET /api/callers`; more: its fields that matter."""
    method, path = route.split()
    http = {"method": method, "path": path, "sourceIp": "192.0.2.1", "protocol": "HTTP/1.1"}
    fields = {"version": "2.0", "routeKey": route, "rawPath": path, "headers": {}, "requestContext": {"http": http}}
    return fields | {"isBase64Encoded": False} | more


def trying(number: object) -> dict[str, Any]:
    return event("POST /api/try", body=json.dumps({"number": number}))


def by_operator(route: str, **more: Any) -> dict[str, Any]:
    """As it is when the JWT authorizer has let someone in."""
    return event(route, **more, requestContext={"authorizer": {"jwt": {"claims": {"sub": "1"}, "scopes": None}}})
