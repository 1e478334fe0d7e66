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
    """A way to start Python: its options, and what is added to the environment."""

    options: tuple[str, ...]
    environment: dict[str, str]


AS_INSTALLED = Start((), {})
# An editable install starts with a hook of its own that imports re, pathlib and more, so that they look free after it.
# Without `site` there is no hook, and each import pays for all it needs.
WITHOUT_SITE = Start(("-S",), {"PYTHONPATH": os.pathsep.join((*_SOURCES, sysconfig.get_path("platlib")))})


class ImportTime(NamedTuple):
    """Milliseconds that an import adds to a process, and those that the process itself counts."""

    over_bare: float
    inside: float


def probe(name: str) -> dict[str, Any]:
    """What a probe of `benchmarks.probes` found in a fresh process."""
    found: dict[str, Any] = json.loads(_run("-m", "benchmarks.probes", name))
    return found


def import_times(modules: tuple[str, ...], start: Start) -> dict[str, ImportTime]:
    """The median over many processes; bare ones and those with each import take turns."""
    rounds = [{code: _lasted(code, start) for code in ("pass", *map(_import, modules))} for _ in range(IMPORTS)]
    times = {code: median(one[code] for one in rounds) for code in rounds[0]}
    return {name: ImportTime(times[_import(name)] - times["pass"], _inside(name, start)) for name in modules}


def batch_rates() -> list[float]:
    """Numbers a second of `vanity batch`, a process that uses one core, from its start to its end."""
    given = "".join(f"{number}\n" for number in random_numbers(BATCH)).encode()
    return [BATCH / _batch(given) for _ in range(BATCHES)]


def _batch(given: bytes) -> float:
    start = perf_counter()
    _run("-m", "vanity", "batch", given=given)
    return perf_counter() - start


def _import(module: str) -> str:
    return f"import {module}"


def _lasted(code: str, start: Start) -> float:
    began = perf_counter()
    _run(*start.options, "-c", code, environment=start.environment)
    return (perf_counter() - began) * 1000


def _inside(module: str, start: Start) -> float:
    code = _TIMED_IMPORT.format(module)
    return median(float(_run(*start.options, "-c", code, environment=start.environment)) * 1000 for _ in range(IMPORTS))


def _run(*arguments: str, given: bytes = b"", environment: Mapping[str, str] = AS_INSTALLED.environment) -> bytes:
    command = [sys.executable, *arguments]
    done = subprocess.run(  # noqa: S603 - our own code
        command, input=given, stdout=subprocess.PIPE, check=True, env={**os.environ, **environment}
    )
    return done.stdout
