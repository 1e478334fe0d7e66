"""The handler as Lambda loads it: it handles a request, sends one response, and writes one line to the log."""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

import pytest

from calls.errors import ServiceError
from publisher import publisher
from publisher.content import FLOW
from publisher.errors import InvalidRequestError
from publisher.ownership import TOLD
from tests.publisher.account import EARLIER, InProcessAccount
from tests.publisher.failures import DENIED
from tests.publisher.stack import PROPERTIES, event_of, publisher_over
from tests.publisher.web import CannedResponse, Web


class Context:
    """The context that Lambda passes to a handler."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@pytest.fixture
def account() -> InProcessAccount:
    return InProcessAccount()


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch, account: InProcessAccount) -> Iterator[ModuleType]:
    """The handler's module, loaded again, over the fake Connect."""
    monkeypatch.setattr(publisher, "build_publisher", lambda: publisher_over(account.client))
    yield import_module("publisher.handler")
    del sys.modules["publisher.handler"]


def test_the_publisher_is_built_with_the_flow_in_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")

    content = publisher.build_publisher().content

    assert content.document == json.loads(FLOW.read_text(encoding="utf-8"))
    assert "en-US" in content.texts


def test_a_request_has_one_response_and_one_line_in_the_log(
    handler: ModuleType, capsys: pytest.CaptureFixture[str], allowed: Callable[[str], str]
) -> None:
    with Web([CannedResponse(200)]) as web:
        handler.handle({**event_of("Create", PROPERTIES), "ResponseURL": f"{allowed(web.url)}/secret"}, Context())

    [request] = web.requests
    assert json.loads(request.body)["Status"] == "SUCCESS"
    line = capsys.readouterr().out
    assert json.loads(line)["Status"] == "SUCCESS"
    assert "secret" not in line


def told(account: InProcessAccount) -> list[bool]:
    """Tell of each flow but the earlier one whether its tags say that CloudFormation knows it."""
    return [TOLD in flow.tags for name, flow in account.flows.items() if name != EARLIER]


def test_a_flow_is_noted_as_known_once_cloudformation_has_the_response(
    handler: ModuleType, account: InProcessAccount, allowed: Callable[[str], str]
) -> None:
    with Web([CannedResponse(200)]) as web:
        handler.handle({**event_of("Create", PROPERTIES), "ResponseURL": allowed(web.url)}, Context())

    assert told(account) == [True]


def test_a_response_that_cannot_be_sent_is_an_error(
    handler: ModuleType, account: InProcessAccount, allowed: Callable[[str], str]
) -> None:
    event = event_of("Create", PROPERTIES)
    with Web([CannedResponse(403)]) as web, pytest.raises(ServiceError, match="HTTP 403"):
        handler.handle({**event, "ResponseURL": allowed(web.url)}, Context())

    assert told(account) == [False]


def test_a_note_that_cannot_be_made_is_only_logged(
    handler: ModuleType, account: InProcessAccount, caplog: pytest.LogCaptureFixture, allowed: Callable[[str], str]
) -> None:
    event = event_of("Create", {**PROPERTIES, "PhoneNumberArn": ""})
    with Web([CannedResponse(200)]) as web, account.failing("TagResource", DENIED):
        handler.handle({**event, "ResponseURL": allowed(web.url)}, Context())

    assert told(account) == [False]
    assert caplog.messages[0].startswith("the flow has no note that CloudFormation knows it: TagResource failed")


def test_a_request_that_cannot_be_responded_to_is_an_error(handler: ModuleType) -> None:
    with pytest.raises(InvalidRequestError, match="no RequestType"):
        handler.handle({}, Context())


def test_a_request_with_a_url_that_is_not_cloudformations_is_not_carried_out(
    handler: ModuleType, account: InProcessAccount
) -> None:
    event = {**event_of("Create", PROPERTIES), "ResponseURL": "https://evil.example/secret"}
    with pytest.raises(InvalidRequestError, match="not CloudFormation's bucket in this Region: CloudFormation did not"):
        handler.handle(event, Context())

    assert account.called == []
