"""The workflows run pinned code with a read-only token, and only make targets that exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"^[^@]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
WIDENED = {("deploy", "staging"): {"id-token": "write"}, ("deploy", "production"): {"id-token": "write"}}

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def workflow(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return parsed


def made(path: Path) -> Iterator[str]:
    """Yield the make targets that a workflow's steps run."""
    for job in workflow(path)["jobs"].values():
        for step in job["steps"]:
            for command in re.findall(r"\bmake ([^\n;&|]+)", step.get("run", "")):
                yield from (word for word in command.split() if re.fullmatch(r"[a-z-]+", word))


def test_there_are_the_two_workflows() -> None:
    assert [path.stem for path in WORKFLOWS] == ["ci", "deploy"]


@each_workflow
def test_every_action_is_pinned_by_its_commit_with_the_version_beside_it(path: Path) -> None:
    used = re.findall(r"\buses: *(.+)", path.read_text(encoding="utf-8"))

    assert used
    assert [action for action in used if not PINNED.match(action)] == []


@each_workflow
def test_the_token_is_read_only_and_only_a_deployment_may_ask_for_a_role(path: Path) -> None:
    parsed = workflow(path)

    assert parsed["permissions"] == {"contents": "read"}
    for name, job in parsed["jobs"].items():
        widened = WIDENED.get((path.stem, name), {})
        assert job.get("permissions", parsed["permissions"]) == parsed["permissions"] | widened


@each_workflow
def test_workflows_run_only_make_targets_that_exist(path: Path) -> None:
    targets = set(made(path))

    assert targets
    assert targets - TARGETS == set()


@each_workflow
def test_no_expression_is_pasted_into_a_shell(path: Path) -> None:
    commands = [step.get("run", "") for job in workflow(path)["jobs"].values() for step in job["steps"]]

    assert [command for command in commands if "${{" in command] == []


def test_production_waits_for_a_smoke_test_of_staging() -> None:
    jobs = workflow(ROOT / ".github" / "workflows" / "deploy.yml")["jobs"]

    assert jobs["staging"]["steps"][-1] == {"run": "make smoke"}
    assert (jobs["production"]["needs"], jobs["production"]["environment"]) == ("staging", "production")
    assert "vars.DEPLOY == 'yes'" in jobs["staging"]["if"]
