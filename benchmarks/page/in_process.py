"""The page's function without AWS: the steps of its handler, over five callers in memory."""

from collections.abc import Callable, Iterator
from time import perf_counter, process_time

from benchmarks.report import Measurement, at_least, at_most
from benchmarks.samples import random_numbers
from benchmarks.stopwatch import summary, time_calls
from calls.callers import Caller, Cursor
from calls.deadline import Deadline
from converter.conversion import saved_answer
from page.http import Request
from page.wiring import site_over
from vanity import VanityIndex

CALLS = 10_000
WARM_UP = 1_000
SECONDS = 3.0


class FiveCallers:
    """A table with five callers that takes no time to read."""

    def __init__(self) -> None:
        index = VanityIndex.open()
        self._callers = [_caller(index, number, place) for place, number in enumerate(random_numbers(5))]

    def latest(self, limit: int, _deadline: Deadline, _after: Cursor | None = None) -> list[Caller]:
        """Return the callers."""
        return self._callers[:limit]

    def forget(self, number: str, deadline: Deadline) -> None:
        """Forget nobody."""


def measure_in_process() -> Iterator[Measurement]:
    """Yield how long a warm request takes, and how many of them one core serves."""
    routes, headers = site_over(FiveCallers(), {})
    deadline = Deadline(lambda: 10.0)
    event = {"routeKey": "GET /api/callers", "headers": {}, "requestContext": {}}

    def request(_: str = "") -> object:
        return routes.respond(Request.parse(event), deadline).payload(headers)

    times = summary(time_calls(request, [""] * (WARM_UP + CALLS))[WARM_UP:])
    yield at_most("warm request, table faked, median", times.median, 300, "us", f" (p99 {times.p99:.0f})")
    yield at_least("requests on one core", _rate(request), 1000, "/s")


def _rate(request: Callable[[], object]) -> float:
    """Return the requests per second of processor time, over a few seconds."""
    end, begun, count = perf_counter() + SECONDS, process_time(), 0
    while perf_counter() < end:
        request()
        count += 1
    return count / (process_time() - begun)


def _caller(index: VanityIndex, number: str, place: int) -> Caller:
    answers = tuple(saved_answer(answer, index.points(answer)) for answer in index.best(number))
    return Caller(number, answers, 1_795_577_400_000, 1_795_577_400_000 - place, 1)
