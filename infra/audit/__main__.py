"""`make audit`: licences, vulnerabilities, secrets, workflows and the template, one line for each that passes.

What cannot be reached is told. It fails the audit only in CI, where the variable CI is `true`: there a check that is
left out would go unnoticed, while a laptop may be offline.
"""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

from infra.audit import vulnerabilities
from infra.audit.check_result import CHECKOV, CheckResult, of_tool
from infra.audit.shipped import ROOT, build_pins, layer_pins, package_name, wheel_pins

_ALLOWED = tomllib.loads(Path(__file__).with_name("audit.toml").read_text(encoding="utf-8"))
_WORDS = {True: "ok", False: "FAILED", None: "-"}


def main() -> None:
    """Make every check, and exit with code 1 if one fails or, in CI, if one cannot be made."""
    results = [_report(name, check) for name, check in CHECKS.items()]
    sys.exit(exit_code(results, in_ci=os.environ.get("CI") == "true"))


def exit_code(results: Iterable[CheckResult], *, in_ci: bool) -> int:
    """Return 1 if a check failed or, in CI, could not be made; otherwise 0."""
    return int(any(result.passed is False or (in_ci and result.passed is None) for result in results))


def check_licences() -> CheckResult:
    """Check the licences of what ships and of what the index is built from."""
    names = sorted({package_name(pin) for pin in (*layer_pins(), *wheel_pins(), *build_pins())})
    allowed = ";".join(_ALLOWED["licences"])
    options = ("--python", sys.executable, "--with-system", "--allow-only", allowed, "--packages", *names)
    return of_tool("pip-licenses", *options, passed=f"allowed for all of {len(names)} packages")


def check_secrets() -> CheckResult:
    """Look for secrets in the tracked files."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    files = listed.stdout.split("\0")[:-1]
    known = (option for text in _ALLOWED["made_up"] for option in ("--exclude-secrets", f"^{re.escape(text)}$"))
    return of_tool("detect-secrets-hook", *known, *files, passed=f"none in {len(files)} tracked files")


def check_workflows() -> CheckResult:
    """Check the workflows: pinned actions, narrow tokens, no injection."""
    return of_tool("zizmor", "--offline", "--quiet", ".github", passed="nothing found by zizmor")


def check_template() -> CheckResult:
    """Check the template with checkov. What it skips has its reason in the template."""
    options = ("--file", "infra/template.yaml", "--framework", "cloudformation", "--skip-download", "--compact")
    return of_tool(CHECKOV, *options, "--quiet", passed="nothing found by checkov that the template does not explain")


def _report(name: str, check: Callable[[], CheckResult]) -> CheckResult:
    result = check()
    print(f"{name:<16} {_WORDS[result.passed]:<7} {result.text}", flush=True)
    return result


CHECKS: dict[str, Callable[[], CheckResult]] = {
    "licences": check_licences,
    "vulnerabilities": vulnerabilities.check,
    "secrets": check_secrets,
    "workflows": check_workflows,
    "template": check_template,
}

if __name__ == "__main__":
    main()
