"""Calls, as they come in, and what is said of them to the time they have."""

from hypothesis import strategies as st

from calls.call import CALLER, KEYED, Call, SavedAnswer
from calls.deadline import Deadline

AMPLE = Deadline(lambda: 60.0)
FLOWERS = SavedAnswer("1-800-FLOWERS", ("FLOWERS",), 3886)


def call(number: str = "+18003569377", contact: str = "contact-1", at: int = 1_763_999_000_000) -> Call:
    return Call(number, CALLER, contact, at, (FLOWERS,))


def answers() -> st.SearchStrategy[SavedAnswer]:
    words = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=7), max_size=3).map(tuple)
    return st.builds(
        SavedAnswer, st.text(min_size=1, max_size=20), words, st.integers(-20_000, 20_000), st.integers(1, 3)
    )


def calls() -> st.SearchStrategy[Call]:
    return st.builds(
        Call,
        st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True),
        st.sampled_from([CALLER, KEYED]),
        st.text(min_size=1, max_size=40),
        st.integers(1, 2**41),
        st.lists(answers(), max_size=5).map(tuple),
    )
