"""A call survives its way through the queue, and what is no call is refused without being repeated."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls.call import Call, SavedAnswer, decode_answers
from calls.errors import UnreadableCallError
from converter.conversion import saved_answer
from tests.call_data import calls
from vanity import VanityIndex


@given(calls())
def test_a_call_comes_out_of_json_as_it_went_in(call: Call) -> None:
    assert Call.from_json(call.to_json()) == call


@given(st.text() | calls().map(lambda call: call.to_json()[:-3]))
def test_what_is_no_call_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCallError):
        Call.from_json(text)


ANSWER = ["1-800-FLOWERS", ["FLOWERS"], 3886, 1]
OTHER_FIELDS: list[dict[str, object]] = [
    {"number": 1},
    {"number": "nobody"},
    {"number": "1-800-356-9377"},
    {"number": "\ud800"},
    {"contact_id": "\ud800"},
    {"source": "stranger"},
    {"extra": "x"},
    {"at": 0},
    {"at": 10**18},
    {"at": 1.5},
    {"at": 10**400},
    {"at": float("nan")},
    {"answers": [["1-800-FLOWERS"]]},
    {"answers": 3},
    {"answers": [ANSWER] * 6},
    {"answers": [["1-800-FLOWERS", "FLOWERS", 3886, 1]]},
    {"answers": [["1-800-FLOWERS", [1], 3886, 1]]},
    {"answers": [["1" * 100, [], 3886, 1]]},
    {"answers": [["1-800-FLOWERS", ["FLOWERS"], "3886", 1]]},
    {"answers": [["1-800-FLOWERS", ["FLOWERS"], 3886, 9]]},
]


@pytest.mark.parametrize("change", OTHER_FIELDS, ids=range(len(OTHER_FIELDS)))
def test_a_call_with_other_fields_is_refused(change: dict[str, object]) -> None:
    fields = {"number": "+18003569377", "source": "caller", "contact_id": "c", "at": 1, "answers": []}

    with pytest.raises(UnreadableCallError) as caught:
        Call.from_json(json.dumps(fields | change))
    assert "8003569377" not in str(caught.value)


@pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, '{"at": ' + "9" * 5000 + "}"], ids=["deep", "long"])
def test_a_message_beyond_what_python_reads_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCallError):
        Call.from_json(text)


def test_what_is_kept_of_an_answer(index: VanityIndex) -> None:
    best = index.best("+18004685865")[0]

    points = index.explain(best).points
    assert saved_answer(best, index.points(best)) == SavedAnswer("1-800-GOT-JUNK", ("GOT", "JUNK"), points, 1)


def test_an_answer_that_was_kept_before_there_were_tiers_is_read() -> None:
    assert decode_answers([["1-800-FLOWERS", ["FLOWERS"], 3886]])[0].tier == 1
