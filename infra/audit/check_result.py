"""What a check found, and the tools that find it."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from infra.audit.shipped import ROOT

_TOOLS = ROOT / ".audit" / "venv" / "bin"
CHECKOV = ROOT / ".checkov" / "venv" / "bin" / "checkov"


class CheckResult(NamedTuple):
    """The result of one check."""

    #: Whether it passed; None if it could not be made.
    passed: bool | None
    #: What it found, in one line or, where it failed, as the tool reports it.
    text: str


def run_tool(tool: str | Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool at the root of the repository: one of `make audit`'s by its name, or another by its path."""
    command = [str(_TOOLS / tool), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - pinned


def of_tool(tool: str | Path, *arguments: str, passed: str) -> CheckResult:
    """Return `passed` as the text when the tool finds nothing, or else what it prints."""
    ran = run_tool(tool, *arguments)
    return CheckResult(True, passed) if ran.returncode == 0 else CheckResult(False, (ran.stdout + ran.stderr).strip())
