"""The time of one conversion, beside the floors and packages from PyPI."""

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
    all_contestants,
)
from benchmarks.report import Measurement, at_least, at_most, info, print_table
from benchmarks.samples import Sample
from benchmarks.stopwatch import Times, race

TIMINGS, WARM_PASSES = 20_000, 5  # at least, for each sample; the few real numbers are timed again and again
SLOW_SHARE = 10  # vanitynumber gets every tenth number
BESIDE_SLOW = f"{BEST} beside vanitynumber"
MEDIAN_BOUND, P99_BOUND = 1.8, 3  # times the median of ten scans
FIRST_MEDIAN_BOUND, FIRST_P99_BOUND = 2.5, 5  # the same, in a first pass
FASTER_THAN_VANITYNUMBER = 20


class Speed(NamedTuple):
    """The times over one sample."""

    sample: str
    #: In the first pass, with a fresh index that has cached no words.
    first: dict[str, Times]
    #: After that.
    warm: dict[str, Times]


def measure_speed(sample: Sample) -> Speed:
    """Race all contestants over a sample."""
    racing = all_contestants()
    passes = max(WARM_PASSES, TIMINGS // len(sample.numbers))
    return Speed(sample.name, _race_all(racing, sample, 1), _race_all(racing, sample, passes))


def _race_all(racing: list[Contestant], sample: Sample, passes: int) -> dict[str, Times]:
    """Return the times of all contestants.

    A call of vanitynumber takes hundreds of times as long and empties the processor's caches. So it runs separately,
    against the engine alone, whose times beside it are named BESIDE_SLOW.
    """
    quick = [contestant for contestant in racing if contestant.name != VANITYNUMBER]
    slow = [
        contestant._replace(every=SLOW_SHARE, name=VANITYNUMBER if contestant.name == VANITYNUMBER else BESIDE_SLOW)
        for contestant in racing
        if contestant.name in {BEST, VANITYNUMBER}
    ]
    return race(quick, sample.numbers, passes) | race(slow, sample.numbers)


def print_speeds(speeds: Sequence[Speed]) -> None:
    """Print both tables of times."""
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


def compare_speeds(speeds: Sequence[Speed]) -> list[Measurement]:
    """Compare the engine with the floor and the packages, sample by sample."""
    return [row for speed in speeds for row in (*_warm(speed.sample, speed.warm), *_first(speed.sample, speed.first))]


def _warm(name: str, times: dict[str, Times]) -> list[Measurement]:
    best, floor = times[BEST], times[TEN_SCANS].median
    faster = times[VANITYNUMBER].median / times[BESIDE_SLOW].median
    return [
        at_most(f"{name}: median", best.median / floor, MEDIAN_BOUND, "x ten scans"),
        at_most(f"{name}: p99", best.p99 / floor, P99_BOUND, "x ten scans"),
        at_most(f"{name}: median", best.median / times[CALLWORD_FIVE].median, 1, "x callword's five"),
        info(f"{name}: median", f"{best.median / times[CALLWORD_ONE].median:.2f} x callword's one"),
        at_least(f"{name}: faster", faster, FASTER_THAN_VANITYNUMBER, "x vanitynumber"),
    ]


def _first(name: str, times: dict[str, Times]) -> list[Measurement]:
    best, floor = times[BEST], times[TEN_SCANS].median
    return [
        at_most(f"{name}: first pass, median", best.median / floor, FIRST_MEDIAN_BOUND, "x ten scans"),
        at_most(f"{name}: first pass, p99", best.p99 / floor, FIRST_P99_BOUND, "x ten scans"),
    ]
