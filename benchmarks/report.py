"""Plain-text tables, and what was asked beside what was measured."""

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that was measured. kept: whether it is as asked; None when nothing could be said."""

    what: str
    asked: str
    measured: str
    kept: bool | None

    @property
    def verdict(self) -> str:
        """`ok`, `MISS`, or nothing."""
        return {True: "ok", False: "MISS", None: "-"}[self.kept]


def at_most(what: str, value: float, bound: float, unit: str, more: str = "") -> Finding:
    """A value that must not be over a bound; `more` is a remark on it."""
    return Finding(what, f"<= {bound:g} {unit}", f"{value:,.2f} {unit}{more}", value <= bound)


def at_least(what: str, value: float, bound: float, unit: str, more: str = "") -> Finding:
    """A value that must not be under a bound; `more` is a remark on it."""
    return Finding(what, f">= {bound:,g} {unit}", f"{value:,.{0 if value > 1000 else 1}f} {unit}{more}", value >= bound)


def none_of(what: str, count: int) -> Finding:
    """A count that must be zero."""
    return Finding(what, "0", f"{count:,}", not count)


def told(what: str, measured: str) -> Finding:
    """Something worth knowing that nobody asked a bound of."""
    return Finding(what, "", measured, None)


def print_findings(title: str, findings: Iterable[Finding]) -> None:
    """A table of findings: asked, measured, verdict."""
    rows = [(found.what, found.asked, found.measured, found.verdict) for found in findings]
    print_table(title, ("", "asked", "measured", ""), rows, right=())


def print_table(
    title: str, head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] | None = None
) -> None:
    """A table under a title; the columns in `right`, by default all but the first, are flush right."""
    flush = range(1, len(head)) if right is None else right
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(f"\n{title}\n{'-' * len(title)}")
    for row in [head, *rows]:
        cells = [cell.rjust(width) if at in flush else cell.ljust(width) for at, (cell, width) in _cells(row, widths)]
        print(("  " + "  ".join(cells)).rstrip(), flush=True)


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row, widths, strict=True))


def machine() -> str:
    """The processor, its cores, the system and the Python."""
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
        asked = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - fixed
    return platform.processor() or platform.machine()
