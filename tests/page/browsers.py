"""A real Chromium, as the system has it: what drives it here downloads no browser of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from infra.local.paths import HOME

SCREENSHOTS = HOME / "screenshots"
MISSING = "no Chromium here: `make browser` installs Debian's"
_NAMES = ("chromium", "chromium-browser", "google-chrome")  # as systems call it
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_AXE = {"rules": {"target-size": {"enabled": True}}}  # of WCAG 2.2, off by default


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, for as long as the block lasts. Skips the test where there is none."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is now."""
    found = Axe().run(page, options=_AXE).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def keep_picture(page: Page, name: str) -> Path:
    """Keep how the page looks now, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
