"""The converter's saving against a table and a queue that fail in every way, and with little time left.

Lost counts calls that were saved nowhere although one of the two places worked, late counts callers who were answered
after the end of the invocation. Of a call that is said to be saved, the place must have kept it.
"""

import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import product
from random import Random
from threading import Lock, local
from time import monotonic, sleep
from typing import Any, NamedTuple
from unittest.mock import patch
from uuid import uuid4

from aws.backlog import BacklogQueue
from aws.callers import CallersTable
from aws.clients import make_client
from aws.items import TablePolicy
from calls.deadline import Deadline
from converter.saving import Saving
from tests.call_data import call
from tests.trust.faulty_server import (
    Behaviour,
    FaultyServer,
    Kept,
    drips,
    hangs,
    resets,
    response,
    sends,
    sends_and_closes,
)
from tests.trust.score import Campaign, Score

_WORKERS = 6
_PREFIX = b'{"__type": "com.amazonaws.dynamodb.v20120810#%s", "message": "no"}'
# "Error handling with DynamoDB", and the errors of SendMessage in SQS's API reference.
CODES = {
    400: (
        "AccessDeniedException",
        "ConditionalCheckFailedException",
        "IncompleteSignatureException",
        "ItemCollectionSizeLimitExceededException",
        "LimitExceededException",
        "MissingAuthenticationTokenException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceeded",
        "ResourceInUseException",
        "ResourceNotFoundException",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
        "UnrecognizedClientException",
        "ValidationException",
        "ExpiredTokenException",  # expired credentials
        "InvalidSignatureException",  # a clock ten minutes off
        "InvalidMessageContents",
        "KmsDisabled",
        "KmsThrottled",
        "OverLimit",
        "QueueDoesNotExist",
        "RequestThrottled",
    ),
    413: ("RequestEntityTooLarge",),
    500: ("InternalServerError", "InternalFailure"),
    502: ("BadGateway",),
    503: ("ServiceUnavailable", "SlowDown"),
}
# "Troubleshooting throttling in DynamoDB": the reason is told as RESOURCE + OPERATION + TYPE.
REASONS = tuple(
    f"{resource}{operation}{kind}"
    for resource, operation in product(("Table", "Index"), ("Read", "Write"))
    for kind in (
        "ProvisionedThroughputExceeded",
        "AccountLimitExceeded",
        "KeyRangeThroughputExceeded",
        "MaxOnDemandThroughputExceeded",
    )
)


def _error(status: int, code: str) -> Behaviour:
    return sends(response(status, _PREFIX % code.encode()))


def _throttled(reason: str) -> Behaviour:
    body = _PREFIX % b"ThrottlingException"
    return sends(response(400, body[:-1] + b', "ThrottlingReasons": [{"reason": "%s"}]}' % reason.encode()))


FAULTS: dict[str, Behaviour] = {
    **{code: _error(status, code) for status, codes in CODES.items() for code in codes},
    **{reason: _throttled(reason) for reason in REASONS},
    **{f"HTTP {status} in words": sends(response(status, b"<html>no</html>")) for status in (400, 500, 502, 503)},
    "garbage": sends(b"\x00\xff" * 200),
    "garbage, closed": sends_and_closes(b"\x00\xff" * 200),
    "success in words": sends(response(200, b"<html>welcome</html>")),
    "success, invalid UTF-8": sends(response(200, b'{"a": "\xff"}')),
    **{f"success, {body.decode()}": sends(response(200, body)) for body in (b"null", b"[]", b"1", b'"ok"', b"")},
    "success, deep": sends(response(200, b"[" * 100_000)),
    "success, half a body": sends_and_closes(response(200, b'{"Attributes": {}}')[:-9]),
    "success, wrong checksum": sends(response(200, b"{}", checksum=7)),
    "success, no request ID": sends(response(200, b"{}", request_id=False)),
    "reset": resets,
    "closed": sends_and_closes(b""),
    "never answers": hangs,
    "a byte a second": drips(response(200, b"{}"), 1.0),
    "a body that drips": drips(response(500, b"<html>") + b"x" * 50, 0.3),
}
STATES = ("healthy", "failing alike", "failing otherwise", "down")
SECONDS = (7.0, 2.5, 1.0, 0.3, 0.05)


class Case(NamedTuple):
    """A fault, where it is, how the other place is, and how much time is left."""

    fault: str
    #: `table` or `queue`: which of the two has the fault.
    place: str
    #: How the other place is: one of STATES.
    other: str
    seconds: float


class Bench:
    """A table and a queue on the loopback interface, and the saving that uses them. Each thread has its own."""

    def __init__(self) -> None:
        self.table, self.queue = FaultyServer(Kept()).__enter__(), FaultyServer(Kept()).__enter__()
        callers = CallersTable(_client("dynamodb", self.table.url), "callers", TablePolicy(90, 4))
        make_queue = partial(_client, "sqs", self.queue.url)
        backlog = BacklogQueue(make_queue, f"{self.queue.url}/000000000000/backlog")
        backlog._client = make_queue()  # as after the first failure in this environment
        self.saving = Saving(callers, backlog)


def _client(service: str, url: str) -> Any:
    with _ONE_AT_A_TIME, patch.dict(os.environ, {f"AWS_ENDPOINT_URL_{service.upper()}": url}):
        return make_client(service)


_OWN = local()  # each thread's bench
_ONE_AT_A_TIME = Lock()  # because all threads share the environment


def run(campaign: Campaign) -> list[Score]:
    """Try every fault in every place and with every time left; a small campaign tries a part of them."""
    score = Score("faults in table and queue")
    cases = [Case(*each) for each in product(FAULTS, ("table", "queue"), STATES, SECONDS)]
    chosen = Random(campaign.seed).sample(cases, campaign.some(len(cases)))
    with _environment(), ThreadPoolExecutor(_WORKERS) as pool:
        for case, failures in zip(chosen, pool.map(_try, chosen), strict=True):
            score.cases += 1
            for kind in failures:
                score.fail(kind, f"seed {campaign.seed}, {case}")
    return [score, *_names(campaign)]


@contextmanager
def _environment() -> Iterator[None]:
    nobody = {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing", "AWS_DEFAULT_REGION": "us-east-1"}
    with patch.dict(os.environ, nobody):
        yield


def _try(case: Case) -> list[str]:
    """Save one call, and return what went wrong."""
    bench = _OWN.bench = getattr(_OWN, "bench", None) or Bench()
    table, queue = Kept(), Kept()
    faulty, other = (bench.table, bench.queue) if case.place == "table" else (bench.queue, bench.table)
    faulty.behaviour = FAULTS[case.fault]
    other.behaviour = _behaviour(case, queue if case.place == "table" else table)
    return _outcome(bench.saving, case, table, queue)


def _behaviour(case: Case, healthy: Kept) -> Behaviour:
    failing = {"failing alike": FAULTS[case.fault], "failing otherwise": _error(500, "InternalFailure")}
    return failing.get(case.other, healthy if case.other == "healthy" else resets)


def _outcome(saving: Saving, case: Case, table: Kept, queue: Kept) -> list[str]:
    contact = uuid4().hex  # so that an attempt that was given up is not taken for the next case's
    end = monotonic() + case.seconds
    try:
        saved = saving.save(call(contact=contact), Deadline(lambda: end - monotonic()))
    except Exception:  # whatever it is, the caller would not be answered
        return ["unanswered"]
    late = ["late"] if monotonic() > end else []
    places = {"yes": table, "queued": queue}
    is_kept = contact in b"".join(places[saved].bodies).decode() if saved in places else case.other != "healthy"
    return late if is_kept else [*late, "lost"]


def _names(campaign: Campaign) -> list[Score]:
    """Try a slow name server and dead addresses, which no server can imitate."""
    score = Score("names and addresses")
    for name, seconds in product(("slow names", "dead addresses"), SECONDS):
        if Random(f"{campaign.seed}/{name}/{seconds}").random() <= campaign.share:
            score.cases += 1
            with _environment(), _resolver(name):
                for kind in _outcome(_far_saving(), Case(name, "table", "down", seconds), Kept(), Kept()):
                    score.fail(kind, f"{name}, {seconds} s")
    return [score]


def _far_saving() -> Saving:
    table = CallersTable(_client("dynamodb", "http://table.test:9"), "callers", TablePolicy(90, 4))
    return Saving(table, BacklogQueue(partial(_client, "sqs", "http://queue.test:9"), "http://queue.test:9/0/backlog"))


@contextmanager
def _resolver(kind: str) -> Iterator[None]:
    resolve: Callable[..., Any] = partial(_slowly, 20.0) if kind == "slow names" else _dead_addresses
    with patch.object(socket, "getaddrinfo", resolve):
        yield


def _slowly(seconds: float, *_: Any, **__: Any) -> Any:
    sleep(seconds)
    raise socket.gaierror("no such host")


def _dead_addresses(*_: Any, **__: Any) -> Any:
    """Return addresses for documentation (RFC 5737), which nobody answers at."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"192.0.2.{host}", 9)) for host in range(1, 9)]
