"""The deployed page, in a browser and through its API."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, expect

from tests.cloud.conftest import Line
from tests.cloud.test_line import calling

SOON = 6000  # milliseconds within which a call must be seen
API = "c0ffee00"


def address(line: Line, path: str = "") -> str:
    """Return an address of the page that needs no name resolution."""
    return f"{line.cloud.endpoint}/_aws/execute-api/{API}/{path}"


def fetched(line: Line, path: str, body: object = None, **headers: str) -> tuple[int, Mapping[str, str], str]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address(line, path), data, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()


def callers(line: Line) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(fetched(line, "api/callers")[2])["callers"]
    return listed


def test_a_call_through_the_line_appears_on_an_open_page(line: Line, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address(line))
    expect(page.get_by_role("status")).to_have_text("Live", timeout=SOON)
    line.call(calling(f"page-{time.time_ns()}", "+18004685865"))
    expect(page.locator("#cards > li:first-child h2")).to_have_text("1-hidden-hidden-Junk", timeout=SOON)
    line.call(calling(f"page-{time.time_ns()}", "+12062342779"))
    expect(page.locator("#cards > li:first-child h2")).to_have_text("1-hidden-hidden-Happy", timeout=SOON)
    expect(page.locator("#cards > li:nth-child(2) h2")).to_have_text("1-hidden-hidden-Junk")

    page.close()


def test_the_page_has_an_address_that_a_person_can_open(line: Line) -> None:
    assert line.outputs["PageUrl"] == f"http://{API}.execute-api.localhost:{line.cloud.port}/"


def test_headers_and_tags_come_through(line: Line) -> None:
    status, headers, _ = fetched(line, "api/callers")
    again, _, body = fetched(line, "api/callers", **{"If-None-Match": headers["etag"]})

    assert (status, again, body) == (200, 304, "")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_number_that_is_tried_is_not_saved(line: Line) -> None:
    before = callers(line)
    status, _, body = fetched(line, "api/try", {"number": "+12126638446"})

    assert (status, json.loads(body)["number"]) == (200, "1-212-663-8446")
    assert callers(line) == before


def test_a_bad_request_is_answered_with_a_problem(line: Line) -> None:
    status, headers, _ = fetched(line, "api/try", {"number": "12"})
    nowhere = fetched(line, "nowhere")[0]

    assert (status, headers["content-type"], nowhere) == (422, "application/problem+json", 404)


def test_an_open_page_has_no_routes_for_operators(line: Line) -> None:
    assert fetched(line, "api/callers/all")[0] == 404
    assert fetched(line, "api/forget", {"number": "+12062342779"})[0] == 404
