"""The manifest says what the index was made from."""

import hashlib
import json
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from build_index.language import ENGLISH
from tests.damage import keys_of
from tests.processes import ROOT
from vanity import VanityIndex
from vanity_index import layout

Manifest = dict[str, Any]
LIST_FILES = sorted([*ENGLISH.lists.glob("*.txt"), *ENGLISH.offensive.glob("*.txt"), ENGLISH.grades_file])


@pytest.fixture(scope="module")
def manifest(index: VanityIndex) -> Manifest:
    found: Manifest = json.loads(Path(index.file.path).with_suffix(".json").read_bytes())
    return found


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_manifest_names_its_index(index: VanityIndex, manifest: Manifest) -> None:
    path = Path(index.file.path)
    described = {"sha256": sha256(path), "bytes": path.stat().st_size, "format_version": layout.FORMAT_VERSION}
    assert manifest["index"] == described


def test_the_manifest_names_every_package(manifest: Manifest) -> None:
    named = {package["name"]: package for package in manifest["packages"]}
    pinned = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    data = [requirement.partition("==") for requirement in pinned["build"] if not requirement.startswith("numpy")]
    assert {name: package["version"] for name, package in named.items()} == {name: end for name, _, end in data}
    for name, package in named.items():
        assert package["version"] == metadata.version(name)
        assert package["sha256"] == sha256(Path(str(metadata.distribution(name).locate_file(package["file"]))))
        assert package["licence"]
        assert package["holds"]


def test_the_manifest_names_every_list(manifest: Manifest) -> None:
    assert manifest["lists"] == {path.name: sha256(path) for path in LIST_FILES}


def test_the_manifest_counts(index: VanityIndex, manifest: Manifest) -> None:
    counts = manifest["counts"]
    assert counts["local_parts"] == 8 * 9**6
    assert counts["local_parts"] == counts["with_five_answers"] + counts["with_fewer"] + counts["with_none"]
    assert counts["offensive_terms"] == len(index.file.meta["offensive"])
    assert counts["keys"] == len(keys_of(index))
    assert counts["words"] == len({text for key in keys_of(index) for text in index.file.texts(key)})
    assert 1000 < counts["shapes"] < 4096


def test_the_manifest_names_the_weights(manifest: Manifest) -> None:
    assert manifest["parameters"]["weights_sha256"] == sha256(ENGLISH.weights_file)


def test_the_index_holds_the_weights_and_terms_of_the_sources(index: VanityIndex) -> None:
    assert index.file.meta["weights"] == ENGLISH.weights()
    assert index.file.meta["offensive"] == sorted(term.upper() for term in ENGLISH.offensive_terms())
