"""`vanity best`: letters stand over the digits they dial, in a table that people and programs can read."""

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vanity.cli.runs import Run, Screen, Shell
from vanity import Answer, VanityIndex, spell
from vanity.cli.answer_table import as_table
from vanity.cli.ink import Ink
from vanity.ladder import Tier
from vanity.number import parse

FLOWERS, NO_WORDS = "+18003569377", "+12012110000"
CONTACTS = Answer("1-800-CONTACTS", parse("+18002668228"), "2668228", ("CONTACTS",), (7,), Tier.WORD)


def test_best_shows_flowers_first(here: Run) -> None:
    ran = here("best", "1", "800", "356-9377", "--all")
    ruler, gap, first, *others = ran.out.splitlines()
    assert (ran.code, ran.err, gap, len(others)) == (0, "", "", 4)
    assert ruler.strip() == "1  8 0 0  3 5 6 9 3 7 7"
    assert re.fullmatch(r"  1\. 1-800-FLOWERS +F L O W E R S", first)


def test_no_word_is_a_sentence_and_no_error(here: Run) -> None:
    assert here("best", NO_WORDS) == (0, "No word fits this number.\n", "")
    assert json.loads(here("best", NO_WORDS, "--json").out) == {"number": NO_WORDS, "answers": []}


def test_small_finds_are_shown_only_when_they_are_asked_for(here: Run) -> None:
    found = json.loads(here("best", FLOWERS, "--json").out)["answers"]
    small = [answer["text"] for answer in found if answer["tier"] == 3]
    shown, everything = here("best", FLOWERS).out, here("best", FLOWERS, "--all").out
    assert small
    assert not [text for text in small if text in shown]
    assert f"{len(small)} smaller finds with --all" in shown
    assert all(text in everything for text in small)


def test_a_number_without_a_good_answer_says_why(here: Run) -> None:
    why, gap, *_, hidden = here("best", "+13107616701").out.splitlines()
    assert why == "Zeros and ones carry no letters, and this number has so many of them that it spells no word."
    assert (gap, "smaller find" in hidden) == ("", True)
    assert here("best", "+12704931375").out.splitlines()[0] == "No everyday word fits this number."


nanp = st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)
abroad = st.from_regex(r"\+(4420[2-9][0-9]{7}|331[2-9][0-9]{7}|656[0-9]{7}|800[2-9][0-9]{7})", fullmatch=True)


@given(number=nanp | abroad, limit=st.integers(1, 12), colour=st.booleans())
@example(number=FLOWERS, limit=5, colour=False)
def test_every_letter_stands_under_the_digit_that_it_dials(
    index: VanityIndex, number: str, limit: int, colour: bool
) -> None:
    answers = index.best(number, limit)
    ruler, *rows = as_table(parse(number), answers, Ink(colour)).splitlines()
    rows = [row for row in (re.sub(r"\033\[[\d;]*m", "", row) for row in rows) if re.match(r" *\d+\. ", row)]
    for answer, row in zip(answers, rows, strict=True):
        start = len(ruler) - len(ruler.lstrip())
        under = [(letter, digit) for letter, digit in zip(row[start:], ruler[start:], strict=False) if letter != " "]
        assert all(spell(letter) == digit for letter, digit in under)
        assert "".join(letter for letter, _ in under) == re.sub(r"\d", "", answer.letters)
        past = re.sub(r"[ ()]", "", row[len(ruler) :])
        assert past == (answer.text[-answer.overflow :] if answer.overflow else "")


def test_letters_past_the_end_are_in_brackets_or_dim() -> None:
    plain = as_table(CONTACTS.number, [CONTACTS], Ink(colour=False))
    assert "1. 1-800-CONTACT(S)  " in plain
    assert "C O N T A C T (S)\n" in plain
    colour = as_table(CONTACTS.number, [CONTACTS], Ink(colour=True))
    assert "(" not in colour
    assert colour.count("\033[2mS\033[0m") == 2


@pytest.mark.parametrize(
    ("terminal", "env", "colour"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, env: dict[str, str], colour: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert Ink.of(Screen(terminal)).colour is colour


def test_colour_can_be_forced_through_a_pipe(shell: Shell) -> None:
    assert "\033[" in shell("best", FLOWERS, FORCE_COLOR="1", NO_COLOR="").out
    assert "\033[" not in shell("best", FLOWERS, FORCE_COLOR="", NO_COLOR="").out


def test_json_says_what_each_answer_dials(here: Run) -> None:
    ran = here("best", "800 266 8228", "--json", "--limit", "9")
    found = json.loads(ran.out)
    assert (ran.code, found["number"], len(found["answers"])) == (0, "+18002668228", 9)
    assert ran.out.count("\n") == 1
    for answer in found["answers"]:
        assert "+" + re.sub(r"\D", "", spell(answer["dialled_text"])) == found["number"]
        assert answer["text"][: len(answer["text"]) - answer["past"]] == answer["dialled_text"]
        assert all(word in answer["text"] for word in answer["words"])
    tiers = [answer["tier"] for answer in found["answers"]]
    assert tiers == sorted(tiers)


def test_reasons_add_up_to_the_score(here: Run) -> None:
    tables = here("best", FLOWERS, "--explain", "--all").out.split("\n\n")[1:]
    scores = [answer["score"] for answer in json.loads(here("best", FLOWERS, "--json").out)["answers"]]
    assert len(tables) == len(scores) == 5
    for table, score in zip(tables, scores, strict=True):
        *parts, total = map(float, re.findall(r" ([+-]\d+\.\d{3})$", table, re.MULTILINE))
        assert total == score == pytest.approx(sum(parts))
        assert len({len(line) for line in table.splitlines()[1:]}) == 1, "points stand under points"


def test_limit_counts_the_answers(here: Run) -> None:
    for limit in (1, 20):
        assert len(json.loads(here("best", FLOWERS, "--json", "--limit", str(limit)).out)["answers"]) == limit
