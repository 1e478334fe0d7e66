"""How the command line fails: one line, an exit code, and never the phone number."""

import os
import re
from pathlib import Path
from typing import NoReturn

import pytest

from tests.vanity.cli.runs import Run, Shell, Start
from vanity import VanityIndex

FLOWERS = "+18003569377"
FULL_DISK = Path("/dev/full")
BAD_NUMBERS = [
    "",
    "   ",
    "FLOWERS",
    "anonymous",
    "+1212555",
    "+121255501881234567",
    "+1 (112) 555-0188",
    "212-055-0188",
    "+9992125550188",
    "+44 2",
    "sip:+12125550188@example.com",
    "\u0662\u0661\u0662\u0665\u0665\u0665\u0660\u0661\u0668\u0668",  # Arabic-Indic digits
    "\uff0b12125550188",  # a full-width plus
    "2125550188; rm",
]
MISPLACED = [
    ["+12125550188"],
    ["best", FLOWERS, "--json=+12125550188"],
    ["best", "-1-212-555-0188"],
    ["best", FLOWERS, "--json", "212 555 0188"],
    ["best", "--limit", "2125550188", FLOWERS],
    ["batch", "2125550188"],
    ["212,555,0188"],
    ["spell", "212@5550188"],
]


@pytest.mark.parametrize("text", BAD_NUMBERS)
def test_a_bad_number_is_one_line_that_does_not_repeat_it(shell: Shell, text: str) -> None:
    ran = shell("best", text)
    assert ran.is_one_error(2)
    assert not any(piece in ran.err for piece in re.findall(r"\d{3,}", text))


@pytest.mark.parametrize("arguments", MISPLACED, ids=" ".join)
def test_a_number_in_the_wrong_place_is_not_repeated(here: Run, arguments: list[str]) -> None:
    ran = here(*arguments)
    assert ran.is_one_error(2)
    assert not re.search("212|555|0188", ran.err)


@pytest.mark.parametrize(
    "arguments", [[], ["best"], ["spell"], ["best", FLOWERS, "--json", "--explain"], ["best", FLOWERS, "--lim=3"]]
)
def test_arguments_that_lack_exclude_one_another_or_are_cut_short(here: Run, arguments: list[str]) -> None:
    assert here(*arguments).is_one_error(2)


@pytest.mark.parametrize("limit", ["0", "21", "-1", "1.5", "five", "", "9" * 5000, "\u0665"])
def test_a_bad_limit_is_told_the_range(here: Run, limit: str) -> None:
    for command in (["best", FLOWERS], ["batch"]):
        ran = here(*command, f"--limit={limit}")
        assert ran.is_one_error(2)
        assert "1 to 20" in ran.err


@pytest.mark.parametrize("command", [["best", FLOWERS], ["batch"]])
def test_an_index_that_is_missing_or_foreign(here: Run, tmp_path: Path, command: list[str]) -> None:
    foreign = tmp_path / "foreign.index"
    foreign.write_bytes(b"something else")
    for path in (tmp_path / "missing.index", foreign):
        ran = here(*command, "--index", str(path), given=b"+18003569377\n")
        assert ran.is_one_error(3)
        assert str(path) in ran.err


def test_a_directory_for_an_index(shell: Shell) -> None:
    assert shell("best", FLOWERS, "--index", os.curdir).is_one_error(3)


@pytest.mark.skipif(not FULL_DISK.exists(), reason="only Linux has one")
def test_a_full_disk_is_one_line(started: Start) -> None:
    with FULL_DISK.open("wb") as full, started("spell", "FLOWERS", stdout=full) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert err == b"vanity: cannot read or write: No space left on device\n"


def test_ctrl_c_is_quiet(here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(VanityIndex, "best", interrupted)
    assert here("best", FLOWERS) == (130, "", "")
