"""`vanity spell`, `--help` and `--version`."""

import re

import pytest

from tests.vanity.cli.runs import Run

COMMANDS = ["best", "batch", "spell"]


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        (["FLOWERS"], "3569377"),
        (["1-800-Got-Junk"], "1-800-468-5865"),
        (["call", "me.now"], "2255 63.669"),
        (["abcdefghijklmnopqrstuvwxyz"], "22233344455566677778889999"),
    ],
)
def test_spell(here: Run, words: list[str], digits: str) -> None:
    assert here("spell", *words) == (0, f"{digits}\n", "")


@pytest.mark.parametrize("words", ["", "-", "caf\u00e9", "\u00df", "a_b", "a\nb"])
def test_spell_refuses_what_is_on_no_key(here: Run, words: str) -> None:
    assert here("spell", "--", words).is_one_error(2)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_every_option_and_has_examples(here: Run, command: str) -> None:
    ran = here(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"examples:\n  vanity {command} " in ran.out
    options = re.findall(r"^  (?:-\w, )?--?\w[^\n]*?(?:  |\n +)\S", ran.out, re.MULTILINE)
    assert len(options) == {"best": 6, "batch": 3, "spell": 1}[command]


def test_help_lists_the_commands_and_the_exit_codes(here: Run) -> None:
    ran = here("--help")
    assert ran.code == 0
    assert re.findall(r"^    (\w+)  ", ran.out, re.MULTILINE) == COMMANDS
    assert re.findall(r"^  (\d+)  ", ran.out, re.MULTILINE) == ["0", "1", "2", "3", "130"]


def test_version(here: Run) -> None:
    ran = here("--version")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"vanity \S.*\n", ran.out)
