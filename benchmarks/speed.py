"""The time of one conversion, beside the floors and the packages of PyPI."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.contestants import (
    BEST,
    CALLWORD_FIVE,
    CALLWORD_ONE,
    NAMES,
    TEN_SCANS,
    VANITYNUMBER,
    Contestant,
    contestants,
)
from benchmarks.report import Finding, at_least, at_most, print_table, told
from benchmarks.samples import Sample
from benchmarks.stopwatch import Times, race

TIMINGS, WARM_PASSES = 20_000, 5  # of each set at the least; the real numbers are few and are timed over and over
SLOW_SHARE = 10  # vanitynumber gets each tenth number
BESIDE_SLOW = f"{BEST} beside vanitynumber"
MEDIAN_BOUND, P99_BOUND = 2.5, 8  # times the median of ten scans
FASTER_THAN_VANITYNUMBER = 20


class Speed(NamedTuple):
    """The times over one set: in the first pass with a fresh index, when words are new to it, and after that."""

    sample: str
    first: dict[str, Times]
    warm: dict[str, Times]


def speed(sample: Sample) -> Speed:
    """Race all contestants over a set."""
    racing = contestants()
    passes = max(WARM_PASSES, TIMINGS // len(sample.numbers))
    return Speed(sample.name, _raced(racing, sample, 1), _raced(racing, sample, passes))


def _raced(racing: list[Contestant], sample: Sample, passes: int) -> dict[str, Times]:
    """The times of all.

    A call of vanitynumber takes hundreds of times as long, and leaves nothing of the others in the processor's caches.
    So it runs for itself, against nobody but the engine, whose times beside it are called BESIDE_SLOW.
    """
    quick = [one for one in racing if one.name != VANITYNUMBER]
    slow = [
        one._replace(every=SLOW_SHARE, name=one.name if one.name == VANITYNUMBER else BESIDE_SLOW)
        for one in racing
        if one.name in {BEST, VANITYNUMBER}
    ]
    return race(quick, sample.numbers, passes) | race(slow, sample.numbers)


def print_speeds(speeds: Sequence[Speed]) -> None:
    """Both tables of times."""
    _print_times("Microseconds a call: after one pass over the same numbers", {s.sample: s.warm for s in speeds})
    _print_times("Microseconds a call: first pass, with a fresh index", {s.sample: s.first for s in speeds})


def _print_times(title: str, by_sample: dict[str, dict[str, Times]]) -> None:
    head = ["median and p99", *(cell for sample in by_sample for cell in (sample, "p99"))]
    rows = [[name, *_row(times[name] for times in by_sample.values())] for name in NAMES]
    rows.append(["calls (of vanitynumber)", *_calls(by_sample.values())])
    print_table(title, head, rows)


def _row(row: Iterable[Times]) -> list[str]:
    return [f"{value:,.2f}" for times in row for value in (times.median, times.p99)]


def _calls(samples: Iterable[dict[str, Times]]) -> list[str]:
    counts = [(times[BEST].calls, times[VANITYNUMBER].calls) for times in samples]
    return [cell for calls, fewer in counts for cell in (f"{calls:,}", f"({fewer:,})")]


def ratios(speeds: Sequence[Speed]) -> list[Finding]:
    """The engine against the floor and the peers, set by set."""
    return [finding for one in speeds for finding in (*_asked(one.sample, one.warm), _first(one.sample, one.first))]


def _asked(name: str, times: dict[str, Times]) -> list[Finding]:
    best, floor = times[BEST], times[TEN_SCANS].median
    faster = times[VANITYNUMBER].median / times[BESIDE_SLOW].median
    return [
        at_most(f"{name}: median", best.median / floor, MEDIAN_BOUND, "x ten scans"),
        at_most(f"{name}: p99", best.p99 / floor, P99_BOUND, "x ten scans"),
        at_most(f"{name}: median", best.median / times[CALLWORD_FIVE].median, 1, "x callword's five"),
        told(f"{name}: median", f"{best.median / times[CALLWORD_ONE].median:.2f} x callword's one"),
        at_least(f"{name}: faster", faster, FASTER_THAN_VANITYNUMBER, "x vanitynumber"),
    ]


def _first(name: str, times: dict[str, Times]) -> Finding:
    best, floor = times[BEST], times[TEN_SCANS].median
    ratio = f"{best.median / floor:.2f} and {best.p99 / floor:.2f} x ten scans"
    return told(f"{name}: first pass, median and p99", ratio)
