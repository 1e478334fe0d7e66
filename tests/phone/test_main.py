"""`python -m infra.phone`: a failure is one line that says what to do, and exit code 1."""

import json
from pathlib import Path

import pytest

from infra.local import saved_state
from infra.local.saved_state import load_running
from infra.phone.__main__ import main
from infra.servers.errors import NotRunningError
from infra.servers.process import LocalServer

STATE = {"aws": {"port": 4566, "pid": 1}, "connect": {"port": 4567, "pid": 2}, "outputs": {"CallersTable": "callers"}}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the local cloud is remembered; nothing is."""
    path = tmp_path / "state.json"
    monkeypatch.setattr(saved_state, "STATE", path)
    return path


def one_line(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert capsys.readouterr().out == ""
    assert isinstance(caught.value.code, str)  # printed to stderr by Python, which then exits with 1
    return caught.value.code


def test_when_nothing_is_up(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert one_line(capsys, "+18003569377", "--keys", "1") == "error: the local cloud is not running: run `make up`"


@pytest.mark.parametrize("gone", [4566, 4567])
def test_when_one_of_its_servers_has_gone_down(state: Path, gone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    state.write_text(json.dumps(STATE), encoding="utf-8")
    monkeypatch.setattr(LocalServer, "answers", lambda server: server.port != gone)

    with pytest.raises(NotRunningError, match="run `make up`"):
        load_running()


def test_what_is_up(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state.write_text(json.dumps(STATE), encoding="utf-8")
    monkeypatch.setattr(LocalServer, "answers", lambda _: True)
    found = load_running()

    assert (found.cloud.aws.port, found.cloud.connect.port, found.outputs) == (4566, 4567, STATE["outputs"])


def test_a_local_cloud_with_nothing_deployed_to_it(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state.write_text(json.dumps(STATE | {"outputs": {}}), encoding="utf-8")
    monkeypatch.setattr(LocalServer, "answers", lambda _: True)

    with pytest.raises(NotRunningError):
        load_running()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nobody", "--keys", "1"], "error: not a phone number: write it in digits, such as +18003569377"),
        (["+18003569377", "--keys", "one"], "error: some keys are not on a keypad: write them as 1,,2065550100"),
    ],
)
def test_what_cannot_be_called_with(
    state: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert one_line(capsys, *arguments).startswith(told)
