"""How much there is to load."""

import re

from page.assets import FOLDER
from tests.page.conftest import Api
from tests.page.requests import event

MOST_BYTES = 30_000


def test_the_whole_page_is_small() -> None:
    assert sum(len(path.read_bytes()) for path in FOLDER.iterdir()) <= MOST_BYTES


def test_the_page_runs_and_styles_nothing_inline(api: Api) -> None:
    page = api(event("GET /"))["body"]

    assert not re.search(r"<style|style=|\son\w+=|javascript:", page)
    assert re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL) == [""]


def test_all_that_the_page_loads_is_its_own(api: Api) -> None:
    page = api(event("GET /"))["body"]
    loaded = re.findall(r'(?:src|href)="([^"#][^"]*)"', page)

    assert {address.split("/")[0] for address in loaded if not address.startswith(("tel:", "data:"))} == {"assets"}


def test_no_text_becomes_markup() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", scripts)
