"""Runs a probe with the index out of the page cache, as on a machine that has just started."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.processes import probe
from vanity_index import layout
from vanity_index.reader import DEFAULT_PATH

DROP_ALL = Path("/proc/sys/vm/drop_caches")


def cold_probe(name: str) -> tuple[dict[str, Any], str] | None:
    """What the probe found, and how the cache was dropped; None where it cannot be.

    A way counts when the probe then read from the disk what every opening looks at, or the system does not tell: pages
    that another process has mapped are not dropped.
    """
    needed = sum(section.length for section in _looked_at())
    for way, drop in _WAYS.items():
        if drop():
            found = probe(name)
            if found["read"] is None or found["read"] >= needed:
                return found, way
    return None


def _looked_at() -> list[layout.Section]:
    path = Path(DEFAULT_PATH)
    with path.open("rb") as file:
        header = layout.unpack(file.read(layout.header_size()), path.stat().st_size)
    return [header.sections[name] for name in layout.TRUSTED]


def _advise() -> bool:
    """Ask the system to forget the index, and nothing else."""
    if not hasattr(os, "posix_fadvise"):
        return False
    file = os.open(DEFAULT_PATH, os.O_RDONLY)
    try:
        os.fsync(file)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(file)
    return True


def _drop_all() -> bool:
    """Have the system forget all files, which only root may."""
    try:
        DROP_ALL.write_text("1", encoding="ascii")
    except OSError:
        return False
    return True


_WAYS: dict[str, Callable[[], bool]] = {"posix_fadvise": _advise, str(DROP_ALL): _drop_all}
