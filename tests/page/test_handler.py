"""The handler as Lambda loads it, with a table that is not there."""

import json
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.handlers import Context, loaded
from tests.page.requests import event, trying
from tests.processes import finished, started


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The handler, talking to a server that refuses every connection."""
    with loaded("page", monkeypatch) as module:
        yield module


def test_without_the_table_the_page_is_there_and_its_api_says_so(handler: ModuleType) -> None:
    page, callers = (handler.handle(event(route), Context(10_000)) for route in ("GET /", "GET /api/callers"))

    assert (page["statusCode"], callers["statusCode"]) == (200, 503)
    assert "strict-transport-security" in callers["headers"]


def test_a_number_is_tried_without_the_table(handler: ModuleType) -> None:
    answer = handler.handle(trying("+18003569377"), Context(10_000))

    assert json.loads(answer["body"])["answers"][0] == "1-800-FLOWERS"


def test_what_no_one_thought_of_is_a_problem_without_internals(
    handler: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    answer = handler.handle({"headers": {}}, Context(10_000))

    assert answer["statusCode"] == 500
    assert json.loads(answer["body"])["detail"] == "an error on our side: try again in a minute"
    assert caplog.messages == ["a request failed: KeyError"]


def test_a_page_that_is_only_looked_at_leaves_the_index_alone() -> None:
    code = (
        "import sys; from page.wiring import site_over; from page.http import Request\n"
        "opened = []; sys.addaudithook(lambda name, seen: opened.append(str(seen[0])) if name == 'open' else None)\n"
        "event = {'routeKey': 'GET /'}; site_over(None, {}).routes.respond(Request.parse(event), None)\n"
        "print([path for path in opened if path.endswith('vanity.index')], 'phonenumbers' in sys.modules)"
    )

    assert finished(started(code, 1))[:2] == (0, "[] False\n")
