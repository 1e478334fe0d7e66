"""The entry point: a request of the HTTP API in, its response out."""

import logging
import os
from http import HTTPStatus
from typing import Any

from calls.deadline import Deadline
from page.problems import UNKNOWN, problem
from page.web import Request, Response
from page.wiring import wired

SITE = wired(os.environ)
_log = logging.getLogger(__name__)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The response to the request that the event is."""
    deadline = Deadline(lambda: context.get_remaining_time_in_millis() / 1000)
    return _response(event, deadline).payload(SITE.headers)


def _response(event: dict[str, Any], deadline: Deadline) -> Response:
    try:
        return SITE.routes.answer(Request.of(event), deadline)
    except Exception as error:  # the outer edge: the HTTP API would answer with the error's own text
        _log.error("a request failed: %s", type(error).__name__)
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, UNKNOWN)
