"""The manifest beside the index: what it was made from, with which parameters, and what came out. It names no time."""

import hashlib
import json
from pathlib import Path
from typing import Any

from build_index import offensive, sources
from build_index.kbest import KEPT
from vanity_index.layout import FORMAT_VERSION, STORED


def manifest(index: bytes, counts: dict[str, int]) -> str:
    """The manifest as JSON."""
    content: dict[str, Any] = {
        "index": {"sha256": _sha256(index), "bytes": len(index), "format_version": FORMAT_VERSION},
        "counts": counts,
        "parameters": {"weights_sha256": _of(sources.WEIGHTS), "answers": STORED, "kept_while_searching": KEPT},
        "packages": [_package(package) for package in sources.PACKAGES],
        "lists": {path.name: _of(path) for path in [*sources.list_files(), *sorted(offensive.FOLDER.glob("*.txt"))]},
    }
    return json.dumps(content, indent=2) + "\n"


def _package(package: sources.Package) -> dict[str, str]:
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "holds": package.holds,
        "file": package.file,
        "sha256": _of(package.path()),
    }


def _of(path: Path) -> str:
    return _sha256(path.read_bytes())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
