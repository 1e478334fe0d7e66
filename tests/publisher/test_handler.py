"""The handler as Lambda loads it: a request in, one answer at its URL, one line in the log."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from calls.errors import ServiceError
from publisher.errors import InvalidRequestError
from tests.publisher.connect import FakeConnect
from tests.publisher.stack import DOCUMENT, PROPERTIES, event_of, filled, lint, publisher_over
from tests.publisher.web import Said, Web


class Context:
    """What Lambda says of an invocation."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@pytest.fixture
def wiring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The wiring, in an environment as Lambda's, with a flow of our own."""
    if find_spec("contact_flow") is None:
        stand_in = ModuleType("contact_flow")
        vars(stand_in).update(filled=filled, lint=lint)
        monkeypatch.setitem(sys.modules, "contact_flow", stand_in)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    flow = tmp_path / "flow.json"
    flow.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    module = import_module("publisher.wiring")
    monkeypatch.setattr(module, "FLOW", flow)
    return module


@pytest.fixture
def handler(wiring: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The handler's module, loaded anew, with a Connect in memory."""
    monkeypatch.setattr(wiring, "wired", lambda: publisher_over(FakeConnect()))
    yield import_module("publisher.handler")
    del sys.modules["publisher.handler"]


def test_the_publisher_is_wired_with_the_flow_of_its_package(wiring: ModuleType) -> None:
    assert wiring.wired().content.document == DOCUMENT


def test_a_request_gets_one_answer_and_leaves_one_line(handler: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with Web([Said(200)]) as web:
        handler.handle({**event_of("Create", PROPERTIES), "ResponseURL": f"{web.url}/secret"}, Context())

    [asked] = web.asked
    assert json.loads(asked.body)["Status"] == "SUCCESS"
    line = capsys.readouterr().out
    assert json.loads(line)["Status"] == "SUCCESS"
    assert "secret" not in line


def test_an_answer_that_nobody_takes_is_an_error_so_that_lambda_tries_again(handler: ModuleType) -> None:
    event = event_of("Create", PROPERTIES)
    with Web([Said(403)]) as web, pytest.raises(ServiceError, match="HTTP 403"):
        handler.handle({**event, "ResponseURL": web.url}, Context())


def test_what_cannot_be_answered_is_an_error(handler: ModuleType) -> None:
    with pytest.raises(InvalidRequestError, match="no RequestType"):
        handler.handle({}, Context())
