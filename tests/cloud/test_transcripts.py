"""The calls that the documents show are those that the deployed line makes."""

from pathlib import Path

import pytest

from docs.refresh import COLUMNS, PAGES, with_calls
from infra.local.cloud import LocalCloud
from infra.local.saved_state import SavedState
from infra.phone import __main__ as command
from tests.cloud.conftest import Line

SHOWING = [page for page in PAGES if "<!-- call of: " in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.name)
def test_a_call_goes_as_the_page_shows_it(
    page: Path,
    line: Line,
    local: LocalCloud,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "load_running", lambda: SavedState(local, line.outputs))
    monkeypatch.setenv("COLUMNS", COLUMNS)
    shown = page.read_text(encoding="utf-8")

    def called(arguments: str) -> str:
        command.main([*arguments.split(), *([] if "--keys" in arguments else ["--keys", ""])])
        return capsys.readouterr().out

    assert with_calls(shown, called) == shown, "run `make docs`"


def test_there_are_calls_to_show() -> None:
    assert [page.name for page in SHOWING] == ["README.md", "line.md"]
