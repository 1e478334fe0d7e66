"""`vanity-flow lint`: one line a finding, and an exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from contact_flow.cli import main
from tests.contact_flow.broken import BROKEN
from tests.contact_flow.flows import PATH, changed

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return written(tmp_path / "broken.json", changed(BROKEN["nine seconds"].change))


def written(path: Path, flow: Any) -> Path:
    path.write_text(json.dumps(flow), encoding="utf-8")
    return path


def test_a_good_flow(capsys: Capture) -> None:
    assert main(["lint", str(PATH)]) == 0
    assert capsys.readouterr() == (f"{PATH}: 13 actions, nothing to fix\n", "")


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    flow = tmp_path / "flow.json"
    flow.write_bytes(b"\xef\xbb\xbf" + PATH.read_bytes())

    assert main(["lint", str(flow)]) == 0


def test_a_broken_flow(broken: Path, capsys: Capture) -> None:
    assert main(["lint", str(broken)]) == 1
    problem = 'InvocationTimeLimitSeconds is "9"; make it a whole number from "1" to "8" [bad-value]'
    assert capsys.readouterr() == (f"{broken}: error: convert: {problem}\n", "")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(broken: Path, tmp_path: Path, capsys: Capture) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff")

    assert main(["lint", str(broken), str(tmp_path / "missing.json"), str(binary), str(tmp_path), str(PATH)]) == 2

    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err.splitlines() == [
        f"vanity-flow: cannot read {tmp_path / 'missing.json'}: No such file or directory",
        f"vanity-flow: cannot read {binary}: it is not UTF-8 text",
        f"vanity-flow: cannot read {tmp_path}: Is a directory",
    ]


def test_a_file_name_that_the_terminal_cannot_show(tmp_path: Path) -> None:
    flow = copyfile(PATH, tmp_path / "fl\N{LATIN SMALL LETTER O WITH DIAERESIS}w.json")
    command = [
        sys.executable,
        "-c",
        "import sys; from contact_flow.cli import main; sys.exit(main())",
        "lint",
        str(flow),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONIOENCODING": "ascii:strict"})

    assert ran.stdout == f"{tmp_path}/fl\\xf6w.json: 13 actions, nothing to fix\n", ran.stderr


def test_placeholders_are_findings_unless_they_are_let_be(tmp_path: Path, capsys: Capture) -> None:
    template = str(written(tmp_path / "template.json", changed(BROKEN["a placeholder"].change)))

    assert main(["lint", template]) == 0
    assert "[unresolved-placeholder]" in capsys.readouterr().out
    assert main(["lint", "--strict", template]) == 1
    assert main(["lint", "--strict", "--placeholders", template]) == 0


def test_a_warning_is_an_error_only_when_the_user_says_so(tmp_path: Path, capsys: Capture) -> None:
    flow = str(written(tmp_path / "flow.json", changed(BROKEN["a transfer to a queue"].change)))

    assert main(["lint", flow]) == 0
    warning, summary = capsys.readouterr().out.splitlines()
    assert warning.startswith(f"{flow}: warning: sorry: ")
    assert summary == f"{flow}: 13 actions, no error, 1 warning"
    assert main(["lint", "--strict", flow]) == 1
    assert capsys.readouterr().out.splitlines() == [warning]


@pytest.mark.parametrize("arguments", [[], ["lint"], ["publish"], ["lint", "--place", "x"]])
def test_arguments_that_lack_or_are_unknown(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)

    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("vanity-flow: ")
    assert err.count("\n") == 1
