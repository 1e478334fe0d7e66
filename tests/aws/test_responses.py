"""Only what the service can have sent counts as its response."""

from collections.abc import Iterator

import pytest

from aws.backlog import BacklogQueue
from aws.callers import CallersTable
from aws.clients import make_client
from aws.items import TablePolicy
from calls.errors import ServiceUnavailableError
from tests.call_data import AMPLE, call
from tests.trust.faulty_server import Behaviour, FaultyServer, Kept, drips, response, sends, sends_and_closes

DEEP = b"[" * 100_000
MALFORMED = {
    "text": response(200, b"<html>welcome to the hotel</html>"),
    "invalid UTF-8": response(200, b'{"a": "\xff\xfe"}'),
    "null": response(200, b"null"),
    "list": response(200, b"[]"),
    "number": response(200, b"1"),
    "string": response(200, b'"ok"'),
    "deep": response(200, DEEP),
    "deep object": response(200, b'{"a":' * 50_000),
    "half": response(200, b'{"Attributes": {"calls'),
    "empty": response(200, b""),
    "wrong checksum": response(200, b"{}", checksum=1),
    "no request ID": response(200, b"{}", request_id=False),
    "error in words": response(400, b"bad request"),
    "error as a list": response(400, b"[]"),
    "error as null": response(500, b"null"),
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    with FaultyServer(Kept()) as running:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ENDPOINT_URL", running.url)
        yield running


def save(server: FaultyServer) -> None:
    CallersTable(make_client("dynamodb"), "callers", TablePolicy(90, 4)).save(call(), AMPLE)


def put(server: FaultyServer) -> None:
    BacklogQueue(lambda: make_client("sqs"), f"{server.url}/000000000000/backlog").put(call(), AMPLE)


def test_a_well_formed_response_is_believed(server: FaultyServer) -> None:
    save(server)
    put(server)


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_response_is_a_temporary_failure(server: FaultyServer, content: bytes) -> None:
    server.behaviour = sends(content)

    with pytest.raises(ServiceUnavailableError, match="UpdateItem failed: malformed response, HTTP"):
        save(server)


@pytest.mark.parametrize(
    "behaviour",
    [
        sends_and_closes(response(200, b"{}")[:-1]),
        sends_and_closes(b"SSH-2.0-OpenSSH\r\n"),
        drips(response(200, b"{}")),
    ],
    ids=["cut short", "not HTTP", "dripped"],
)
def test_a_response_that_does_not_end_is_a_temporary_failure(server: FaultyServer, behaviour: Behaviour) -> None:
    server.behaviour = behaviour

    with pytest.raises(ServiceUnavailableError):
        save(server)


def test_a_queue_that_kept_something_else_has_not_kept_the_call(server: FaultyServer) -> None:
    server.behaviour = sends(response(200, b'{"MD5OfMessageBody": "0", "MessageId": "1"}'))

    with pytest.raises(ServiceUnavailableError, match="the queue kept something else"):
        put(server)
