"""The routes of the HTTP API, one method each."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Protocol

from calls.callers import Caller, Cursor
from calls.deadline import Deadline
from calls.errors import CallError
from page import http
from page.assets import MEDIA_TYPES, Assets
from page.callers_json import can_be_shown, next_cursor, operators_json, parse_cursor, public_json
from page.http import BadRequestError, Request, Response, problem, problem_of, respond_with_tag
from page.look_up import LookUp, parse_key, parse_number
from vanity import VanityError

LATEST = 5
PAGE_SIZE = 20
_JSON = "application/json"
_NOTHING_HERE = "there is nothing at this address"
_OPERATORS_ONLY = "only the operator may do this: sign in"
RouteHandler = Callable[[Request, Deadline], Response]


class CallersRead(Protocol):
    """The table of callers, as far as a page needs it."""

    def latest(self, limit: int, deadline: Deadline, after: Cursor | None = None) -> list[Caller]:
        """Return the callers with the latest calls, starting after a cursor. Raises ServiceError."""
        ...

    def forget(self, number: str, deadline: Deadline) -> None:
        """Delete everything that is saved about a number. Raises ServiceError."""
        ...


class Routes:
    """The routes, over the callers, the index and the page with its files."""

    def __init__(self, callers: CallersRead, look_up: LookUp, assets: Assets, page: str) -> None:
        self._callers = callers
        self._look_up = look_up
        self._assets = assets
        self._page = page
        self._routes: dict[str, RouteHandler] = {
            "GET /": self._get_page,
            "GET /assets/{version}/{name}": self._get_asset,
            "GET /api/callers": self._get_latest,
            "POST /api/try": self._try_number,
            "GET /api/callers/all": self._get_all,
            "POST /api/forget": self._forget,
        }

    def respond(self, request: Request, deadline: Deadline) -> Response:
        """Return the response to a request. This project's own errors become problem responses."""
        route = self._routes.get(request.route, _not_found)
        try:
            return route(request, deadline)
        except (VanityError, CallError, BadRequestError) as error:
            return problem_of(error)

    def _get_page(self, request: Request, _: Deadline) -> Response:
        return respond_with_tag(request, MEDIA_TYPES[".html"], self._page, http.REVALIDATE)

    def _get_asset(self, request: Request, deadline: Deadline) -> Response:
        file = self._assets.file(request.path.get("version", ""), request.path.get("name", ""))
        return respond_with_tag(request, *file, http.IMMUTABLE) if file else _not_found(request, deadline)

    def _get_latest(self, request: Request, deadline: Deadline) -> Response:
        callers = self._latest(deadline)
        if request.is_operator:
            return _private(operators_json(callers[:LATEST]))
        return respond_with_tag(request, _JSON, public_json(callers, LATEST), http.ONE_SECOND)

    def _latest(self, deadline: Deadline) -> list[Caller]:
        """Return the latest callers, and more than are shown when some of them cannot be."""
        callers = self._callers.latest(LATEST, deadline)
        return callers if all(map(can_be_shown, callers)) else self._callers.latest(PAGE_SIZE, deadline)

    def _try_number(self, request: Request, _: Deadline) -> Response:
        return _private(self._look_up.answer(parse_number(request.body)))

    def _get_all(self, request: Request, deadline: Deadline) -> Response:
        if not request.is_operator:
            return problem(HTTPStatus.FORBIDDEN, _OPERATORS_ONLY)
        cursor = parse_cursor(request.query.get("cursor", ""))
        callers = self._callers.latest(PAGE_SIZE, deadline, cursor)
        return _private(operators_json(callers, cursor=next_cursor(callers, cursor, PAGE_SIZE)))

    def _forget(self, request: Request, deadline: Deadline) -> Response:
        if not request.is_operator:
            return problem(HTTPStatus.FORBIDDEN, _OPERATORS_ONLY)
        self._callers.forget(parse_key(request.body), deadline)
        return Response(HTTPStatus.NO_CONTENT, {"cache-control": http.NO_STORE})


def _private(body: str) -> Response:
    return Response(HTTPStatus.OK, {"content-type": _JSON, "cache-control": http.NO_STORE}, body)


def _not_found(_request: Request, _deadline: Deadline) -> Response:
    return problem(HTTPStatus.NOT_FOUND, _NOTHING_HERE)
