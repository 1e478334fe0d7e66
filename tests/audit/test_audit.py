"""What `make audit` says when packages cannot be looked up, and what `make sbom` lists."""

import json
from typing import Any

import pytest

from infra.audit.__main__ import exit_code
from infra.audit.check_result import CheckResult
from infra.audit.sbom import add_index
from infra.audit.shipped import build_pins, layer_pins, wheel_pins
from infra.audit.vulnerabilities import read_report

MANIFEST: dict[str, Any] = {
    "index": {"sha256": "0" * 64, "format_version": 2},
    "packages": [{"name": "words", "version": "1", "file": "words/list.txt", "sha256": "1" * 64}],
}


def report(*packages: dict[str, Any]) -> CheckResult:
    return read_report(json.dumps({"dependencies": list(packages)}))


def test_packages_without_known_flaws_pass() -> None:
    assert report({"name": "one", "version": "1", "vulns": []}).passed is True


def test_a_known_flaw_fails_and_is_named_even_when_another_package_was_skipped() -> None:
    flawed = {"name": "one", "version": "1", "vulns": [{"id": "PYSEC-1"}]}

    assert report({"name": "two", "skip_reason": "not found"}, flawed) == CheckResult(False, "one 1: PYSEC-1")


@pytest.mark.parametrize("text", ["", "Traceback", "[]", '{"dependencies": []}'])
def test_no_report_is_not_a_pass(text: str) -> None:
    assert read_report(text).passed is None


def test_a_package_that_the_database_does_not_know_was_not_checked() -> None:
    known = {"name": "one", "version": "1", "vulns": []}

    assert report(known, {"name": "two", "skip_reason": "not found on PyPI"}).passed is None


@pytest.mark.parametrize(
    ("passed", "in_ci", "code"),
    [(True, True, 0), (None, False, 0), (None, True, 1), (False, False, 1), (False, True, 1)],
)
def test_what_cannot_be_checked_fails_only_in_ci(passed: bool | None, in_ci: bool, code: int) -> None:
    assert exit_code([CheckResult(True, ""), CheckResult(passed, "")], in_ci=in_ci) == code


def test_every_wheel_of_the_layer_is_one_that_the_project_needs() -> None:
    assert layer_pins()
    assert set(layer_pins()) <= set(wheel_pins())


def test_the_index_ships_and_what_it_is_built_from_does_not() -> None:
    pins = [pin.partition("==") for pin in (*layer_pins(), *build_pins())]
    components = [{"name": name, "version": version, "bom-ref": name} for name, _, version in pins]
    bom = add_index({"metadata": {"component": {"bom-ref": "root"}}, "components": components}, MANIFEST)
    scopes = {component["name"]: component["scope"] for component in bom["components"]}
    needs = {dependency["ref"]: dependency["dependsOn"] for dependency in bom["dependencies"]}

    assert {name for name, scope in scopes.items() if scope == "required"} == {
        "vanity.index",
        "marisa-trie",
        "phonenumbers",
    }
    assert needs["vanity.index"] == sorted(pin.partition("==")[0] for pin in build_pins())
    assert set(needs["root"]) == {"vanity.index", "marisa-trie", "phonenumbers"}
