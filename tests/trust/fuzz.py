"""Fuzzes what reads foreign input, guided by coverage: each target in a process of its own, for a bounded time."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.trust.fuzz_targets import TARGETS
from tests.trust.inputs import ROOT
from tests.trust.score import Campaign, Score

SECONDS = 120  # for each target in a whole campaign
_TO_END = 120  # seconds that a process may take beside fuzzing
_EXECUTED = re.compile(r"stat::number_of_executed_units: +(\d+)")
_CRASHES = ("crash-*", "leak-*", "oom-*", "timeout-*")


def run(campaign: Campaign, seconds: int | None = None) -> list[Score]:
    """Fuzz every target for its share of the time, or for these seconds, and return a score for each of them."""
    if not find_spec("atheris"):
        print("nothing is fuzzed: atheris is not installed (it needs Linux on x86-64, and Python 3.12 or newer)")
        return [Score(f"fuzzed {name} (no atheris)") for name in TARGETS]
    each = seconds or campaign.some(SECONDS)
    return [_fuzz(name, campaign.seed, each) for name in TARGETS]


def _fuzz(name: str, seed: int, seconds: int) -> Score:
    score = Score(f"fuzzed {name}")
    with TemporaryDirectory(prefix="vanity-fuzz-") as made:
        folder = Path(made)
        _write_corpus(name, folder / "corpus")
        command = [sys.executable, "-m", "tests.trust.fuzz_process", name, made, str(seed), str(seconds)]
        ran = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"TMPDIR": made},  # the fuzzer ends the process before it can clean up
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds + _TO_END,
        )
        score.cases = sum(map(int, _EXECUTED.findall(ran.stderr)))
        failures = [*_failures(folder), *_crashes(folder)]
    if ran.returncode and not failures:
        failures = [("unhandled", f"the fuzzer ended with {ran.returncode}: {ran.stderr[-200:]!r}", "")]
    for kind, what, data in failures:
        score.fail(kind, f"{what}: python -m tests.trust.fuzz_targets {name} {data}")
    return score


def _write_corpus(name: str, folder: Path) -> None:
    folder.mkdir()
    for place, data in enumerate(TARGETS[name].corpus()):
        (folder / f"{place:03}").write_bytes(data)


def _failures(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what the process has caught."""
    path = folder / "failures"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        failure = json.loads(line)
        yield failure["kind"], failure["what"], failure["input"]


def _crashes(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what ended the process."""
    for path in (path for pattern in _CRASHES for path in sorted(folder.glob(pattern))):
        yield "unhandled", f"the process ended: {path.name.partition('-')[0]}", b64encode(path.read_bytes()).decode()


def main() -> None:
    """Fuzz for the seconds that the command line gives for each target."""
    from tests.trust.score import table

    print(table(run(Campaign(), int(sys.argv[1]))))


if __name__ == "__main__":
    main()
