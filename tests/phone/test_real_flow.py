"""The real flow can be played, and calls reach every branch of every action in it."""

import json
import re
from pathlib import Path

import pytest

from contact_flow import fill_placeholders
from infra.local.paths import ROOT
from infra.phone.actions import SUPPORT
from infra.phone.engine import Step, all_steps
from infra.phone.playable_flow import load_flow, parse_flow
from infra.phone.ssml import LONGEST
from tests.phone.calls import FakeFunctions, called
from tests.phone.flows import LAMBDA, Document

FLOW = Path(ROOT / "infra" / "flow" / "vanity-line.json").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"\$\{(\w+)\}", FLOW)))
VALUES = {name: name for name in NAMES} | {
    "Converter": LAMBDA,
    "Language": "en-US",
    "Voice": "Joanna",
    "VoiceEngine": "Neural",
}
FAULTS = ["", *(name for name in NAMES if name not in {"Converter", "VoiceEngine"})]
UNSPEAKABLE = "x" * (LONGEST + 1)


def real(fault: str = "") -> Document:
    """The flow with a text in the place of each placeholder; fault: the name of one that nobody can speak."""
    values = VALUES | ({fault: UNSPEAKABLE} if fault else {})
    return fill_placeholders(json.loads(FLOW), values)


def answer(status: str, good: int = 0, smalls: int = 0, why: str = "words") -> dict[str, str]:
    spoken = {f"say{place}": f"word {place}" for place in range(1, 6)}
    spoken |= {f"small{place}": f"find {place}" for place in (1, 2)}
    return {"status": status, "good": str(good), "smalls": str(smalls), "why": why, "memory": "1 2 3", **spoken}


THREE, TWO, ONE = (answer("found", count) for count in (3, 2, 1))
TWO_MORE, ONE_MORE = answer("found", 2, 2), answer("found", 1, 1)
ONLY_SMALL, FOR_ZEROS = answer("found", 0, 2), answer("found", 0, 1, "digits")
NONE, NO_NUMBER, UNSUPPORTED = map(answer, ("none", "nonumber", "unsupported"))
ODD = answer("strange")
CALLS: list[tuple[list[str], list[object]]] = [
    ([], [THREE]),
    ([], [TWO]),
    (["1", "1", "1", "1"], [THREE]),
    (["2", "2065550100", "9"], [THREE, TWO]),
    (["2", "2065550100"], [ONE, NONE]),
    (["2", "2065550100"], [NONE, NO_NUMBER]),
    (["2", ""], [UNSUPPORTED]),
    (["9"], [NONE]),
    ([""], [NONE]),
    (["123"] * 6, [NO_NUMBER]),
    (["2065550100"], [NO_NUMBER, ODD]),
    (["2065550100"], [NO_NUMBER, None]),
    ([], [None]),
    ([], [ODD]),
    (["3"], [TWO_MORE]),
    (["3"], [ONE_MORE]),
    (["1", "2", "2065550100", "9"], [TWO_MORE, ONE_MORE]),
    ([""], [ONE_MORE]),
    (["9"], [ONE_MORE]),
    (["1"], [ONLY_SMALL]),
    ([], [FOR_ZEROS]),
]


def steps_of(fault: str) -> set[Step]:
    document = real(fault)
    return {step for keys, answers in CALLS for step in called(document, keys, FakeFunctions(*answers)).steps}


def test_calls_go_through_every_action_on_every_branch() -> None:
    taken = {step for fault in FAULTS for step in steps_of(fault)}

    assert all_steps(parse_flow(real())) - taken == set()


def test_without_any_fault_every_action_is_reached() -> None:
    assert {step.action for step in steps_of("")} == set(parse_flow(real()).actions)


def test_three_answers_are_spoken_and_then_the_menu() -> None:
    assert called(real(), functions=FakeFunctions(THREE)).said == [
        "TextGreeting",
        "TextFirst … word 1.",
        "TextSecond … word 2.",
        "TextThird … word 3.",
        "TextMenu",
        "TextGoodbye",
    ]


def test_a_keyed_number_reaches_the_function() -> None:
    functions = FakeFunctions(THREE, TWO)
    called(real(), ["2", "2065550100"], functions)

    assert [event["Details"]["Parameters"] for event in functions.events] == [{}, {"keyed": "2065550100"}]


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_text_is_broken_the_line_hangs_up(fault: str) -> None:
    assert called(real(fault), functions=FakeFunctions(THREE)).path[-1] == "hang-up"


def test_the_linter_accepts_the_flow_and_the_phone_can_play_all_of_it() -> None:
    assert load_flow(real(), SUPPORT) == parse_flow(real())
