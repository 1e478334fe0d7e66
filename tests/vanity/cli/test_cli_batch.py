"""`vanity batch`: each line in is a line of JSON out, whatever the bytes."""

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vanity.cli.runs import Run, Screen, Shell, Start
from vanity import VanityIndex
from vanity.cli import batch, main

FLOWERS, NO_WORDS = "+18003569377", "+12012110000"


def test_batch_answers_good_lines_and_names_bad_ones(here: Run, index: VanityIndex) -> None:
    lines = [b"\xef\xbb\xbf+18003569377", b"", b"  (800) 356-9377\t\r", b"\xff\xfe12", b'say "hi"\\', NO_WORDS.encode()]
    ran = here("batch", given=b"\n".join(lines))  # the last line has no line end
    records = [json.loads(line) for line in ran.out.splitlines()]
    best = [answer.text for answer in index.best(FLOWERS)]
    tiers = [answer.tier for answer in index.best(FLOWERS)]
    assert records[0] == {"number": FLOWERS, "answers": best, "tiers": tiers}
    assert records[1] == {"number": "(800) 356-9377", "answers": best, "tiers": tiers}
    assert [record["number"] for record in records[2:]] == ["\ufffd\ufffd12", 'say "hi"\\', NO_WORDS]
    assert [sorted(record) for record in records[2:4]] == [["error", "number"]] * 2
    assert records[4]["answers"] == []
    assert (ran.code, ran.err) == (1, "vanity: 2 of 5 lines are not numbers\n")


@pytest.mark.parametrize("given", [b"", b"\n \r\n", b"+18003569377\n", b"800-356-9377\r\n+442079460958"])
def test_batch_of_good_lines_is_quiet(shell: Shell, given: bytes) -> None:
    ran = shell("batch", "--limit=1", given=given)
    assert (ran.code, ran.err) == (0, "")
    assert [len(json.loads(line)["answers"]) for line in ran.out.splitlines()] == [1] * len(given.split())


@given(st.binary(max_size=60))
@example(b"\0\n\x85\n\xe2\x80\xa8+1\n")
def test_whatever_the_bytes_each_line_out_is_json(index: VanityIndex, given: bytes) -> None:
    source, out = io.TextIOWrapper(io.BytesIO(given)), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", source)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", io.StringIO())
        batch.run_batch(index, 5)
    lines = [line.decode(errors="replace").removeprefix("\ufeff").strip() for line in given.split(b"\n")]
    assert [json.loads(line)["number"] for line in out.getvalue().splitlines()] == [line for line in lines if line]


def test_a_reader_that_leaves_ends_it_quietly(started: Start, tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("".join(f"+1800356{last:04}\n" for last in range(10_000)))  # far more than a pipe holds
    with numbers.open("rb") as source, started("batch", stdin=source) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["number"] == "+18003560000"
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 0)


@pytest.mark.parametrize(("lines", "terminal", "bar"), [(9, True, True), (3, True, False), (9, False, False)])
def test_a_long_batch_shows_its_progress_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    lines: int,
    terminal: bool,
    bar: bool,
) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.write_text(f"{FLOWERS}\n" * lines)
    screen = Screen(terminal)
    monkeypatch.setattr(batch, "LONG", 3)
    monkeypatch.setattr(sys, "stderr", screen)
    with numbers.open() as source:
        monkeypatch.setattr(sys, "stdin", source)
        assert main(["batch"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == lines
    assert ("100%" in screen.getvalue()) is bar
    assert bool(screen.getvalue()) is bar
