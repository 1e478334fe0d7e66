"""The response arrives once, or there is an error; neither shows the URL."""

import json
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest

from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError
from publisher.request import parse_request
from publisher.response import _HTTP, CONNECT_SECONDS, POLICY, READ_SECONDS, CustomResourceResponse, send
from tests.publisher.stack import PROPERTIES, event_of
from tests.publisher.web import RESET, CannedResponse, Web
from tests.silence import Silence
from tests.trust.faulty_server import FaultyServer, drips

# A header that does not end.
TRICKLE = b"HTTP/1.1 200 OK\r\nx-slow: " + b"x" * 1000
SECRET = "/stack?X-Amz-Signature=secret"
BODY = CustomResourceResponse(parse_request(event_of("Create", PROPERTIES)), "not-created/VanityFlow", "no").body()


def within(seconds: float) -> Deadline:
    end = monotonic() + seconds
    return Deadline(lambda: end - monotonic())


def test_the_response_is_put_once_with_an_empty_content_type(allowed: Callable[[str], str]) -> None:
    with Web([CannedResponse(200)]) as web:
        send(BODY, allowed(web.url) + SECRET, within(10))

    [request] = web.requests
    assert (request.method, request.path, request.body) == ("PUT", SECRET, BODY)
    assert {name.lower(): value for name, value in request.headers.items()}["content-type"] == ""
    assert json.loads(request.body)["Status"] == "FAILED"


@pytest.mark.parametrize("first", [CannedResponse(500), CannedResponse(503), RESET], ids=str)
def test_a_temporary_failure_is_retried(first: CannedResponse | str, allowed: Callable[[str], str]) -> None:
    with Web([first, first, CannedResponse(200)]) as web:
        send(BODY, allowed(web.url) + SECRET, within(10))

    assert len(web.requests) == 3


@pytest.mark.parametrize("status", [301, 400, 403])
def test_a_rejection_is_not_retried_and_a_redirect_is_not_followed(status: int, allowed: Callable[[str], str]) -> None:
    with Web([CannedResponse(status)]) as web, pytest.raises(ServiceError) as caught:
        send(BODY, allowed(web.url) + SECRET, within(10))

    assert str(caught.value) == f"the response was rejected: HTTP {status}"
    assert len(web.requests) == 1


def test_a_reply_that_trickles_in_ends_in_time(allowed: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.response.POLICY", POLICY._replace(attempt=0.3, least=0.3))
    started = monotonic()

    with (
        FaultyServer(drips(TRICKLE, 0.05)) as server,
        pytest.raises(ServiceUnavailableError, match="no response within"),
    ):
        send(BODY, allowed(server.url) + SECRET, Deadline(lambda: 4.0 - 4.0 * (monotonic() - started)))

    assert monotonic() - started < 2


@pytest.mark.parametrize("refuses", [True, False], ids=["refuses", "hangs"])
def test_sending_to_a_server_that_does_not_respond_ends_in_time(refuses: bool, allowed: Callable[[str], str]) -> None:
    seconds, started = CONNECT_SECONDS + READ_SECONDS + 0.5, monotonic()

    with Silence(refuses) as server, pytest.raises(ServiceUnavailableError) as caught:
        send(BODY, allowed(server.url) + SECRET, within(seconds))

    assert monotonic() - started < seconds
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert caught.value.__suppress_context__


def test_certificates_are_verified() -> None:
    pool: Any = _HTTP.connection_from_url("https://127.0.0.1")

    assert pool.cert_reqs in {None, "CERT_REQUIRED"}  # None: by default
    assert pool.assert_hostname is None
