"""The deployed page under load: twenty requests a second for a minute, and loads of the whole page meanwhile."""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from benchmarks.lambdas.emulator import connect_event
from benchmarks.report import Measurement, info, none_of
from benchmarks.samples import random_numbers
from benchmarks.stopwatch import summary
from infra.local.cloud import CONNECT_PARAMETERS, Ministack
from infra.local.paths import ARTIFACTS, TEMPLATE
from infra.local.stack import Deployment, deploy

RATE = 20  # requests a second
SECONDS = 60
LOAD_EVERY = 2.0  # seconds between two loads of the page
_PARAMETERS = CONNECT_PARAMETERS | {"Architecture": "x86_64"}
_WORKERS = 8
T = TypeVar("T")


def measure_load(cloud: Ministack) -> Iterator[Measurement]:
    """Yield the errors among the requests, and among the loads of the page."""
    outputs = deploy(cloud, Deployment("page-benchmark", TEMPLATE, _PARAMETERS, ARTIFACTS), print)
    _make_calls(cloud, outputs["ConverterArn"])
    base = f"{cloud.endpoint}/_aws/execute-api/{outputs['PageUrl'].split('/')[2].split('.')[0]}/"
    with ThreadPoolExecutor(_WORKERS) as pool:
        loads = pool.submit(_every, LOAD_EVERY, lambda: _page_loads(base))
        requests = _every(1 / RATE, lambda: pool.submit(_fetch, f"{base}api/callers"))
        responses = [future.result() for future in requests]
        pages = loads.result()
    times = summary([nanoseconds for _, nanoseconds in responses])
    yield none_of(f"errors in {len(responses):,} requests, {RATE} a second", sum(not body for body, _ in responses))
    yield none_of(f"errors in {len(pages)} loads of the page meanwhile", sum(not well for well in pages))
    yield info("a request, median", f"{times.median / 1000:.0f} ms (p99 {times.p99 / 1000:.0f})")


def _make_calls(cloud: Ministack, converter: str) -> None:
    for number in random_numbers(5):
        cloud.client("lambda").invoke(FunctionName=converter, Payload=json.dumps(connect_event(number)))


def _every(seconds: float, begin: Callable[[], T]) -> list[T]:
    """Call `begin` at this pace, and return all its results."""
    start, results = time.monotonic(), []
    while time.monotonic() < start + SECONDS:
        results.append(begin())
        time.sleep(max(0.0, start + len(results) * seconds - time.monotonic()))
    return results


def _page_loads(base: str) -> bool:
    """Return whether the page and everything that it loads arrive."""
    page, _ = _fetch(base)
    files = re.findall(r'(?:href|src)="(assets/[^"]+)"', page)
    return bool(files) and all(_fetch(base + path)[0] for path in (*files, "api/callers"))


def _fetch(address: str) -> tuple[str, int]:
    """Return the body, empty after an error, and the nanoseconds that it took."""
    start = time.perf_counter_ns()
    try:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - ours
            body = response.read().decode()
    except (OSError, urllib.error.URLError):
        body = ""
    return body, time.perf_counter_ns() - start
