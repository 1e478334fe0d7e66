"""What the engine takes beyond the time of a call: disk, memory, and the time until the first answer."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.cold import cold_probe
from benchmarks.probes import LOOK_UPS
from benchmarks.processes import AS_INSTALLED, BATCH, WITHOUT_SITE, Start, batch_rates, import_times, probe
from benchmarks.report import Finding, at_least, at_most, told
from vanity_index.reader import DEFAULT_PATH

MB = 10**6
COLD_STARTS = 7
STATM = Path("/proc/self/statm")


def resources() -> Iterator[Finding]:
    """All of it, each as soon as it is measured."""
    yield at_most("index on disk", Path(DEFAULT_PATH).stat().st_size / MB, 50, "MB")
    yield from _opening()
    yield from _first_look_up()
    yield from _memory()
    yield from _imports("over a bare Python", AS_INSTALLED)
    yield from _imports("over python -S", WITHOUT_SITE)
    yield _batch()


def _opening() -> Iterator[Finding]:
    first, *later = probe("opened")["ms"]
    yield at_most(f"open, median of {len(later)} in one process", median(later), 2, "ms")
    yield told("open, the first in the process", f"{first:.2f} ms")


def _first_look_up() -> Iterator[Finding]:
    warm = median(probe("first")["ms"] for _ in range(COLD_STARTS))
    yield told("open and first look-up, index in the page cache", f"{warm:.2f} ms")
    what = "open and first look-up, index not in the page cache"
    cold = [found for found in (cold_probe("first") for _ in range(COLD_STARTS)) if found]
    if not cold:
        yield told(what, "the page cache cannot be dropped here")
        return
    times = [found["ms"] for found, _ in cold]
    found, way = cold[-1]
    remark = f" (slowest of {len(cold)}: {max(times):.1f}; {_from_disk(found['read'])}, dropped by {way})"
    yield at_most(what, median(times), 15, "ms", remark)


def _memory() -> Iterator[Finding]:
    what = f"memory grown by open and {LOOK_UPS:,} look-ups"
    if not STATM.is_file():
        yield told(what, f"this system has no {STATM} to read it from")
        return
    yield at_most(f"{what}, warm", probe("grown")["bytes"] / MB, 15, "MB")
    cold = cold_probe("grown")
    if cold:
        found, way = cold
        remark = f" ({_from_disk(found['read'])}, dropped by {way})"
        yield at_most(f"{what}, cold", found["bytes"] / MB, 15, "MB", remark)
    else:
        yield told(f"{what}, cold", "the page cache cannot be dropped here")


def _from_disk(read: int | None) -> str:
    return "unknown how much from disk" if read is None else f"{read / MB:.1f} MB from disk"


def _imports(over: str, start: Start) -> Iterator[Finding]:
    for module, taken in import_times(("vanity_index", "vanity"), start).items():
        inside = f" ({taken.inside:.1f} in process)"
        what = f"import {module}, {over}"
        if module == "vanity_index":
            yield at_most(what, taken.over_bare, 15, "ms", inside)
        else:
            yield told(what, f"{taken.over_bare:.2f} ms{inside}")


def _batch() -> Finding:
    rates = batch_rates()
    remark = f" (median of {len(rates)}, slowest {min(rates):,.0f})"
    return at_least(f"vanity batch, {BATCH:,} numbers, start included", median(rates), 25_000, "a second", remark)
