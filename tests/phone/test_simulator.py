"""A test case listens to a flow and presses keys, as Connect's simulated calls do."""

import json
from typing import Any

from infra.fake_connect.seed import INSTANCE_ID, PHONE_NUMBER
from infra.fake_connect.test_cases import Observed, SimulatedCall
from infra.phone.simulator import simulate
from tests.phone.calls import CALLER, FakeFunctions
from tests.phone.flows import END, Document, flow, invoke, menu, say

ERRORS = {"InputTimeLimitExceeded": "end", "NoMatchingCondition": "end", "NoMatchingError": "end"}
LINE = flow(
    say("hello", "Hello.", "ask"),
    invoke("ask", "tell", failing="end"),
    say("tell", "You are $.External.word .", "menu"),
    menu("menu", {"1": "tell"}, ERRORS),
    END,
)


def observation(name: str, text: str, following: str, *actions: Any) -> dict[str, Any]:
    properties = {"Text": text, "MatchingCriteria": {"Type": "Inclusion"}}
    event = {"Identifier": name, "Type": "MessageReceived", "Actor": "System", "Properties": properties}
    transitions = {"NextObservations": [following] if following else []}
    return {"Identifier": name, "Event": event, "Actions": list(actions), "Transitions": transitions}


def press(key: int) -> dict[str, Any]:
    instruction = {"Type": "DtmfInput", "Properties": {"Value": key}}
    return {"Identifier": "press", "Type": "SendInstruction", "Parameters": {"Instruction": instruction}}


STOP = {"Identifier": "stop", "Type": "TestControl", "Parameters": {"Command": {"Type": "EndTest"}}}
BEGIN = {
    "Identifier": "begin",
    "Event": {"Identifier": "begin", "Type": "TestInitiated", "Actor": "System", "Properties": {}},
    "Actions": [],
    "Transitions": {"NextObservations": ["words"]},
}


def simulated(document: Document, *observations: dict[str, Any], word: str = "FLOWERS") -> list[Observed]:
    content = json.dumps(document)
    test = {"Version": "2019-10-30", "Observations": [BEGIN, *observations]}
    call = SimulatedCall(content, INSTANCE_ID, CALLER, PHONE_NUMBER, test)
    return simulate(call, FakeFunctions({"word": word}))


def test_what_is_said_until_a_key_is_asked_for_is_one_message_and_case_does_not_matter() -> None:
    results = simulated(
        LINE, observation("words", "you are flowers", "again", press(1)), observation("again", "flowers", "", STOP)
    )

    assert [(result.observation, result.passed) for result in results] == [
        ("begin", True),
        ("words", True),
        ("again", True),
    ]
    assert results[1].heard.startswith("Hello. You are FLOWERS.")


def test_a_word_that_is_never_said_fails_with_what_was() -> None:
    results = simulated(LINE, observation("words", "flowers", "", STOP), word="ROSES")

    assert [(result.observation, result.passed) for result in results] == [("begin", True), ("words", False)]
    assert "You are ROSES." in results[-1].heard


def test_a_key_that_is_never_asked_for_repeats_nothing() -> None:
    silent = flow(say("hello", "FLOWERS.", "end"), END)
    results = simulated(
        silent, observation("words", "flowers", "again", press(1)), observation("again", "flowers", "", STOP)
    )

    assert results[-1] == Observed("again", False, "")
