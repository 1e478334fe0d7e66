"""Fuzzes one target with atheris: `python -m tests.trust.fuzz_process TARGET FOLDER SEED SECONDS`.

It runs in a process of its own, because the fuzzer ends the process, and so that a crash is seen. FOLDER has the corpus
and gets `failures`, a line of JSON for each different one.
"""

import json
import logging
import sys
from base64 import b64encode
from pathlib import Path
from random import Random
from typing import Any

import atheris

_INSTRUMENTED = ["calls", "contact_flow", "converter", "page", "vanity", "vanity_index"]
_LONGEST = 40_000  # bytes of an input; the longest flow has half of that
_MEGABYTES = 2_048
_LONGEST_CASE = 20  # seconds


def main(name: str, folder: Path, seed: int, seconds: int) -> None:
    """Fuzz a target. Never returns."""
    with atheris.instrument_imports(include=_INSTRUMENTED):
        from tests.trust import fuzz_targets, generated
    logging.disable()
    target, seen = fuzz_targets.TARGETS[name], set[str]()

    def one_input(data: bytes) -> None:
        try:
            fuzz_targets.try_input(name, data)
        except Exception as error:  # any at all is what this looks for; the fuzzer would stop at the first
            what = generated.tell(error)
            if what not in seen:
                seen.add(what)
                _note(folder / "failures", generated.kind_of(error), what, data)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        dice = Random(seed)
        mutated = target.mutate(data, dice) if dice.random() < 0.7 else atheris.Mutate(data, longest)
        return bytes(mutated[:longest])

    _fuzz(one_input, mutate, folder, seed, seconds)


def _note(path: Path, kind: str, what: str, data: bytes) -> None:
    with path.open("a", encoding="utf-8") as file:
        print(json.dumps({"kind": kind, "what": what, "input": b64encode(data).decode()}), file=file)


def _fuzz(one_input: Any, mutate: Any, folder: Path, seed: int, seconds: int) -> None:
    options = {
        "seed": seed,
        "max_total_time": seconds,
        "max_len": _LONGEST,
        "timeout": _LONGEST_CASE,
        "rss_limit_mb": _MEGABYTES,
        "artifact_prefix": f"{folder}/",
        "print_final_stats": 1,
    }
    arguments = ["fuzz", *(f"-{name}={value}" for name, value in options.items()), str(folder / "corpus")]
    atheris.Setup(arguments, one_input, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
