"""Measurements that need a process of their own: `python -m benchmarks.probes NAME` prints one JSON object."""

import json
import os
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.samples import random_numbers
from vanity import VanityIndex

OPENINGS = 25
LOOK_UPS = 2000
NUMBER = "+18003569377"


def time_openings() -> dict[str, object]:
    """Return the milliseconds of each of several openings."""
    return {"ms": [_opening() for _ in range(OPENINGS)]}


def _opening() -> float:
    start = perf_counter()
    index = VanityIndex.open()
    seconds = perf_counter() - start
    index.file.close()
    return seconds * 1000


def time_first_look_up() -> dict[str, object]:
    """Return the milliseconds from nothing open to the first answers, and the bytes read from disk in the meantime."""
    before, start = _read_from_disk(), perf_counter()
    VanityIndex.open().best(NUMBER)
    seconds, after = perf_counter() - start, _read_from_disk()
    return {"ms": seconds * 1000, "read": None if before is None or after is None else after - before}


def measure_memory() -> dict[str, object]:
    """Return the bytes that opening the index and many look-ups make resident, and the bytes read from disk."""
    numbers = random_numbers(LOOK_UPS)
    read, before = _read_from_disk(), _resident()
    index = VanityIndex.open()
    for number in numbers:
        index.best(number)
    after, read_after = _resident(), _read_from_disk()
    return {"bytes": after - before, "read": None if read is None or read_after is None else read_after - read}


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


def _read_from_disk() -> int | None:
    """Return the bytes that this process made the system read from disk; None if the system does not say."""
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) for line in lines if line.startswith("read_bytes"))


PROBES = {"open": time_openings, "first": time_first_look_up, "memory": measure_memory}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]]()))
