"""What the engine needs beyond the time of a call: disk, memory, and the time until the first answer."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.cold import cold_probe
from benchmarks.probes import LOOK_UPS
from benchmarks.processes import AS_INSTALLED, BATCH, WITHOUT_SITE, Start, batch_rates, import_times, probe
from benchmarks.report import Measurement, at_least, at_most, info
from vanity_index.reader import DEFAULT_PATH

MB = 10**6
COLD_STARTS = 7
STATM = Path("/proc/self/statm")


def measure_resources() -> Iterator[Measurement]:
    """Yield each measurement as soon as it is made."""
    yield at_most("index on disk", Path(DEFAULT_PATH).stat().st_size / MB, 50, "MB")
    yield from _opening()
    yield from _first_look_up()
    yield from _memory()
    yield from _imports("over a bare Python", AS_INSTALLED)
    yield from _imports("over python -S", WITHOUT_SITE)
    yield _batch()


def _opening() -> Iterator[Measurement]:
    first, *later = probe("open")["ms"]
    yield at_most(f"open, median of {len(later)} in one process", median(later), 2, "ms")
    yield info("open, the first in the process", f"{first:.2f} ms")


def _first_look_up() -> Iterator[Measurement]:
    warm = median(probe("first")["ms"] for _ in range(COLD_STARTS))
    yield info("open and first look-up, index in the page cache", f"{warm:.2f} ms")
    what = "open and first look-up, index not in the page cache"
    cold = [result for result in (cold_probe("first") for _ in range(COLD_STARTS)) if result]
    if not cold:
        yield info(what, "the page cache cannot be dropped here")
        return
    times = [result["ms"] for result, _ in cold]
    result, method = cold[-1]
    remark = f" (slowest of {len(cold)}: {max(times):.1f}; {_from_disk(result['read'])}, dropped by {method})"
    yield at_most(what, median(times), 15, "ms", remark)


def _memory() -> Iterator[Measurement]:
    what = f"memory grown by open and {LOOK_UPS:,} look-ups"
    if not STATM.is_file():
        yield info(what, f"this system has no {STATM} to read it from")
        return
    yield at_most(f"{what}, warm", probe("memory")["bytes"] / MB, 15, "MB")
    cold = cold_probe("memory")
    if cold:
        result, method = cold
        remark = f" ({_from_disk(result['read'])}, dropped by {method})"
        yield at_most(f"{what}, cold", result["bytes"] / MB, 15, "MB", remark)
    else:
        yield info(f"{what}, cold", "the page cache cannot be dropped here")


def _from_disk(read: int | None) -> str:
    return "unknown how much from disk" if read is None else f"{read / MB:.1f} MB from disk"


def _imports(over: str, start: Start) -> Iterator[Measurement]:
    for module, times in import_times(("vanity_index", "vanity"), start).items():
        inside = f" ({times.inside:.1f} in process)"
        what = f"import {module}, {over}"
        if module == "vanity_index":
            yield at_most(what, times.over_bare, 15, "ms", inside)
        else:
            yield info(what, f"{times.over_bare:.2f} ms{inside}")


def _batch() -> Measurement:
    rates = batch_rates()
    remark = f" (median of {len(rates)}, slowest {min(rates):,.0f})"
    return at_least(f"vanity batch, {BATCH:,} numbers, start included", median(rates), 60_000, "a second", remark)
