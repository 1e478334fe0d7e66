"""Whether each function finds all it needs in what Lambda has: the runtime's packages, the layer, its own code."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.lambdas.rooms import FUNCTIONS, LOCAL_LAYER, PYTHON
from benchmarks.report import Finding, none_of


def starting(environment: Mapping[str, str]) -> Iterator[Finding]:
    """The functions whose handler cannot be imported in the clean environment."""
    failed = [name for name, folder in FUNCTIONS.items() if not _starts(name.lower(), folder, environment)]
    yield none_of(f"of {', '.join(FUNCTIONS)}: do not start", len(failed))


def _starts(package: str, folder: Path, environment: Mapping[str, str]) -> bool:
    path = os.pathsep.join(map(str, (LOCAL_LAYER / "python", folder)))
    command = [str(PYTHON), "-c", f"import {package}.handler"]
    own = {"PATH": os.defpath, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=own | dict(environment), check=False).returncode == 0  # noqa: S603 - ours
