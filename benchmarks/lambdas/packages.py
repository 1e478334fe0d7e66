"""The packages that are shipped: how large they are, and whether each function starts from its own."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.lambdas.environments import FUNCTIONS, LAYER, LOCAL_LAYER, PYTHON
from benchmarks.report import Measurement, at_most, none_of
from infra.local.packaging import zip_folder

NEED_THE_LAYER = {"Converter", "Page"}


def measure_sizes() -> Iterator[Measurement]:
    """Yield the size of the layer for both architectures, and of the code of each function."""
    yield at_most("layer, zipped", len(zip_folder(LAYER)) / 1e6, 25, "MB")
    for name, folder in FUNCTIONS.items():
        yield at_most(f"code of the {name.lower()}, zipped", len(zip_folder(folder)) / 1e3, 200, "kB")


def check_starts(environment: Mapping[str, str]) -> Iterator[Measurement]:
    """Yield how many functions do not start with only the runtime's packages, their layer and their own code."""
    failures = [name for name, folder in FUNCTIONS.items() if not _starts(name, folder, environment)]
    yield none_of(f"of {', '.join(FUNCTIONS)}: do not start", len(failures))


def _starts(name: str, folder: Path, environment: Mapping[str, str]) -> bool:
    layers = [LOCAL_LAYER / "python"] if name in NEED_THE_LAYER else []
    path = os.pathsep.join(map(str, (*layers, folder)))
    command = [str(PYTHON), "-c", f"import {name.lower()}.handler"]
    own = {"PATH": os.defpath, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=own | dict(environment), check=False).returncode == 0  # noqa: S603 - ours
