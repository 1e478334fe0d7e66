"""Known vulnerabilities of what ships, from two databases: PyPI's, and OSV where PyPI is out of reach."""

import json
from typing import Any

from infra.audit.check_result import CheckResult, run_tool
from infra.audit.shipped import LAYER

_DATABASES = {"pypi": "pypi.org", "osv": "api.osv.dev"}
_OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def check() -> CheckResult:
    """Return what the first database that can be reached knows of every wheel in the layer."""
    for database in _DATABASES:
        result = read_report(run_tool("pip-audit", "-s", database, *_OPTIONS, "-r", str(LAYER)).stdout)
        if result.passed is not None:
            return result
    hosts = " nor ".join(_DATABASES.values())
    return CheckResult(
        None, f"not checked: neither {hosts} could look the packages up; run `make audit` where one can be reached"
    )


def read_report(report: str) -> CheckResult:
    """Return the result in pip-audit's JSON: undecided unless every package was looked up.

    pip-audit succeeds with packages that the database does not know, as behind a mirror of PyPI.
    """
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, LookupError, TypeError):  # it ended with a traceback, because the host cannot be reached
        return CheckResult(None, "no report")
    known = [f"{package['name']} {package.get('version', '')}: {flaw['id']}" for package, flaw in _flaws(packages)]
    if known:
        return CheckResult(False, "; ".join(known))
    if not packages or any("skip_reason" in package for package in packages):
        return CheckResult(None, "packages were skipped")
    return CheckResult(True, f"none known of {len(packages)} packages")


def _flaws(packages: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(package, flaw) for package in packages for flaw in package.get("vulns", [])]
