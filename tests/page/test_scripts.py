"""The page's scripts import each other without a circle, and the page loads one of them."""

import re
from graphlib import TopologicalSorter

from page.assets import FOLDER
from tests.page.conftest import Api
from tests.page.requests import event

IMPORT = re.compile(r"""(?:from|import\()\s*"\./([\w-]+\.js)\"""")


def test_no_scripts_import_each_other_in_a_circle() -> None:
    graph = {path.name: IMPORT.findall(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.js")}

    order = list(TopologicalSorter(graph).static_order())  # raises CycleError for a circle
    assert order.index("page.js") < order.index("operator.js")


def test_an_open_page_starts_without_the_operators_script(api: Api) -> None:
    assert re.findall(r'<script type="module" src="assets/\w+/([\w.-]+)"', api(event("GET /"))["body"]) == ["page.js"]
