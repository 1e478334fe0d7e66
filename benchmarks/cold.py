"""Runs a probe with the index dropped from the page cache, as on a machine that has just started."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.processes import probe
from vanity_index import layout
from vanity_index.reader import DEFAULT_PATH

DROP_ALL = Path("/proc/sys/vm/drop_caches")


def cold_probe(name: str) -> tuple[dict[str, Any], str] | None:
    """Return the result of a probe, and how the cache was dropped; None where it cannot be dropped.

    A method counts if the probe then read from disk what every opening needs, or if the system does not report reads:
    pages that another process has mapped are not dropped.
    """
    needed = sum(section.length for section in _needed_sections())
    for method, drop in _METHODS.items():
        if drop():
            result = probe(name)
            if result["read"] is None or result["read"] >= needed:
                return result, method
    return None


def _needed_sections() -> list[layout.Section]:
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
    """Ask the system to forget all files, which only root may do."""
    try:
        DROP_ALL.write_text("1", encoding="ascii")
    except OSError:
        return False
    return True


_METHODS: dict[str, Callable[[], bool]] = {"posix_fadvise": _advise, str(DROP_ALL): _drop_all}
