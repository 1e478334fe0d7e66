"""The entry point: a request of the HTTP API in, its response out."""

import logging
import os
from http import HTTPStatus
from typing import Any

from calls.deadline import Deadline
from page.http import UNKNOWN, Request, Response, problem
from page.wiring import build_site

SITE = build_site(os.environ)
_log = logging.getLogger(__name__)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Return the response to the request in the event."""
    deadline = Deadline(lambda: context.get_remaining_time_in_millis() / 1000)
    return _respond(event, deadline).payload(SITE.headers)


def _respond(event: dict[str, Any], deadline: Deadline) -> Response:
    try:
        return SITE.routes.respond(Request.parse(event), deadline)
    except Exception as error:  # the outer edge: the HTTP API would return the error's own text
        _log.error("a request failed: %s", type(error).__name__)
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, UNKNOWN)
