"""The documents are true: they show what commands print, their links work, and they leave nothing out."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from build_index.language import ENGLISH
from docs import diagram
from docs.refresh import PAGES, ROOT, output_of, refresh
from docs.template import environment, read_template
from vanity_index import layout

FENCES = re.compile(r"^```.*?^```\n", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ALL = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
DEPLOY = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = ["vanity", "vanity best", "vanity batch", "vanity spell", "vanity-flow", "vanity-flow lint"]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", ALL, re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    lines = [line for block in blocks("console") for line in block.splitlines()]
    return [line for line in lines if not line.startswith("make ")]


def documented_targets() -> list[str]:
    """Return the make targets that the documents tell the reader to type."""
    in_text = re.findall(r"`make ([a-z][a-z -]*)", ALL)
    in_blocks = re.findall(r"^make ([a-z-]+)", "\n".join(blocks("sh") + blocks("console")), re.MULTILINE)
    return sorted({target for line in in_text + in_blocks for target in line.split()})


def links(page: Path) -> list[str]:
    text = FENCES.sub("", page.read_text(encoding="utf-8"))
    return [link or source for link, source in LINK.findall(text) if "://" not in link + source]


def target(page: Path, link: str) -> Path:
    path = link.partition("#")[0]
    return (page.parent / path).resolve() if path else page


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = HEADING.findall(FENCES.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_shown_output_is_what_the_commands_print(page: Path) -> None:
    assert refresh(page) == page.read_text(encoding="utf-8"), "run `make docs`"


@pytest.mark.parametrize("command", commands())
def test_commands_run(command: str) -> None:
    assert output_of(command)


def test_the_readme_begins_with_a_call_and_the_tests() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = re.search(r"^```console\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)

    assert first
    assert first[1].splitlines() == ["make call NUMBER=+18003569377", "make test"]


@pytest.mark.parametrize("example", blocks("python"))
def test_python_examples_run(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(example, {})

    assert "1-800-FLOWERS" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files(page: Path) -> None:
    assert [link for link in links(page) if not target(page, link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_anchors_are_headings(page: Path) -> None:
    to_headings = [link for link in links(page) if "#" in link and target(page, link).suffix == ".md"]

    assert [link for link in to_headings if link.partition("#")[2] not in anchors(target(page, link))] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_page_is_two_clicks_from_the_readme(page: Path) -> None:
    reached = {ROOT / "README.md"}
    for _ in range(2):
        reached |= {
            target(linking, link) for linking in reached for link in links(linking) if target(linking, link) in PAGES
        }

    assert page in reached


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_headings_go_down_one_level_at_a_time(page: Path) -> None:
    levels = [
        len(mark) for mark in re.findall(r"^(#+) ", FENCES.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


@pytest.mark.parametrize("theme", diagram.THEMES)
def test_the_diagram_is_drawn_from_its_source(theme: str) -> None:
    assert diagram.mark(theme) in diagram.drawing(theme).read_text(encoding="utf-8"), "run `make diagram`"


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE)

    assert [name for name in targets if f"\nmake {name} " not in REFERENCE] == []


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))

    assert [name for name in documented_targets() if name not in targets] == []


def test_every_make_variable_is_documented() -> None:
    matches = set(re.findall(r"quoted,\$\((\w+)\)|if \$\((\w+)\)|^[^\n]*\$\(or \$\((\w+)\)", MAKEFILE, re.MULTILINE))
    names = {name for groups in matches for name in groups if name}

    assert {"NUMBER", "KEYS", "PORT", "SAY", "REAL", "STACK", "PYTHON"} <= names
    assert [name for name in sorted(names) if f"`{name}" not in REFERENCE] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_with_its_options(command: str) -> None:
    assert (
        f"<!-- output of: .venv/bin/{command} --help -->\n```\n{output_of(f'.venv/bin/{command} --help')}" in REFERENCE
    )


@pytest.mark.parametrize("program", ["vanity", "vanity-flow"])
def test_no_command_is_forgotten(program: str) -> None:
    listed = output_of(f".venv/bin/{program} --help").partition("COMMAND\n")[2].partition("\n\n")[0]
    subcommands = [f"{program} {word}" for word in re.findall(r"^ {4}([a-z]+) ", listed, re.MULTILINE)]

    assert subcommands
    assert [command for command in subcommands if command not in COMMANDS] == []


@pytest.mark.parametrize("kind", ["Parameters", "Outputs"])
def test_every_parameter_and_output_of_the_template_is_documented(kind: str) -> None:
    assert [name for name in read_template()[kind] if f"| `{name}` |" not in DEPLOY] == []


def test_every_environment_variable_is_documented() -> None:
    rows = "\n".join(line for line in DEPLOY.splitlines() if line.startswith("| `"))
    named = environment(read_template())

    assert "CALLERS_TABLE" in named
    assert [name for name in sorted(named) if f"`{name}`" not in rows] == []


def test_every_test_that_the_documents_name_exists() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert [name for name in re.findall(r"`(test_\w+)`", ALL) if f"def {name}(" not in tests] == []


def test_every_section_of_the_index_is_documented() -> None:
    page = (ROOT / "docs/index-format.md").read_text(encoding="utf-8")

    assert [name for name in layout.SECTIONS if f"| `{name}` |" not in page] == []


def test_every_source_is_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")

    assert [
        package.name for package in ENGLISH.packages.values() if f"{package.name} {package.version}" not in notice
    ] == []
