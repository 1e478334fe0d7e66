"""What is shipped stays small: the library and the reader import little, and nothing of the build."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "lambda_layer" / "python").rglob("*.py")])
SDK = {"boto3", "botocore"}
FUNCTIONS = {"aws", "converter", "page", "publisher", "writer"}
NEVER = {"numpy", "boto3", "build_index", "spylls", "symspellpy", "wordsegment", "better_profanity"}
NOT_AT_ONCE = {*NEVER, *SDK, "phonenumbers", "tqdm", "argparse"}


def loaded(code: str) -> set[str]:
    """The packages that a fresh Python has loaded after this code."""
    shown = "print(*{name.partition('.')[0] for name in __import__('sys').modules})"
    command = [sys.executable, "-c", f"{code}\n{shown}"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return set(ran.stdout.split())


def imported(path: Path) -> set[str]:
    """The packages that a module names in its import statements, wherever they stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


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


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_shipped_names_nothing_of_the_build(path: Path) -> None:
    assert imported(path) & NEVER == set()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_adapters_know_aws(path: Path) -> None:
    package = path.relative_to(ROOT / "src").parts[0] if path.is_relative_to(ROOT / "src") else "layer"

    assert package == "aws" or imported(path) & SDK == set()
    assert package not in {"vanity", "layer"} or imported(path) & FUNCTIONS == set()


@pytest.mark.parametrize("function", ["converter", "page"])
def test_a_function_starts_with_botocore_alone(function: str) -> None:
    modules = loaded(f"import {function}.wiring")
    assert modules & {*NEVER, *SDK, "phonenumbers", "tqdm"} == {"botocore"}


def test_the_flow_linter_stands_alone() -> None:
    modules = loaded("import contact_flow")
    assert modules & {*NOT_AT_ONCE, *FUNCTIONS, "vanity"} == set()


def test_the_publisher_starts_with_botocore_alone() -> None:
    modules = loaded("import publisher.answering, publisher.sending, publisher.connect")
    assert modules & {*NEVER, *SDK, "phonenumbers", "tqdm"} == {"botocore"}


def test_there_is_something_shipped() -> None:
    assert {"index.py", "reader.py"} <= {path.name for path in SHIPPED}
