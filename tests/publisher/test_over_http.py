"""The faults again, over HTTP: with botocore, the real linter and the real flow, and Connect's own model in between."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import contact_flow
from infra.fake_connect.settings import Settings
from infra.fake_connect.thread import served
from publisher.answering import Publisher
from publisher.connect import Connect
from publisher.content import Content
from publisher.pace import Pace
from tests.publisher.connect import Fault
from tests.publisher.scenarios import Scenario
from tests.publisher.stack import Stack
from tests.publisher.test_faults import CASES, assert_survived, named
from tests.publisher.wire import KINDS, WiredConnect

FLOW = Path(__file__).parents[2] / "infra" / "flow" / "vanity-line.json"
TEXT = FLOW.read_text(encoding="utf-8")
PLACES = dict.fromkeys(re.findall(r"\$\{(\w+)\}", TEXT), "Words")
VALUES = {**PLACES, "Voice": "Joanna", "VoiceEngine": "Neural", "Language": "en-US"}
_WIRED = [case for case in CASES if case[2].name in KINDS]
_OFTEN = 43  # one of so many is tried each time; `pytest -m slow` tries all, in some minutes
WIRED = [pytest.param(*case, marks=[pytest.mark.slow] if place % _OFTEN else []) for place, case in enumerate(_WIRED)]


def filled(document: object, values: Mapping[str, str]) -> object:
    return contact_flow.fill_placeholders(document, {**VALUES, **values})


@pytest.fixture(scope="module")
def wired() -> Iterator[WiredConnect]:
    with served(Settings(rate=0)) as control:
        yield WiredConnect(control)


@pytest.mark.parametrize(("scenario", "operation", "fault", "times"), WIRED, ids=named)
def test_a_fault_over_http_costs_no_answer_and_leaves_nothing_behind(
    wired: WiredConnect, scenario: Scenario, operation: str, fault: Fault, times: int
) -> None:
    wired.reset()
    connect = Connect(wired, Pace(0, sleep=lambda _: None))
    publisher = Publisher(connect.until, Content(json.loads(TEXT), filled, contact_flow.lint))

    assert_survived(Stack(wired, publisher), scenario, operation, fault, times)
