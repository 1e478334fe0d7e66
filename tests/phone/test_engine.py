"""A call ends, whatever the flow: by someone hanging up, or by an error that says why."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.phone.engine import MOST_ACTIONS, Step, all_steps
from infra.phone.errors import EndlessFlowError, MissingBranchError, PhoneError, UnplayableFlowError
from infra.phone.events import CallEvent, HungUp
from infra.phone.keypad import TerminalKeypad
from infra.phone.playable_flow import parse_flow
from tests.phone.calls import FakeFunctions, called
from tests.phone.flows import ALL_ERRORS, END, Document, action, compare, flow, invoke, loop, menu, say, store


def test_a_flow_that_goes_round_and_round_is_an_error() -> None:
    with pytest.raises(EndlessFlowError, match=f"within {MOST_ACTIONS:,} actions, the next is action round"):
        called(flow(say("round", "Again.", "round"), END))


def test_a_long_flow_is_none() -> None:
    hundred = flow(loop("rounds", "100", "tell", "end"), say("tell", "Again.", "rounds"), END)

    assert len(called(hundred).said) == 100


def test_an_error_without_a_branch_says_which_action() -> None:
    with pytest.raises(
        MissingBranchError, match=r"^action menu \(GetParticipantInput\) ended in InputTimeLimitExceeded"
    ):
        called(flow(menu("menu", {"1": "end"}, {"NoMatchingError": "end"}), END))


def test_an_action_that_leads_nowhere_is_an_error() -> None:
    with pytest.raises(MissingBranchError, match="action hello"):
        called(flow(action("hello", "MessageParticipant", {"Text": "Hello."})))


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (flow(loop("rounds", "many", "end", "end"), END), "LoopCount is many"),
        (flow(action("hello", "MessageParticipant", {}, "end"), END), "lacks the parameter Text"),
        (flow(invoke("ask", "end", failing="end", InvocationTimeLimitSeconds="soon"), END), "a whole number"),
    ],
    ids=["count", "missing", "limit"],
)
def test_a_parameter_that_is_no_good_says_which(document: Document, told: str) -> None:
    with pytest.raises(UnplayableFlowError, match=told):
        called(document)


def test_a_caller_who_hangs_up_ends_the_call() -> None:
    def gone() -> str:
        raise EOFError

    call = called(flow(menu("menu", {"1": "end"}, dict.fromkeys(ALL_ERRORS, "end")), END), TerminalKeypad(gone))

    assert call.events[-1] == HungUp(by_caller=True)


def test_calls_together_go_every_way_through_a_flow() -> None:
    document = flow(
        menu("menu", {"1": "rounds"}, dict.fromkeys(ALL_ERRORS, "end"), text="Press 1 $.Attributes.x"),
        loop("rounds", "1", "menu", "end"),
        END,
    )
    taken = {step for keys in ([], ["1", "1"], ["2"]) for step in called(document, keys).steps}

    assert all_steps(parse_flow(document)) - taken == {Step("menu", "NoMatchingError")}


IDENTIFIERS = ["a", "b", "c", "d"]
targets = st.sampled_from([*IDENTIFIERS, "end"])
texts = st.sampled_from(["Hello.", "$.External.x", "$.StoredCustomerInput", "<speak>Hi</speak>", "a & b"])


@st.composite
def actions(draw: st.DrawFn, identifier: str) -> Document:
    errors = draw(st.dictionaries(st.sampled_from(ALL_ERRORS), targets))
    onward, aside = draw(targets), draw(targets)
    return draw(
        st.sampled_from(
            [
                say(identifier, draw(texts), onward, aside),
                action(identifier, "MessageParticipant", {"SSML": draw(texts)}, onward),
                menu(identifier, draw(st.dictionaries(st.sampled_from("12*#"), targets)), errors, draw(texts)),
                store(identifier, onward) | {"Transitions": {"NextAction": onward}},
                invoke(identifier, onward, aside),
                compare(identifier, draw(texts), {"x": onward, "Hello.": aside}, onward),
                loop(identifier, draw(st.sampled_from(["0", "2", "100"])), onward, aside),
                action(identifier, "EndFlowExecution"),
            ]
        )
    )


documents = st.tuples(*map(actions, IDENTIFIERS)).map(lambda found: flow(*found, END))


@given(documents, st.lists(st.text("0123456789*#", max_size=12)), st.lists(st.sampled_from([None, {"x": "x"}, {}, 1])))
def test_whatever_the_flow_a_call_ends_or_says_why(document: Document, keys: list[str], answers: list[object]) -> None:
    events: list[CallEvent] = []
    why = reason_of(document, keys, FakeFunctions(*answers), events.append)

    assert "\n" not in why
    assert (events[-1:] == [HungUp(by_caller=False)]) == (why == "")


def reason_of(
    document: Document, keys: list[str], functions: FakeFunctions, listener: Callable[[CallEvent], None]
) -> str:
    """Why a call broke off; empty when it came to its end."""
    try:
        called(document, keys, functions, listener=listener)
    except PhoneError as error:
        return str(error)
    return ""
