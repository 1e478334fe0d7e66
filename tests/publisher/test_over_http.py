"""The faults again over HTTP, with botocore, the real linter and the real flow."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

import contact_flow
from infra.fake_connect.server import serve_in_thread
from infra.fake_connect.settings import FakeConnectSettings
from publisher.content import FLOW, FlowContent
from tests.publisher.account import HttpAccount
from tests.publisher.failures import Failure
from tests.publisher.scenarios import Scenario
from tests.publisher.stack import Stack, publisher_over
from tests.publisher.test_faults import FAULTS, REQUESTS, assert_survived

TEXT = FLOW.read_text(encoding="utf-8")
PLACEHOLDERS = dict.fromkeys(re.findall(r"\$\{(\w+)\}", TEXT), "Words")
VALUES = {**PLACEHOLDERS, "Voice": "Joanna", "VoiceEngine": "Neural", "Language": "en-US"}
Case = tuple[Scenario, str, Failure, int | None]
CASES: list[Case] = [
    (scenario, operation, failure, times)
    for (scenario, operation), (failure, times) in product(REQUESTS, FAULTS)
    if failure.over_http()
]
SAMPLE_EVERY = 43  # `pytest -m slow` tries all cases, which takes some minutes


def cases_by_request() -> list[list[Case]]:
    """Return the cases, one list for each scenario and operation."""
    lists: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in CASES:
        lists[case[0].name, case[1]].append(case)
    return list(lists.values())


def fill(document: object, values: Mapping[str, str]) -> object:
    return contact_flow.fill_placeholders(document, {**VALUES, **values})


@pytest.fixture(scope="module")
def account() -> Iterator[HttpAccount]:
    with serve_in_thread(FakeConnectSettings(rate=0)) as control:
        yield HttpAccount(control)


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(CASES[::SAMPLE_EVERY], id="a sample", marks=pytest.mark.lengthy),
        *(
            pytest.param(cases, id=f"{cases[0][0]}-{cases[0][1]}", marks=pytest.mark.slow)
            for cases in cases_by_request()
        ),
    ],
)
def test_a_fault_over_http_costs_no_response_and_leaves_nothing_behind(account: HttpAccount, cases: list[Case]) -> None:
    publisher = publisher_over(account.client, FlowContent(json.loads(TEXT), fill))
    for scenario, operation, failure, times in cases:
        account.reset()
        assert_survived(Stack(account, publisher), scenario, operation, failure, times)
