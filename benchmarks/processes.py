"""Fresh processes: probes, imports, and the command line over a long list of numbers."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks.samples import random_numbers

IMPORTS = 25  # processes of each kind
BATCH = 200_000  # numbers
BATCHES = 3
_ROOT = Path(__file__).parents[1]
_SOURCES = (str(_ROOT / "src"), str(_ROOT / "lambda_layer" / "python"))
_TIMED_IMPORT = "from time import perf_counter as now; start = now(); import {}; print(now() - start)"


class Start(NamedTuple):
    """A way to start Python."""

    options: tuple[str, ...]
    #: What is added to the environment.
    environment: dict[str, str]


AS_INSTALLED = Start((), {})
# `site` imports modules that a package then seems to get for free. Without it, each import pays for all it needs.
WITHOUT_SITE = Start(("-S",), {"PYTHONPATH": os.pathsep.join((*_SOURCES, sysconfig.get_path("platlib")))})


class ImportTime(NamedTuple):
    """The cost of an import, in milliseconds."""

    #: What it adds to the time of a bare process.
    over_bare: float
    #: What the process itself measures.
    inside: float


def probe(name: str) -> dict[str, Any]:
    """Return the result of a probe in `benchmarks.probes`, run in a fresh process."""
    result: dict[str, Any] = json.loads(_run("-m", "benchmarks.probes", name))
    return result


def import_times(modules: tuple[str, ...], start: Start) -> dict[str, ImportTime]:
    """Return the median over many processes; bare processes and those with each import take turns."""
    rounds = [{code: _milliseconds(code, start) for code in ("pass", *map(_import, modules))} for _ in range(IMPORTS)]
    medians = {code: median(times[code] for times in rounds) for code in rounds[0]}
    return {name: ImportTime(medians[_import(name)] - medians["pass"], _inside(name, start)) for name in modules}


def batch_rates() -> list[float]:
    """Return the numbers per second of `vanity batch`, from the start to the end of a process that uses one core."""
    stdin = "".join(f"{number}\n" for number in random_numbers(BATCH)).encode()
    return [BATCH / _batch(stdin) for _ in range(BATCHES)]


def _batch(stdin: bytes) -> float:
    start = perf_counter()
    _run("-m", "vanity", "batch", stdin=stdin)
    return perf_counter() - start


def _import(module: str) -> str:
    return f"import {module}"


def _milliseconds(code: str, start: Start) -> float:
    started = perf_counter()
    _run(*start.options, "-c", code, environment=start.environment)
    return (perf_counter() - started) * 1000


def _inside(module: str, start: Start) -> float:
    code = _TIMED_IMPORT.format(module)
    return median(float(_run(*start.options, "-c", code, environment=start.environment)) * 1000 for _ in range(IMPORTS))


def _run(*arguments: str, stdin: bytes = b"", environment: Mapping[str, str] = AS_INSTALLED.environment) -> bytes:
    command = [sys.executable, *arguments]
    process = subprocess.run(  # noqa: S603 - our own code
        command, input=stdin, stdout=subprocess.PIPE, check=True, env={**os.environ, **environment}
    )
    return process.stdout
