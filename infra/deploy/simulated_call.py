"""A test case of Amazon Connect's, from a client's side: created, run until it ends, and deleted.

What is read of the replies is what others have recorded of the live service, where it differs from its model: times in
milliseconds, records without an ObservationId, and problems in the place of a message.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import uuid4

from infra.deploy.account import explain_errors
from infra.deploy.settings import DeployError

_TIMEOUT = 330.0  # seconds; Connect ends a simulated call after five minutes
_POLL = 1.0
_RUNNING = {"INITIATED", "IN_PROGRESS"}
_MOST_HEARD = 300  # characters of what the line said, from its end


class Verdict(NamedTuple):
    """How a simulated call ended."""

    #: PASSED, FAILED or STOPPED.
    status: str
    #: The identifiers of the observations that were made.
    passed: list[str]
    #: The identifier of the observation that was not made; empty when the service does not say.
    missed: str
    #: What the line said instead, or the reason that the service gives.
    heard: str


def run_test_case(connect: Any, test_case: dict[str, Any]) -> Verdict:
    """Make the call of a test case, given as the parameters of CreateTestCase. Raises DeployError."""
    with _created(connect, test_case) as ids:
        with explain_errors("connect:StartTestCaseExecution"):
            started = connect.start_test_case_execution(**ids, ClientToken=str(uuid4()))
        run = ids | {"TestCaseExecutionId": _field(started, "TestCaseExecutionId", "StartTestCaseExecution")}
        return _verdict(_wait(connect, run), _records(connect, run))


@contextmanager
def _created(connect: Any, test_case: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Create a test case for the block, and yield its ids. One that cannot be deleted is only told of."""
    with explain_errors("connect:CreateTestCase"):
        created = connect.create_test_case(**test_case)
    ids = {"InstanceId": test_case["InstanceId"], "TestCaseId": _field(created, "TestCaseId", "CreateTestCase")}
    try:
        yield ids
    finally:
        try:
            with explain_errors("connect:DeleteTestCase"):
                connect.delete_test_case(**ids)
        except DeployError as error:
            print(f"the test case {test_case['Name']!r} is left in the instance: {error}")


def _wait(connect: Any, run: dict[str, str]) -> str:
    """Return the status of an execution once it has ended. Raises DeployError after five minutes."""
    end = time.monotonic() + _TIMEOUT
    while time.monotonic() < end:
        with explain_errors("connect:GetTestCaseExecutionSummary"):
            summary = connect.get_test_case_execution_summary(**run)
        status = _field(summary, "Status", "GetTestCaseExecutionSummary")
        if status not in _RUNNING:
            return status
        time.sleep(_POLL)
    raise DeployError(f"the simulated call did not end within {_TIMEOUT:.0f} s: look at it in the Connect console")


def _field(reply: dict[str, Any], name: str, operation: str) -> str:
    """Return a field of a reply, which the service's model leaves optional. Raises DeployError when it is missing."""
    value = reply.get(name)
    if not value:
        raise DeployError(
            f"Amazon Connect's reply to {operation} has no {name}: run the test case in the Connect console"
        )
    return str(value)


def _records(connect: Any, run: dict[str, str]) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    token: dict[str, str] = {}
    while True:
        with explain_errors("connect:ListTestCaseExecutionRecords"):
            page = connect.list_test_case_execution_records(**run, **token)
        records += page.get("ExecutionRecords", [])
        if not page.get("NextToken"):
            return records
        token = {"NextToken": page["NextToken"]}


def _verdict(status: str, records: list[dict[str, Any]]) -> Verdict:
    observed = [record for record in records if record.get("ObservationId")]
    passed = [record["ObservationId"] for record in observed if record.get("Status") == "PASSED"]
    missed = [record for record in observed if record.get("Status") not in {"PASSED", "IN_PROGRESS"}]
    told = missed or [record for record in records if record.get("Status") == "FAILED"]
    heard = " ".join(text for record in told for text in _texts(record.get("Record", "")))
    return Verdict(status, passed, missed[0]["ObservationId"] if missed else "", heard[-_MOST_HEARD:])


def _texts(record: str) -> Iterator[str]:
    """Yield what a record tells a person: the texts that were heard, and why the execution ended."""
    try:
        content = json.loads(record)
    except (ValueError, RecursionError):
        content = record
    if isinstance(content, str):
        yield content
    waiting = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (value[name] for name in ("Text", "CompletionReason") if isinstance(value.get(name), str))
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
