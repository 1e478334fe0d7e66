"""Known vulnerabilities of what ships, from two databases: PyPI's, and OSV where PyPI is out of reach."""

import json
from typing import Any

from infra.audit.shipped import LAYER
from infra.audit.verdict import Verdict, run_tool

_DATABASES = {"pypi": "pypi.org", "osv": "api.osv.dev"}
_OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def check() -> Verdict:
    """Return what the first database that can be reached knows of every wheel in the layer."""
    for database in _DATABASES:
        verdict = read_report(run_tool("pip-audit", "-s", database, *_OPTIONS, "-r", str(LAYER)).stdout)
        if verdict.passed is not None:
            return verdict
    hosts = " nor ".join(_DATABASES.values())
    return Verdict(None, f"not checked: neither {hosts} can be reached; run `make audit` where one can")


def read_report(report: str) -> Verdict:
    """Return the verdict in pip-audit's JSON: undecided unless every package was looked up.

    pip-audit succeeds with packages that the database does not know, as behind a mirror of PyPI.
    """
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, LookupError, TypeError):  # it ended with a traceback, because the host cannot be reached
        return Verdict(None, "no report")
    known = [f"{package['name']} {package.get('version', '')}: {flaw['id']}" for package, flaw in _flaws(packages)]
    if known:
        return Verdict(False, "; ".join(known))
    if not packages or any("skip_reason" in package for package in packages):
        return Verdict(None, "packages were skipped")
    return Verdict(True, f"none known of {len(packages)} packages")


def _flaws(packages: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(package, flaw) for package in packages for flaw in package.get("vulns", [])]
