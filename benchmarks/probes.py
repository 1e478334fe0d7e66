"""What is measured in a process of its own: `python -m benchmarks.probes NAME` prints one JSON object."""

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


def opened() -> dict[str, object]:
    """Milliseconds of each of several openings."""
    return {"ms": [_opening() for _ in range(OPENINGS)]}


def _opening() -> float:
    start = perf_counter()
    index = VanityIndex.open()
    taken = perf_counter() - start
    index.file.close()
    return taken * 1000


def first() -> dict[str, object]:
    """Milliseconds from nothing open to the first answers, and the bytes that came from the disk meanwhile."""
    before, start = _read_from_disk(), perf_counter()
    VanityIndex.open().best(NUMBER)
    taken, after = perf_counter() - start, _read_from_disk()
    return {"ms": taken * 1000, "read": None if before is None or after is None else after - before}


def grown() -> dict[str, object]:
    """Bytes of memory that opening the index and many look-ups make resident, and those that came from the disk."""
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
    """Bytes that this process made the system fetch from the disk, where it tells."""
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) for line in lines if line.startswith("read_bytes"))


PROBES = {"opened": opened, "first": first, "grown": grown}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]]()))
