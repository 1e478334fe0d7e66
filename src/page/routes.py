"""What each route of the HTTP API answers."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Protocol

from calls.callers import Caller, Cursor
from calls.deadline import Deadline
from calls.errors import CallError
from page import caching
from page.assets import KINDS, Assets
from page.masking import masked, unmasked
from page.paging import cursor_after, place_of
from page.problems import InvalidQueryError, problem, problem_of
from page.try_number import Trial, number_in
from page.view import listed
from page.web import Request, Response
from vanity import VanityError
from vanity.number import parse

LATEST = 5
PAGE_SIZE = 20
_JSON = "application/json"
_NOWHERE = "there is nothing at this address"
_OPERATORS_ONLY = "only the operator may do this: sign in"
Route = Callable[[Request, Deadline], Response]


class CallersRead(Protocol):
    """The table of callers, as far as a page needs it."""

    def latest(self, limit: int, deadline: Deadline, after: Cursor | None = None) -> list[Caller]:
        """The callers with the latest calls, from a place on. Raises ServiceError."""
        ...

    def forget(self, number: str, deadline: Deadline) -> None:
        """Delete all that is kept of a number. Raises ServiceError."""
        ...


class Routes:
    """The routes, over the callers, the index and the page with its files."""

    def __init__(self, callers: CallersRead, trial: Trial, assets: Assets, page: str) -> None:
        self._callers = callers
        self._trial = trial
        self._assets = assets
        self._page = page
        self._routes: dict[str, Route] = {
            "GET /": self._show_page,
            "GET /assets/{version}/{name}": self._asset,
            "GET /api/callers": self._latest,
            "POST /api/try": self._try,
            "GET /api/callers/all": self._all,
            "POST /api/forget": self._forget,
        }

    def answer(self, request: Request, deadline: Deadline) -> Response:
        """The answer to a request. What fails for a reason of ours is a problem."""
        route = self._routes.get(request.route, _nothing)
        try:
            return route(request, deadline)
        except (VanityError, CallError, InvalidQueryError) as error:
            return problem_of(error)

    def _show_page(self, request: Request, _: Deadline) -> Response:
        return caching.tagged(request, KINDS[".html"], self._page, caching.WHEN_ASKED)

    def _asset(self, request: Request, deadline: Deadline) -> Response:
        found = self._assets.file(request.path.get("version", ""), request.path.get("name", ""))
        return caching.tagged(request, *found, caching.FOREVER) if found else _nothing(request, deadline)

    def _latest(self, request: Request, deadline: Deadline) -> Response:
        showing = unmasked if request.operator else masked
        body = listed(self._callers.latest(LATEST, deadline), showing)
        return caching.tagged(request, _JSON, body, caching.BRIEFLY)

    def _try(self, request: Request, _: Deadline) -> Response:
        return _private(self._trial.of(number_in(request.body)))

    def _all(self, request: Request, deadline: Deadline) -> Response:
        if not request.operator:
            return problem(HTTPStatus.FORBIDDEN, _OPERATORS_ONLY)
        place = place_of(request.query.get("cursor", ""))
        callers = self._callers.latest(PAGE_SIZE, deadline, place)
        return _private(listed(callers, unmasked, cursor=cursor_after(callers, place, PAGE_SIZE)))

    def _forget(self, request: Request, deadline: Deadline) -> Response:
        if not request.operator:
            return problem(HTTPStatus.FORBIDDEN, _OPERATORS_ONLY)
        self._callers.forget(parse(number_in(request.body)).e164, deadline)
        return Response(HTTPStatus.NO_CONTENT, {"cache-control": caching.NEVER})


def _private(body: str) -> Response:
    return Response(HTTPStatus.OK, {"content-type": _JSON, "cache-control": caching.NEVER}, body)


def _nothing(_request: Request, _deadline: Deadline) -> Response:
    return problem(HTTPStatus.NOT_FOUND, _NOWHERE)
