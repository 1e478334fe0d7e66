"""What each type of action does, and every branch that it can take."""

import pytest

from infra.phone.actions import read_input
from infra.phone.engine import Step
from infra.phone.events import HungUp, Invoked, Pause, Pressed, Spoken, Waited
from tests.phone.calls import CALLER, FakeFunctions, called
from tests.phone.flows import END, Document, compare, flow, invoke, loop, menu, say, say_ssml, store

FAILED = say("failed", "It failed.")
MENU_ERRORS = {"InputTimeLimitExceeded": "silent", "NoMatchingCondition": "other", "NoMatchingError": "failed"}
MENU = flow(
    menu("menu", {"1": "one", "#": "hash"}, MENU_ERRORS),
    say("one", "One."),
    say("hash", "Hash."),
    say("silent", "Silence."),
    say("other", "Another key."),
    FAILED,
    END,
)


def test_a_message_is_spoken_with_the_values_of_its_references() -> None:
    call = called(flow(say("hello", "You call from $.CustomerEndpoint.Address."), END))

    assert call.events == [Spoken((f"You call from {CALLER}.",)), HungUp(by_caller=False)]
    assert call.steps == [Step("hello", "NextAction"), Step("end", "")]


def test_ssml_is_spoken_with_its_pauses() -> None:
    call = called(flow(say_ssml("hello", '<speak>One<break time="1s"/>two</speak>'), END))

    assert call.events[0] == Spoken(("One", Pause(1.0), "two"))


@pytest.mark.parametrize(
    "message",
    [say_ssml("hello", "<speak>One", failing="failed"), say("hello", "$.External.nothing", failing="failed")],
    ids=["malformed", "empty"],
)
def test_a_message_that_no_voice_can_speak_takes_its_error_branch(message: Document) -> None:
    call = called(flow(message, FAILED, END))

    assert call.said == ["It failed."]
    assert call.steps[0] == Step("hello", "NoMatchingError")


@pytest.mark.parametrize(("keys", "said"), [("1", "One."), ("#", "Hash."), ("2", "Another key."), ("", "Silence.")])
def test_a_menu_branches_by_the_key(keys: str, said: str) -> None:
    assert called(MENU, [keys]).said == ["Press a key.", said]


def test_a_menu_hears_one_key_only() -> None:
    assert called(MENU, ["15"]).of(Pressed) == [Pressed("1")]


def test_a_menu_waits_for_as_long_as_the_flow_says() -> None:
    assert called(MENU).of(Waited) == [Waited(6)]


def test_a_menu_whose_prompt_fails_does_not_wait_for_a_key() -> None:
    silent = flow(menu("menu", {"1": "end"}, {"NoMatchingError": "failed"}, text="$.External.nothing"), FAILED, END)

    assert called(silent, ["1"]).of(Pressed) == []
    assert called(silent, ["1"]).said == ["It failed."]


@pytest.mark.parametrize(
    ("keys", "stored"),
    [
        ("2065550100", "2065550100"),
        ("206#5550100", "206"),
        ("20655501009999", "2065550100"),
        ("11*2065550100#", "2065550100"),
        ("#", ""),
        ("", "Timeout"),
    ],
)
def test_what_is_keyed_is_stored(keys: str, stored: str) -> None:
    call = called(flow(store("key", "repeat"), say("repeat", "Is it $.StoredCustomerInput ?"), FAILED, END), [keys])

    assert call.contact.stored == stored
    assert call.steps[0] == Step("key", "NextAction")


def test_a_prompt_that_fails_stores_nothing() -> None:
    call = called(flow(store("key", "end", text="$.External.nothing"), FAILED, END), ["2065550100"])

    assert call.contact.stored == ""
    assert call.steps[0] == Step("key", "NoMatchingError")


def test_an_input_ends_at_its_greatest_length() -> None:
    assert read_input("123*", 3) == "123"


def test_a_function_is_sent_the_contact_as_connect_sends_it() -> None:
    asking = flow(
        store("key", "ask"),
        invoke("ask", "end", LambdaInvocationAttributes={"keyed": "$.StoredCustomerInput", "schema": "1"}),
        FAILED,
        END,
    )
    functions = FakeFunctions()
    called(asking, ["2065550100"], functions)

    details = functions.events[0]["Details"]
    assert functions.limits == [8]
    assert details["Parameters"] == {"keyed": "2065550100", "schema": "1"}
    assert details["ContactData"]["CustomerEndpoint"] == {"Address": CALLER, "Type": "TELEPHONE_NUMBER"}
    assert details["ContactData"]["InitiationMethod"] == "INBOUND"


def test_what_a_function_answers_is_external() -> None:
    asking = flow(invoke("ask", "tell"), say("tell", "$.External.say1"), FAILED, END)

    assert called(asking, functions=FakeFunctions({"say1": "flowers"})).said == ["flowers"]


@pytest.mark.parametrize("answer", [None, {"nested": {}}, {"number": 1}, {"nothing": None}, ["list"], b"no JSON"])
def test_what_a_flow_cannot_read_takes_the_error_branch_and_is_told(answer: object) -> None:
    call = called(flow(invoke("ask", "end"), FAILED, END), functions=FakeFunctions(answer))

    assert call.steps[0] == Step("ask", "NoMatchingError")
    assert call.of(Invoked)[0].failure != ""


def test_an_answer_may_be_nested_where_the_flow_asks_for_json() -> None:
    asking = flow(
        invoke("ask", "tell", ResponseValidation={"ResponseType": "JSON"}), say("tell", "$.External.a.b"), FAILED, END
    )

    assert called(asking, functions=FakeFunctions({"a": {"b": 7}})).said == ["7"]


def test_each_answer_takes_the_place_of_the_one_before() -> None:
    asking = flow(invoke("ask", "again"), invoke("again", "tell"), say("tell", "$.External.old gone"), FAILED, END)

    assert called(asking, functions=FakeFunctions({"old": "not"}, {"new": "yes"})).said == ["gone"]


def test_after_a_failure_there_is_no_external() -> None:
    asking = flow(
        invoke("ask", "again"), invoke("again", "end", failing="tell"), say("tell", "$.External.old gone"), FAILED, END
    )

    assert called(asking, functions=FakeFunctions({"old": "not"}, None)).said == ["gone"]


def test_a_comparison_takes_the_first_condition_that_holds() -> None:
    comparing = flow(
        compare("which", "$.Channel", {"VO": "first", "VOICE": "second"}, "end", operator="TextStartsWith"),
        say("first", "First."),
        say("second", "Second."),
        END,
    )

    assert called(comparing).said == ["First."]


def test_a_comparison_in_which_none_holds_takes_its_error_branch() -> None:
    call = called(flow(compare("which", "$.External.status", {"found": "end"}, "failed"), FAILED, END))

    assert call.steps[0] == Step("which", "NoMatchingCondition")


def test_a_loop_goes_round_as_often_as_it_says_and_then_starts_anew() -> None:
    rounds = flow(
        loop("outer", "1", "inner", "end"), loop("inner", "2", "tell", "outer"), say("tell", "Again.", "inner"), END
    )
    call = called(rounds)

    assert call.said == ["Again."] * 2
    assert [step.branch for step in call.steps if step.action == "inner"] == [
        "Equals ContinueLooping",
        "Equals ContinueLooping",
        "Equals DoneLooping",
    ]
    twice = flow(
        loop("outer", "2", "inner", "end"), loop("inner", "2", "tell", "outer"), say("tell", "Again.", "inner"), END
    )
    assert called(twice).said == ["Again."] * 4


def test_a_loop_of_none_is_done_at_once() -> None:
    assert called(flow(loop("rounds", "0", "failed", "end"), FAILED, END)).said == []
