"""`python -m infra.local.line`: a failure is one line that says what to do, and exit code 1."""

import json
from pathlib import Path

import pytest

from infra.local import running
from infra.local.line import up
from infra.local.line.__main__ import main
from infra.local.line.errors import NothingUp
from infra.local.ministack import Ministack
from tests.line.calls import LINE

PHONE = {
    "endpoint": "http://127.0.0.1:4567",
    "instance_id": "11111111-2222-3333-4444-555555555555",
    "phone_number_id": "n-1",
    "phone_number": LINE,
}
STATE = {"port": 4566, "pid": 1, "outputs": {"CallersTable": "callers"}, "connect": PHONE}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the local cloud is remembered; nothing is."""
    path = tmp_path / "state.json"
    monkeypatch.setattr(running, "STATE", path)
    monkeypatch.setattr(up, "STATE", path)
    return path


def one_line(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert capsys.readouterr().out == ""
    assert isinstance(caught.value.code, str)  # printed to stderr by Python, which then exits with 1
    return caught.value.code


def test_when_nothing_is_up(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert one_line(capsys, "+18003569377", "--keys", "1") == "error: nothing is up: run `make up`"


def test_when_it_has_gone_down(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state.write_text(json.dumps(STATE), encoding="utf-8")
    monkeypatch.setattr(Ministack, "answers", lambda _: False)

    with pytest.raises(NothingUp, match="run `make up`"):
        up.what_is_up()


def test_what_is_up(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state.write_text(json.dumps(STATE), encoding="utf-8")
    monkeypatch.setattr(Ministack, "answers", lambda _: True)
    found = up.what_is_up()

    assert (found.cloud.port, found.outputs, found.phone) == (4566, STATE["outputs"], up.Phone(**PHONE))


def test_a_local_cloud_without_a_phone_number(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state.write_text(json.dumps({name: STATE[name] for name in ("port", "pid", "outputs")}), encoding="utf-8")
    monkeypatch.setattr(Ministack, "answers", lambda _: True)

    with pytest.raises(NothingUp, match="has no phone number"):
        up.what_is_up()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nobody", "--keys", "1"], "error: not a phone number: write it in digits, as +18003569377"),
        (["+18003569377", "--keys", "one"], "error: some keys are on no keypad: write them as 1,,2065550100"),
    ],
)
def test_what_cannot_be_called_with(
    state: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert one_line(capsys, *arguments).startswith(told)
