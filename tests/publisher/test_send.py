"""The answer arrives once, or an error says so, and nobody gets to see the URL."""

import json
from time import monotonic
from typing import Any

import pytest

from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError
from publisher.answer import Answer
from publisher.request import request_of
from publisher.sending import _HTTP, CONNECT_SECONDS, READ_SECONDS, send
from tests.publisher.stack import PROPERTIES, event_of
from tests.publisher.web import RESET, Said, Web
from tests.silence import Silence

SECRET = "/stack?X-Amz-Signature=secret"
BODY = Answer(request_of(event_of("Create", PROPERTIES)), "not-created/VanityFlow", "no").body()


def within(seconds: float) -> Deadline:
    end = monotonic() + seconds
    return Deadline(lambda: end - monotonic())


def test_the_answer_is_put_once_with_an_empty_content_type() -> None:
    with Web([Said(200)]) as web:
        send(BODY, web.url + SECRET, within(10))

    [asked] = web.asked
    assert (asked.method, asked.path, asked.body) == ("PUT", SECRET, BODY)
    assert {name.lower(): value for name, value in asked.headers.items()}["content-type"] == ""
    assert json.loads(asked.body)["Status"] == "FAILED"


@pytest.mark.parametrize("first", [Said(500), Said(503), RESET], ids=str)
def test_what_may_pass_is_tried_again(first: Said | str) -> None:
    with Web([first, first, Said(200)]) as web:
        send(BODY, web.url + SECRET, within(10))

    assert len(web.asked) == 3


@pytest.mark.parametrize("status", [301, 400, 403])
def test_what_is_refused_is_not_tried_again_and_not_followed(status: int) -> None:
    with Web([Said(status)]) as web, pytest.raises(ServiceError) as caught:
        send(BODY, web.url + SECRET, within(10))

    assert str(caught.value) == f"the answer was not taken: HTTP {status}"
    assert len(web.asked) == 1


@pytest.mark.parametrize("refuses", [True, False], ids=["refuses", "hangs"])
def test_a_server_that_is_of_no_use_is_given_up_in_time(refuses: bool) -> None:
    seconds, started = CONNECT_SECONDS + READ_SECONDS + 0.5, monotonic()

    with Silence(refuses) as server, pytest.raises(ServiceUnavailableError) as caught:
        send(BODY, server.url + SECRET, within(seconds))

    assert monotonic() - started < seconds
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert caught.value.__suppress_context__


def test_certificates_are_verified() -> None:
    pool: Any = _HTTP.connection_from_url("https://127.0.0.1")

    assert pool.cert_reqs in {None, "CERT_REQUIRED"}  # None: by default
    assert pool.assert_hostname is None
