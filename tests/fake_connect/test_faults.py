"""A fault makes the fake fail as Amazon Connect and the network do."""

import socket
import threading
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from infra.fake_connect.admin import FakeConnectControl
from infra.fake_connect.faults import FaultKind
from infra.fake_connect.seed import EARLIER_FLOW_ID, INSTANCE_ID
from infra.fake_connect.server import serve_in_thread
from infra.servers.errors import LocalCloudError
from infra.servers.process import HOST
from tests.fake_connect.conftest import UNTHROTTLED
from tests.fake_connect.flows import FUNCTION, create, ids_of

# What boto3 raises for each kind of fault.
RESPONSES: dict[FaultKind, tuple[str, int]] = {
    "throttle": ("ThrottlingException", 429),
    "too-many": ("TooManyRequestsException", 429),
    "access-denied": ("AccessDeniedException", 403),
    "not-found": ("ResourceNotFoundException", 404),
    "invalid-flow": ("InvalidContactFlowException", 400),
    "conflict": ("DuplicateResourceException", 409),
    "internal": ("InternalServiceException", 500),
}
NO_RESPONSES: dict[FaultKind, type[Exception]] = {"timeout": ReadTimeoutError, "reset": ConnectionClosedError}


@pytest.fixture
def impatient(fake: FakeConnectControl) -> Any:
    """A client that waits only a moment for a response."""
    client = fake.client(read_seconds=0.3)
    yield client
    client.close()


def names(connect: Any) -> list[str]:
    return [flow["Name"] for flow in connect.list_contact_flows(InstanceId=INSTANCE_ID)["ContactFlowSummaryList"]]


def error_of(connect: Any, kind: FaultKind) -> type[Exception]:
    error: type[Exception] = NO_RESPONSES.get(kind) or getattr(connect.exceptions, RESPONSES[kind][0])
    return error


def test_a_stale_reply_has_empty_lists(connect: Any, fake: FakeConnectControl) -> None:
    fake.fail("ListContactFlows", "stale")

    assert [bool(names(connect)), bool(names(connect))] == [False, True]


@pytest.mark.parametrize("kind", [*RESPONSES, *NO_RESPONSES])
@pytest.mark.parametrize("done", [False, True])
def test_boto3_raises_the_error_of_each_kind(
    impatient: Any, fake: FakeConnectControl, kind: FaultKind, done: bool
) -> None:
    fake.fail("CreateContactFlow", kind, done=done)
    with pytest.raises(error_of(impatient, kind)) as caught:
        create(impatient)

    assert ("Vanity" in names(impatient)) is done
    if kind in RESPONSES:
        response = caught.value.response  # type: ignore[attr-defined]  # of a ClientError
        assert response["ResponseMetadata"]["HTTPStatusCode"] == RESPONSES[kind][1]
    create(impatient, "Another")


def test_an_invalid_flow_has_problems(connect: Any, fake: FakeConnectControl) -> None:
    fake.fail("CreateContactFlow", "invalid-flow")
    with pytest.raises(connect.exceptions.InvalidContactFlowException) as caught:
        create(connect)

    assert [sorted(problem) for problem in caught.value.response["problems"]] == [["message"]]


def test_a_conflict_has_the_code_of_its_operation(connect: Any, fake: FakeConnectControl) -> None:
    fake.fail("AssociateLambdaFunction", "conflict")

    with pytest.raises(connect.exceptions.ResourceConflictException):
        connect.associate_lambda_function(InstanceId=INSTANCE_ID, FunctionArn=FUNCTION)


def outcomes(connect: Any, times: int) -> str:
    """Call an operation, and return `.` for each success and `x` for each failure."""
    marks = ""
    for _ in range(times):
        try:
            connect.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
            marks += "."
        except connect.exceptions.InternalServiceException:
            marks += "x"
    return marks


@pytest.mark.parametrize(
    ("times", "skip", "expected"), [(1, 0, "x...."), (2, 1, ".xx.."), (None, 3, "...xx"), (0, 0, ".....")]
)
def test_a_fault_strikes_the_requested_calls(
    connect: Any, fake: FakeConnectControl, times: int | None, skip: int, expected: str
) -> None:
    fake.fail("DescribeContactFlow", "internal", times, skip=skip)

    assert outcomes(connect, 5) == expected


def test_faults_strike_one_after_the_other(connect: Any, fake: FakeConnectControl) -> None:
    for _ in range(2):
        fake.fail("DescribeContactFlow", "internal")

    assert outcomes(connect, 3) == "xx."


def test_a_fault_strikes_one_operation_only(connect: Any, fake: FakeConnectControl) -> None:
    fake.fail("DeleteContactFlow", "internal", None)

    assert outcomes(connect, 2) == ".."


def test_no_call_fails_once_the_faults_are_cleared(connect: Any, fake: FakeConnectControl) -> None:
    fake.fail("DescribeContactFlow", "internal", None)
    assert outcomes(connect, 2) == "xx"
    fake.clear_faults()

    assert outcomes(connect, 2) == ".."


@pytest.mark.parametrize(
    ("operation", "kind", "message"),
    [
        ("FlyToTheMoon", "reset", "no operation FlyToTheMoon"),
        ("ListContactFlows", "rain", "a fault is one of throttle, .*"),
    ],
)
def test_an_unknown_fault_is_refused(fake: FakeConnectControl, operation: str, kind: Any, message: str) -> None:
    with pytest.raises(LocalCloudError, match=message):
        fake.fail(operation, kind)


def test_a_reset_restores_the_initial_state(connect: Any, fake: FakeConnectControl) -> None:
    before = fake.state()
    create(connect)
    fake.fail("DescribeContactFlow", "internal", None)
    assert fake.state() != before
    fake.reset()

    assert (fake.state(), fake.log()) == (before, [])
    assert outcomes(connect, 1) == "."


def test_a_reset_connection_is_not_merely_closed(fake: FakeConnectControl) -> None:
    fake.fail("DescribeContactFlow", "reset")
    path = f"/contact-flows/{INSTANCE_ID}/{EARLIER_FLOW_ID}"
    with socket.create_connection((HOST, urlsplit(fake.endpoint).port or 0), timeout=5) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())

        with pytest.raises(ConnectionResetError):
            connection.recv(1)


def test_a_server_that_closes_ends_the_connections_left_without_a_response() -> None:
    before = set(threading.enumerate())
    with serve_in_thread(UNTHROTTLED) as fake:
        fake.fail("DescribeContactFlow", "timeout")
        client = fake.client(read_seconds=0.1)
        with pytest.raises(ReadTimeoutError):
            client.describe_contact_flow(**ids_of(EARLIER_FLOW_ID))
        client.close()
    left = set(threading.enumerate()) - before
    for thread in left:
        thread.join(timeout=2)

    assert not any(thread.is_alive() for thread in left)
