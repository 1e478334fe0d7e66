"""What an open page tells of a caller: the law of page/masking.py, for whatever numbers call."""

import re
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from calls.call import SavedAnswer
from calls.callers import Caller
from page.masking import HIDDEN, best_word, mask, unmask
from tests.page.callers import called
from tests.samples import ABROAD, NANP, ON_KEY, pressed, real_numbers
from vanity import VanityIndex
from vanity.number import parse

NUMBERS = NANP | st.sampled_from([*ABROAD, *real_numbers()])


@st.composite
def spelled(draw: st.DrawFn) -> Caller:
    """A caller with answers of any shape: letters, digits and hyphens wherever they may come to stand."""
    number = draw(NANP)
    return Caller(number, tuple(draw(st.lists(_answers(number), max_size=5))), 1, 1, 1)


def _answers(number: str) -> st.SearchStrategy[SavedAnswer]:
    """Answers that dial a number, with letters from the first or the fourth digit on, and some past its end."""
    return st.builds(
        partial(_answer, number.removeprefix("+1")),
        st.sampled_from([0, 3]),
        st.lists(st.integers(0, 3), min_size=10, max_size=10),
        st.sampled_from(["", "S", "ING"]),
    )


def _answer(digits: str, first: int, kinds: list[int], past: str) -> SavedAnswer:
    """An answer with a digit where the kind is 0, and a hyphen where it is 3 or words and digits meet."""
    text = "1"
    for place, (digit, kind) in enumerate(zip(digits, kinds, strict=True)):
        char = ON_KEY[digit][0] if kind and place >= first and digit in ON_KEY else digit
        joint = kind == 3 or place in {0, 3} or char.isdigit() != text[-1].isdigit()
        text += f"-{char}" if joint else char
    return SavedAnswer(text + past if text[-1].isalpha() else text, (), 0)


def places_told(number: str, text: str) -> dict[int, str]:
    """The places of the national number that a text tells, and the digit that it tells there."""
    phone = parse(number)
    keys = re.sub(r"[^A-Z0-9•]", "", text)
    national = keys[len(phone.country_code) :][: len(phone.national)]
    return {place: pressed(char) for place, char in enumerate(national) if char != HIDDEN}


def told(caller: Caller) -> dict[int, str]:
    """The places that all that is told of a caller tells, taken together."""
    shown = mask(caller)
    return {
        place: d for text in (shown.number, *shown.answers) for place, d in places_told(caller.number, text).items()
    }


def assert_only_the_best_word_is_told(caller: Caller) -> None:
    phone = parse(caller.number)
    word = best_word(phone, [answer.text for answer in caller.answers])
    allowed = set(range(len(phone.area) + word.start, len(phone.area) + word.end)) if word else set()

    assert set(told(caller)) == allowed
    assert not allowed & set(range(max(3, len(phone.area))))
    assert all(phone.national[place] == digit for place, digit in told(caller).items())


@given(number=NUMBERS)
def test_no_digit_outside_the_best_word_is_told(index: VanityIndex, number: str) -> None:
    assert_only_the_best_word_is_told(called(index, number))


@given(caller=spelled())
def test_no_digit_outside_the_best_word_is_told_whatever_the_answers_are(caller: Caller) -> None:
    assert_only_the_best_word_is_told(caller)


@given(number=NANP, area=st.from_regex(r"[2-9][0-9]{2}", fullmatch=True))
def test_the_same_is_told_for_every_area_code(index: VanityIndex, number: str, area: str) -> None:
    assert mask(called(index, number)) == mask(called(index, f"+1{area}{number[5:]}"))


@given(caller=spelled())
def test_outside_the_best_word_all_answers_look_alike(caller: Caller) -> None:
    phone = parse(caller.number)
    word = best_word(phone, [answer.text for answer in caller.answers])
    shown = mask(caller)
    left = {re.match(r"1-[•-]*", text)[0].rstrip("-") for text in shown.answers}  # type: ignore[index]  # it matches

    assert word is not None or shown.answers == ()
    assert len(left) <= 1


@given(caller=spelled())
def test_words_are_shown_whole_or_not_at_all(caller: Caller) -> None:
    whole = {word for answer in caller.answers for word in re.findall(r"[A-Z]+", answer.text)}
    shown = {word for text in mask(caller).answers for word in re.findall(r"[A-Z]+", text)}

    assert shown <= whole


def test_a_word_that_leaves_only_the_area_code_to_guess_is_not_shown() -> None:
    caller = Caller("+18003569377", (SavedAnswer("1-800-FLOWERS", ("FLOWERS",), 0),), 1, 1, 1)

    assert mask(caller) == ("1-•••-•••-••••", ())


def test_the_next_answer_may_have_a_word_to_show() -> None:
    answers = (SavedAnswer("1-800-FLOWERS", ("FLOWERS",), 0), SavedAnswer("1-800-FLOW-377", ("FLOW",), 0))

    assert mask(Caller("+18003569377", answers, 1, 1, 1)) == ("1-•••-356-9-•••", ("1-•••-FLOW-•••",))


def test_of_a_phrase_the_longest_word_is_shown(index: VanityIndex) -> None:
    shown = mask(called(index, "+18004685865"))

    assert (shown.number, shown.answers[0]) == ("1-•••-•••-5865", "1-•••-•••-JUNK")


def test_small_finds_are_not_shown_beside_good_answers() -> None:
    good, small = SavedAnswer("1-800-356-WEST", ("WEST",), 0, 1), SavedAnswer("1-800-35-MY-378", ("MY",), 0, 3)

    assert unmask(Caller("+18003569378", (good, small), 1, 1, 1)).answers == ("1-800-356-WEST",)
    assert unmask(Caller("+18003569378", (small, small), 1, 1, 1)).answers == ("1-800-35-MY-378",)


def test_of_an_answer_that_reaches_into_the_area_code_nothing_is_shown() -> None:
    caller = Caller("+12265173913", (SavedAnswer("1-BANK-17-3913", ("BANK",), 0),), 1, 1, 1)

    assert mask(caller) == ("1-•••-•••-••••", ())


def test_a_number_without_an_area_code_keeps_three_digits_to_itself(index: VanityIndex) -> None:
    caller = Caller("+4512345678", (SavedAnswer("+45 ADGJMPT8", (), 0),), 1, 1, 1)

    assert not set(told(caller)) & {0, 1, 2}
