"""The documentation is true: its commands run, its output is what they print, its links lead somewhere."""

import re
from pathlib import Path

import pytest

from build_index.sources import PACKAGES
from docs.refresh import PAGES, ROOT, output_of, refreshed
from vanity_index import layout

LINK = re.compile(r"\]\(([^)\s]+)\)")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    pattern = re.compile(rf"^```{language}\n(.*?)^```", re.DOTALL | re.MULTILINE)
    return [block for page in PAGES for block in pattern.findall(page.read_text(encoding="utf-8"))]


def commands() -> list[str]:
    lines = [line for block in blocks("console") for line in block.splitlines()]
    return [line for line in lines if not line.startswith("make")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_shown_output_is_what_the_commands_print(page: Path) -> None:
    assert refreshed(page) == page.read_text(encoding="utf-8"), "run `make docs`"


@pytest.mark.parametrize("command", commands())
def test_commands_run(command: str) -> None:
    assert output_of(command)


def test_the_first_command_of_the_readme_answers_flowers() -> None:
    first = blocks("console")[0].splitlines()[0]

    assert first == "make best NUMBER=+18003569377"
    assert "1-800-FLOWERS" in output_of(first)


@pytest.mark.parametrize("example", blocks("python"))
def test_python_examples_run(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(example, {})

    assert "1-800-FLOWERS" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]

    assert [link for link in links if not (page.parent / link.partition("#")[0]).exists()] == []


def test_every_page_is_linked_from_the_readme() -> None:
    pages = [str(page.relative_to(ROOT)) for page in PAGES if page.name != "README.md"]

    assert [page for page in pages if f"]({page})" not in README] == []


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert [target for target in targets if target != "help" and f"make {target}" not in README] == []


@pytest.mark.parametrize("command", ["best", "batch", "spell"])
def test_every_option_is_in_the_readme(command: str) -> None:
    options = set(re.findall(r"--[a-z]+", output_of(f".venv/bin/vanity {command} --help"))) - {"--help"}
    row = next(line for line in README.splitlines() if line.startswith(f"| `vanity {command}"))

    assert {option for option in options if option not in row} == set()


def test_every_section_of_the_index_is_documented() -> None:
    page = (ROOT / "docs/index-format.md").read_text(encoding="utf-8")

    assert [name for name in layout.SECTIONS if f"| `{name}` |" not in page] == []


def test_every_source_is_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")

    assert [package.name for package in PACKAGES if f"{package.name} {package.version}" not in notice] == []
