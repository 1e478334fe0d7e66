"""The deployed page while many look at it: twenty questions a second for a minute, and page loads beside them."""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from benchmarks.lambdas.events import event
from benchmarks.report import Finding, none_of, told
from benchmarks.samples import random_numbers
from benchmarks.stopwatch import summary
from infra.local.cloud import CONNECT_PARAMETERS, Ministack
from infra.local.paths import ARTIFACTS, TEMPLATE
from infra.local.stack import Deployment, deploy

RATE = 20  # requests a second
SECONDS = 60
LOAD_EVERY = 2.0  # seconds between two loads of the page
_PARAMETERS = CONNECT_PARAMETERS | {"Architecture": "x86_64", "DataDeletion": "Delete"}
_WORKERS = 8
T = TypeVar("T")


def load(cloud: Ministack) -> Iterator[Finding]:
    """Errors among the questions, and among the loads of the page."""
    outputs = deploy(cloud, Deployment("page-benchmark", TEMPLATE, _PARAMETERS, ARTIFACTS), print)
    _let_call(cloud, outputs["ConverterArn"])
    base = f"{cloud.endpoint}/_aws/execute-api/{outputs['PageUrl'].split('/')[2].split('.')[0]}/"
    with ThreadPoolExecutor(_WORKERS) as pool:
        loads = pool.submit(_every, LOAD_EVERY, lambda: _page_loads(base))
        asked = _every(1 / RATE, lambda: pool.submit(_fetched, f"{base}api/callers"))
        answers = [future.result() for future in asked]
        pages = loads.result()
    times = summary([nanoseconds for _, nanoseconds in answers])
    yield none_of(f"errors in {len(answers):,} requests, {RATE} a second", sum(not found for found, _ in answers))
    yield none_of(f"errors in {len(pages)} loads of the page meanwhile", sum(not well for well in pages))
    yield told("a request, median", f"{times.median / 1000:.0f} ms (p99 {times.p99 / 1000:.0f})")


def _let_call(cloud: Ministack, converter: str) -> None:
    for number in random_numbers(5):
        cloud.client("lambda").invoke(FunctionName=converter, Payload=json.dumps(event(number)))


def _every(seconds: float, begin: Callable[[], T]) -> list[T]:
    """What `begin` gives each time, at this pace."""
    first, given = time.monotonic(), []
    while time.monotonic() < first + SECONDS:
        given.append(begin())
        time.sleep(max(0.0, first + len(given) * seconds - time.monotonic()))
    return given


def _page_loads(base: str) -> bool:
    """Whether the page and all that it asks for come."""
    page, _ = _fetched(base)
    files = re.findall(r'(?:href|src)="(assets/[^"]+)"', page)
    return bool(files) and all(_fetched(base + path)[0] for path in (*files, "api/callers"))


def _fetched(address: str) -> tuple[str, int]:
    """The body, empty for an error, and the nanoseconds that it took."""
    begun = time.perf_counter_ns()
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - ours
            body = answer.read().decode()
    except (OSError, urllib.error.URLError):
        body = ""
    return body, time.perf_counter_ns() - begun
