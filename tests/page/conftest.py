"""The page's function without AWS, over a table in memory."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from page.http import Request
from page.wiring import Site, site_over
from tests.call_data import AMPLE
from tests.page.callers import Table
from tests.page.server import Served
from vanity import VanityIndex

LINE = "+12065550142"
Answer = dict[str, Any]


class Api:
    """The site, asked with events as the HTTP API asks it."""

    def __init__(self, table: Table, environment: dict[str, str] | None = None) -> None:
        self.table = table
        self.site: Site = site_over(table, environment or {})

    def __call__(self, event: dict[str, Any]) -> Answer:
        return self.site.routes.respond(Request.parse(event), AMPLE).payload(self.site.headers)


@pytest.fixture
def table(index: VanityIndex) -> Table:
    return Table()


@pytest.fixture
def api(table: Table) -> Api:
    return Api(table)


@pytest.fixture
def served(table: Table) -> Iterator[Served]:
    with Served(site_over(table, {"LINE_NUMBER": LINE, "RETENTION_DAYS": "90"})) as running:
        yield running


@pytest.fixture
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty tab, with the settings that the test's parameter names. An error in its console fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})})
    errors: list[str] = []
    page = context.new_page()
    page.set_default_timeout(8000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert [error for error in errors if "Failed to load resource" not in error] == []
