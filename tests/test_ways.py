"""The ways through the code that docs/architecture.md lists are those that a call, a flow and a word really take."""

import ast
import re
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any, NamedTuple

import pytest

from aws import bounded
from tests.converter.events import CAPTURED
from tests.handlers import Context, loaded

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
WAY = re.compile(r"^### (.+)\n\n(?:[A-Z](?:.+\n)+\n)?((?:\d+\. .+\n(?: {3,}.+\n)*)+)", re.MULTILINE)
STEP = re.compile(r"^\d+\. \[`[^`]+`\]\(\.\./([^)]+)\) `([\w.]+)`", re.MULTILINE)


class Step(NamedTuple):
    """A step of a way: a function or a method, and its file below the repository's root."""

    file: str
    function: str

    def text(self) -> str:
        """Return the text of the file."""
        return (ROOT / self.file).read_text(encoding="utf-8")

    def exists(self) -> bool:
        """Return whether the file has the function."""
        nodes: list[ast.AST] = [ast.parse(self.text())]
        for name in self.function.split("."):
            nodes = [inner for node in nodes for inner in ast.iter_child_nodes(node) if _is_named(inner, name)]
        return bool(nodes)


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name


def ways() -> dict[str, list[Step]]:
    text = PAGE.read_text(encoding="utf-8")
    return {title: [Step(*step) for step in STEP.findall(steps)] for title, steps in WAY.findall(text)}


def test_there_are_three_ways() -> None:
    assert len(ways()) == 3


@pytest.mark.parametrize("way", ways())
def test_every_step_exists_and_is_named_in_the_file_of_an_earlier_step(way: str) -> None:
    first, *later = ways()[way]
    assert first.exists()
    text = first.text()
    for step in later:
        assert step.exists(), f"{step.file} has no {step.function}"
        assert re.search(rf"\b({step.function.replace('.', '|')})\b", text), f"nothing before leads to {step.function}"
        text += step.text()


class Table:
    """A DynamoDB client that accepts every update."""

    exceptions = SimpleNamespace(ConditionalCheckFailedException=KeyError)

    def update_item(self, **_: Any) -> dict[str, Any]:
        return {}


def traced(act: Callable[[], object]) -> Iterator[Step]:
    """Run something, and yield the functions of this repository that it calls, in the order of their first calls."""
    calls: dict[Step, None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / "tests"):
            calls[Step(path.relative_to(ROOT).as_posix(), frame.f_code.co_qualname)] = None

    sys.setprofile(note)
    threading.setprofile(note)
    try:
        act()
    finally:
        threading.setprofile(None)
        sys.setprofile(None)
    return iter(calls)


def test_a_call_takes_the_first_way_and_touches_no_other_file(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = next(iter(ways().values()))
    with loaded("converter", monkeypatch) as handler:
        table = handler.CONVERTER._save.__self__.callers
        monkeypatch.setattr(table, "_client", Table())
        monkeypatch.setattr(bounded, "_THREADS", ThreadPoolExecutor(1))  # a thread that is traced
        calls = list(traced(lambda: handler.handle(CAPTURED, Context(7000))))

    assert [call for call in calls if call in steps] == steps
    assert {call.file for call in calls if ".venv" not in call.file} == {step.file for step in steps}
