"""The packages depend on each other in one direction only, and what is shipped stays small and loads little."""

import ast
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.handlers import ENVIRONMENT

ROOT = Path(__file__).parents[1]
SHIPPED = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "lambda_layer" / "python").rglob("*.py")])
FOLDERS = ["src", "lambda_layer", "infra", "build_index", "benchmarks"]
WRITTEN = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
SDK = {"boto3", "botocore"}
FUNCTIONS = {"converter", "page", "publisher", "writer"}
ENGINE = {"vanity", "vanity_index", "marisa_trie"}
NEVER = {"numpy", "boto3", "build_index", "spylls", "symspellpy", "wordsegment", "better_profanity"}
NOT_AT_ONCE = {*NEVER, *SDK, "phonenumbers", "tqdm", "argparse"}
# The only packages of this repository that each of these may import.
ALLOWED = {
    "vanity_index": set(),
    "vanity": {"vanity_index"},
    "calls": set(),
    "contact_flow": set(),
    "aws": {"calls"},
}
FUNCTION_ENVIRONMENT = ENVIRONMENT | {"BACKLOG_QUEUE_URL": "http://127.0.0.1/backlog"}
MODULE_LINES, FUNCTION_LINES = 250, 40


def loaded(code: str) -> set[str]:
    """Return the packages that a fresh Python has loaded after this code."""
    shown = "print(*{name.partition('.')[0] for name in __import__('sys').modules})"
    command = [sys.executable, "-c", f"{code}\n{shown}"]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | FUNCTION_ENVIRONMENT, timeout=60
    )
    return set(ran.stdout.split())


def loaded_by(function: str) -> set[str]:
    """Return the packages that a Lambda function loads when it starts."""
    return loaded(f"import {function}.handler")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Return the full names of the modules in a file's import statements, wherever they stand."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


def package_folders() -> dict[str, Path]:
    """Return the packages of the repository by their names; each part of infra is one."""
    folders = [path for path in (ROOT / "src").iterdir() if (path / "__init__.py").exists()]
    folders += [ROOT / "lambda_layer" / "python" / "vanity_index", ROOT / "build_index"]
    folders += [ROOT / "benchmarks", ROOT / "docs"]
    infra = {f"infra.{path.name}": path for path in (ROOT / "infra").iterdir() if (path / "__init__.py").exists()}
    return {folder.name: folder for folder in folders} | infra


def package_graph() -> dict[str, set[str]]:
    """Return the packages that each package imports."""
    folders, graph = package_folders(), {}
    for name, folder in folders.items():
        modules = {module for path in folder.rglob("*.py") for module in imported(path)}
        graph[name] = {
            other
            for other in folders
            if other != name and any(f"{module}.".startswith(f"{other}.") for module in modules)
        }
    return graph


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_packages_import_each_other_in_no_circle() -> None:
    graph = package_graph()
    assert {"vanity", "aws", "infra.local", "benchmarks"} <= set(graph)
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"these packages import each other: {' <- '.join(error.args[1])}")


def test_the_lower_packages_import_only_what_they_may() -> None:
    graph = package_graph()

    assert {name: graph[name] - allowed for name, allowed in ALLOWED.items() if graph[name] - allowed} == {}
    assert {name: graph[name] & FUNCTIONS for name in FUNCTIONS if graph[name] & FUNCTIONS} == {}


def test_a_class_name_means_one_thing() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in WRITTEN:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name(path))

    twice = [f"{name}: {', '.join(paths)}" for name, paths in sorted(places.items()) if len(paths) > 1]
    assert not twice, "\n".join(twice)


def test_modules_and_functions_can_be_taken_in_at_a_glance() -> None:
    too_long: list[str] = []
    for path in WRITTEN:
        spans = {f"{name(path)}: {node.name}": (node.lineno, node.end_lineno or 0) for node in functions(path)}
        too_long += [what for what, (first, last) in spans.items() if last - first >= FUNCTION_LINES]
        too_long += [name(path)] if len(path.read_text(encoding="utf-8").splitlines()) > MODULE_LINES else []

    assert not too_long, "\n".join(too_long)


def test_what_is_shipped_imports_nothing_of_the_build_and_the_sdk_only_in_the_adapters() -> None:
    assert {name(path): roots(path) & NEVER for path in SHIPPED if roots(path) & NEVER} == {}
    adapters = {path.relative_to(ROOT / "src").parts[0] for path in SHIPPED if roots(path) & SDK}
    assert adapters == {"aws"}
    assert {"index.py", "reader.py"} <= {path.name for path in SHIPPED}


def test_importing_the_library_loads_little() -> None:
    modules = loaded("import vanity")
    assert "vanity" in modules
    assert modules & NOT_AT_ONCE == set()


def test_a_north_american_look_up_loads_little() -> None:
    modules = loaded("from vanity import VanityIndex; assert VanityIndex.open().best('+18003569377')")
    assert modules & NOT_AT_ONCE == set()


def test_a_look_up_abroad_loads_phonenumbers() -> None:
    modules = loaded("from vanity import VanityIndex; assert VanityIndex.open().best('+611300633423')")
    assert modules & NOT_AT_ONCE == {"phonenumbers"}


def test_the_reader_stands_alone() -> None:
    assert loaded("import vanity_index") & {*NOT_AT_ONCE, "vanity"} == set()


def test_the_flow_linter_stands_alone() -> None:
    assert loaded("import contact_flow") & {*NOT_AT_ONCE, *FUNCTIONS, *ENGINE, "aws", "calls"} == set()


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_starts_with_botocore_alone(function: str) -> None:
    assert loaded_by(function) & {*NEVER, *SDK, "phonenumbers", "tqdm"} == {"botocore"}


@pytest.mark.parametrize("function", ["publisher", "writer"])
def test_a_function_that_looks_up_no_words_loads_nothing_of_the_engine(function: str) -> None:
    assert loaded_by(function) & ENGINE == set()
