"""What a contact flow gets for a contact, with the table and the queue faked."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls.call import Call
from calls.callers import Saved
from calls.deadline import Deadline
from calls.speech import speak
from converter.contact import parse_contact
from converter.conversion import Converter
from converter.reply import NOTHING, Reply
from tests.call_data import AMPLE
from tests.converter.events import CAPTURED, FLOWERS, calling, event
from tests.converter.test_contact import ANYTHING, WITHOUT_NUMBER
from tests.samples import NANP
from vanity import VanityIndex

KEYS = {
    *("status", "count", "saved", "good", "smalls", "why", "memory", "small1", "small2"),
    *(f"{name}{place}" for name in ("vanity", "say") for place in range(1, 6)),
}
WITHOUT_WORDS = "+12012111111"


class Kept:
    """Remembers the calls it is to keep, and says what it is told to say."""

    def __init__(self, saved: Saved = "yes") -> None:
        self.calls: list[Call] = []
        self._saved = saved

    def __call__(self, call: Call, deadline: Deadline) -> Saved:
        self.calls.append(call)
        return self._saved


def replied(index: VanityIndex, given_event: object, kept: Kept | None = None) -> Reply:
    converter = Converter(index, kept or Kept(), lambda: 1_763_999_000_000)
    return converter.reply_to(parse_contact(given_event, "request"), AMPLE)


def assert_fits_a_flow(reply: Reply) -> None:
    assert set(reply) == KEYS
    assert all(type(value) is str and value != "" for value in reply.values())
    assert all(re.fullmatch(r"[A-Za-z0-9]+", name) for name in reply)
    assert reply["status"] in {"found", "none", "nonumber", "unsupported"}
    assert reply["saved"] in {"yes", "queued", "no"}


def test_flowers(index: VanityIndex) -> None:
    kept = Kept()
    reply = replied(index, CAPTURED, kept)

    assert (reply["status"], reply["count"], reply["saved"]) == ("found", "5", "yes")
    assert reply["vanity1"] == "1-800-FLOWERS"
    assert reply["say1"] == "1, 8 zero zero, flowers, spelled F, L, the letter O, W, E, R, S"
    assert [call.answers[0].text for call in kept.calls] == ["1-800-FLOWERS"]
    assert kept.calls[0][:4] == (FLOWERS, "caller", CAPTURED["Details"]["ContactData"]["ContactId"], 1_763_999_000_000)


@given(number=NANP)
def test_the_reply_is_what_the_library_answers(index: VanityIndex, number: str) -> None:
    kept = Kept()
    reply = replied(index, calling(number), kept)
    best = index.best(number)

    assert_fits_a_flow(reply)
    texts = [answer.text for answer in best] + [NOTHING] * (5 - len(best))
    assert [reply[f"vanity{place}"] for place in range(1, 6)] == texts
    spoken = [speak(answer.marked) for answer in best] + [NOTHING] * (5 - len(best))
    assert [reply[f"say{place}"] for place in range(1, 6)] == spoken
    assert reply["status"] == ("found" if best else "none")
    assert [(answer.words, answer.points, answer.tier) for answer in kept.calls[0].answers] == [
        (answer.words, index.explain(answer).points, answer.tier) for answer in best
    ]


@given(number=NANP)
def test_good_answers_are_spoken_before_small_finds(index: VanityIndex, number: str) -> None:
    reply, best = replied(index, calling(number)), index.best(number)
    good = [answer for answer in best if answer.tier < 3][:3]

    assert reply["good"] == str(len(good))
    spoken = [reply["small1"], reply["small2"]][: int(reply["smalls"])]
    others = best[len(good) : len(good) + 2] if len(good) < 3 else []
    assert spoken == [speak(answer.marked) for answer in others]


def test_a_number_of_zeros_and_ones_hears_why(index: VanityIndex) -> None:
    reply = replied(index, calling("+12017181010"))

    assert (reply["good"], reply["why"]) == ("0", "digits")
    assert reply["memory"] == "1, 2 zero 1, 7 1 8, 1 zero, 1 zero"


def test_another_number_without_a_word_hears_that_none_fits(index: VanityIndex) -> None:
    assert replied(index, calling("+12013905777"))["why"] == "words"


@pytest.mark.parametrize("given_event", WITHOUT_NUMBER.values(), ids=WITHOUT_NUMBER.keys())
def test_a_withheld_number_is_not_kept(index: VanityIndex, given_event: dict[str, Any]) -> None:
    kept = Kept()
    reply = replied(index, given_event, kept)

    assert_fits_a_flow(reply)
    assert (reply["status"], reply["count"], reply["vanity1"], reply["saved"]) == ("nonumber", "0", NOTHING, "no")
    assert kept.calls == []


@pytest.mark.parametrize("number", ["+19993569", "+999123456789", "+44123456", "+2000652775304", "+13110001234"])
def test_a_number_that_nobody_can_have_is_not_kept(index: VanityIndex, number: str) -> None:
    kept = Kept()

    assert replied(index, calling(number), kept)["status"] == "nonumber"
    assert kept.calls == []


@pytest.mark.parametrize("given_event", [event(Channel="CHAT"), event(Channel="TASK")])
def test_unsupported(index: VanityIndex, given_event: dict[str, Any]) -> None:
    kept = Kept()

    assert replied(index, given_event, kept)["status"] == "unsupported"
    assert kept.calls == []


@pytest.mark.parametrize("keyed", ["206685723", "20668572333", "*", "0006857233", "Timeout", "call me"])
def test_a_caller_who_keyed_nonsense_may_try_again(index: VanityIndex, keyed: str) -> None:
    assert replied(index, event(keyed=keyed))["status"] == "nonumber"


def test_a_keyed_number_is_kept_as_one(index: VanityIndex) -> None:
    kept = Kept()
    replied(index, event(keyed="2066857233"), kept)

    assert [(call.number, call.source) for call in kept.calls] == [("+12066857233", "keyed")]


def test_a_withheld_caller_may_key_a_number(index: VanityIndex) -> None:
    assert replied(index, event(keyed="8003569377", CustomerEndpoint=None))["vanity1"] == "1-800-FLOWERS"


def test_a_number_without_words_is_kept_too(index: VanityIndex) -> None:
    kept = Kept()
    reply = replied(index, calling(WITHOUT_WORDS), kept)

    assert (reply["status"], reply["count"], reply["say1"]) == ("none", "0", NOTHING)
    assert kept.calls[0].answers == ()


@pytest.mark.parametrize("saved", ["yes", "queued", "no"])
def test_the_caller_is_answered_however_saving_went(index: VanityIndex, saved: Saved) -> None:
    reply = replied(index, CAPTURED, Kept(saved))

    assert (reply["status"], reply["vanity1"], reply["saved"]) == ("found", "1-800-FLOWERS", saved)


def test_numbers_from_abroad_are_answered(index: VanityIndex) -> None:
    assert replied(index, calling("+611300633423"))["say1"].startswith("plus 6 1, 1 3 zero zero, office, spelled")


@given(details=ANYTHING, data=st.dictionaries(st.text(), ANYTHING))
def test_any_event_has_a_reply_that_fits_a_flow(index: VanityIndex, details: object, data: dict[str, object]) -> None:
    assert_fits_a_flow(replied(index, {"Details": details}))
    assert_fits_a_flow(replied(index, event(**data)))
