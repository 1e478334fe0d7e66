"""The function does what docs/openapi.json says of its API, whether or not a request fits the document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from page.wiring import site_over
from tests.page.callers import Table, crowd
from tests.page.conftest import Api
from tests.page.server import Served
from vanity import VanityIndex

TOKEN = "token"


def document() -> dict[str, Any]:
    """The document without what it says of tokens: they are the authorizer's matter, which the server only plays."""
    path = Path(__file__).parents[2] / "docs" / "openapi.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for methods in read["paths"].values():
        for operation in methods.values():
            del operation["security"]
    return read


OPERATIONS = [(path, method) for path, methods in document()["paths"].items() for method in methods]
SCHEMA = schemathesis.openapi.from_dict(document())
load_all_checks()


@pytest.fixture(scope="module", params=["open", "sign-in"])
def exposed(request: pytest.FixtureRequest, index: VanityIndex) -> Iterator[Served]:
    """The page as everyone sees it, and as the operator does."""
    table = Table(*crowd(index, 45, seed=3))
    with Served(site_over(table, {}), authorized=TOKEN if request.param == "sign-in" else "") as running:
        yield running


def exchange(served: Served, path: str, method: str, mode: GenerationMode, not_checked: str) -> None:
    """Make requests to an operation, and check every response in all ways but one."""
    headers = {"authorization": f"Bearer {TOKEN}"} if served.authorized else {}
    excluded: list[Any] = CHECKS.get_by_names([not_checked])  # the library's types know only one kind of its checks

    @settings(max_examples=60)
    @given(SCHEMA[path][method].as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        case.call_and_validate(base_url=served.url, headers=headers, excluded_checks=excluded)

    check()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_a_request_that_fits_gets_a_documented_response(exposed: Served, path: str, method: str) -> None:
    # a text in the place of a number fits the document, and is refused all the same
    exchange(exposed, path, method, GenerationMode.POSITIVE, not_checked="positive_data_acceptance")


@pytest.mark.parametrize(("path", "method"), [one for one in OPERATIONS if one[1] == "post"])
def test_a_body_that_does_not_fit_is_refused_as_documented(exposed: Served, path: str, method: str) -> None:
    exchange(exposed, path, method, GenerationMode.NEGATIVE, not_checked="positive_data_acceptance")


def test_a_query_that_does_not_fit_gets_a_documented_response(exposed: Served) -> None:
    # a parameter that the document does not have is ignored
    exchange(exposed, "/api/callers/all", "get", GenerationMode.NEGATIVE, not_checked="negative_data_rejection")


def test_the_document_has_every_route_of_the_api(api: Api) -> None:
    documented = {f"{method.upper()} {path}" for path, method in OPERATIONS}

    assert documented == {route for route in api.site.routes._routes if "/api/" in route}
