"""The converter against the bare handlers: each is started in turn, again and again, then called in turn."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

from benchmarks.lambdas.emulator import EmulatedFunction, connect_event
from benchmarks.lambdas.environments import BARE, CONVERTER, LOCAL_LAYER
from benchmarks.report import Measurement, at_most, info
from benchmarks.samples import random_numbers
from infra.local.cloud import Ministack
from infra.servers.clients import REGION, ROOT_KEY

COLD_STARTS = 9
WARM_CALLS = 400
TABLE = "benchmark"
_KEYS = [("number", "HASH"), ("source", "RANGE")]
Start = Callable[[], EmulatedFunction]


def measure_races(cloud: Ministack) -> Iterator[Measurement]:
    """Yield cold starts and warm calls, as ratios within one run."""
    cloud.client("dynamodb").create_table(
        TableName=TABLE,
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in _KEYS],
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in _KEYS],
        BillingMode="PAY_PER_REQUEST",
    )
    environment = function_environment(cloud)
    starts = {
        "converter": lambda: EmulatedFunction(
            CONVERTER, "converter.handler.handle", environment, LOCAL_LAYER / "python"
        ),
        "bare": lambda: EmulatedFunction(BARE, "handler.handle", environment),
        "same write": lambda: EmulatedFunction(
            BARE, "same_write.handle", environment, LOCAL_LAYER / "python", CONVERTER
        ),
    }
    yield from _findings("cold start, with the first call", _cold(starts), COLD_STARTS)
    yield from _findings("warm call", _warm(starts), WARM_CALLS)


def _findings(what: str, times: dict[str, list[float]], count: int) -> Iterator[Measurement]:
    ours, bare, same = (median(times[name]) for name in ("converter", "bare", "same write"))
    yield at_most(f"{what}, over the bare handler's", ours / bare, 1.15, "x")
    yield info(f"{what}, over a bare handler's that makes the same write", f"{ours / same:.2f} x")
    yield info(f"{what}, medians of {count}", f"{ours:.1f} ms, bare {bare:.1f} ms, same write {same:.1f} ms")


def _cold(starts: dict[str, Start]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in starts}
    for number in random_numbers(COLD_STARTS + 1):
        for name, start in starts.items():
            with start() as function:
                times[name].append(function.call(connect_event(number))[0])
    return {name: samples[1:] for name, samples in times.items()}  # the first start waits for the disk


def _warm(starts: dict[str, Start]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in starts}
    with ExitStack() as running:
        functions = {name: running.enter_context(start()) for name, start in starts.items()}
        for number in random_numbers(WARM_CALLS + 20):
            for name, function in functions.items():
                times[name].append(function.call(connect_event(number))[0])
    return {name: samples[20:] for name, samples in times.items()}


def function_environment(cloud: Ministack) -> dict[str, str]:
    """Return the environment variables of the functions."""
    own = {
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "CALLERS_TABLE": TABLE,
        "BACKLOG_QUEUE_URL": f"{cloud.endpoint}/000000000000/none",
        "RETENTION_DAYS": "90",
        "SHARDS": "4",
        "STACK": "benchmark",
    }
    return own | ROOT_KEY
