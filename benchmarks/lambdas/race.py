"""The converter against the bare handlers: started afresh in turns, then called in turns."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

from benchmarks.lambdas.emulator import Emulated
from benchmarks.lambdas.events import event
from benchmarks.lambdas.rooms import BARE, CONVERTER, LOCAL_LAYER
from benchmarks.report import Finding, at_most, told
from benchmarks.samples import random_numbers
from infra.local.cloud import Ministack
from infra.servers.clients import REGION, ROOT_KEY

COLD_STARTS = 9
WARM_CALLS = 400
TABLE = "benchmark"
_KEYS = [("number", "HASH"), ("source", "RANGE")]
Start = Callable[[], Emulated]


def races(cloud: Ministack) -> Iterator[Finding]:
    """Cold starts and warm calls, in ratios of one run."""
    cloud.client("dynamodb").create_table(
        TableName=TABLE,
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in _KEYS],
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in _KEYS],
        BillingMode="PAY_PER_REQUEST",
    )
    environment = settings(cloud)
    starts = {
        "converter": lambda: Emulated(CONVERTER, "converter.handler.handle", environment, LOCAL_LAYER / "python"),
        "bare": lambda: Emulated(BARE, "handler.handle", environment),
        "same write": lambda: Emulated(BARE, "same_write.handle", environment, LOCAL_LAYER / "python", CONVERTER),
    }
    yield from _findings("cold start, with the first call", _cold(starts), COLD_STARTS)
    yield from _findings("warm call", _warm(starts), WARM_CALLS)


def _findings(what: str, taken: dict[str, list[float]], count: int) -> Iterator[Finding]:
    ours, bare, same = (median(taken[name]) for name in ("converter", "bare", "same write"))
    yield at_most(f"{what}, over the bare handler's", ours / bare, 1.15, "x")
    yield told(f"{what}, over a bare handler's that makes the same write", f"{ours / same:.2f} x")
    yield told(f"{what}, medians of {count}", f"{ours:.1f} ms, bare {bare:.1f} ms, same write {same:.1f} ms")


def _cold(starts: dict[str, Start]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in starts}
    for number in random_numbers(COLD_STARTS + 1):
        for name, start in starts.items():
            with start() as function:
                taken[name].append(function.call(event(number))[0])
    return {name: times[1:] for name, times in taken.items()}  # the first has the disk to wait for


def _warm(starts: dict[str, Start]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in starts}
    with ExitStack() as running:
        functions = {name: running.enter_context(start()) for name, start in starts.items()}
        for number in random_numbers(WARM_CALLS + 20):
            for name, function in functions.items():
                taken[name].append(function.call(event(number))[0])
    return {name: times[20:] for name, times in taken.items()}


def settings(cloud: Ministack) -> dict[str, str]:
    """What the functions have in their environment."""
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
