"""Plain-text tables of measurements, each beside its target."""

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Measurement(NamedTuple):
    """One thing that was measured."""

    what: str
    #: The target, empty for none.
    asked: str
    measured: str
    #: Whether the target was met; None without one.
    met: bool | None

    @property
    def verdict(self) -> str:
        """`ok`, `MISS`, or nothing."""
        return {True: "ok", False: "MISS", None: "-"}[self.met]


def at_most(what: str, value: float, bound: float, unit: str, remark: str = "") -> Measurement:
    """Return a value that should be at most a bound, with a remark."""
    return Measurement(what, f"<= {bound:g} {unit}", f"{value:,.2f} {unit}{remark}", value <= bound)


def at_least(what: str, value: float, bound: float, unit: str, remark: str = "") -> Measurement:
    """Return a value that should be at least a bound, with a remark."""
    return Measurement(
        what, f">= {bound:,g} {unit}", f"{value:,.{0 if value > 1000 else 1}f} {unit}{remark}", value >= bound
    )


def none_of(what: str, count: int) -> Measurement:
    """Return a count that should be zero."""
    return Measurement(what, "0", f"{count:,}", not count)


def info(what: str, measured: str) -> Measurement:
    """Return a measurement without a target."""
    return Measurement(what, "", measured, None)


def print_measurements(title: str, measurements: Iterable[Measurement]) -> None:
    """Print a table of measurements: target, value, verdict."""
    rows = [(each.what, each.asked, each.measured, each.verdict) for each in measurements]
    print_table(title, ("", "asked", "measured", ""), rows, right=())


def print_table(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] | None = None
) -> None:
    """Print a table under a title. The columns in `right`, by default all but the first, are flush right."""
    flush = range(1, len(head)) if right is None else right
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(f"\n{title}\n{'-' * len(title)}")
    for row in [head, *rows]:
        cells = [cell.rjust(width) if at in flush else cell.ljust(width) for at, (cell, width) in _cells(row, widths)]
        print(("  " + "  ".join(cells)).rstrip(), flush=True)


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row, widths, strict=True))


def machine() -> str:
    """Return the processor, its cores, the system and the version of Python."""
    system = f"{platform.system()} {platform.release()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {system}, {python}"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.is_file():
        lines = known.read_text(encoding="utf-8").splitlines()
        models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        return models[0] if models else platform.machine()
    if platform.system() == "Darwin":
        command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - fixed
    return platform.processor() or platform.machine()
