"""Times many calls one by one, with the contestants taking turns, so that a disturbance affects all of them."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from time import perf_counter_ns
from typing import NamedTuple

from benchmarks.contestants import Contestant

CHUNK = 500  # numbers a turn
LEAD = 50  # untimed numbers at the start of a turn, while the processor's caches belong to another contestant


class Times(NamedTuple):
    """Microseconds per call, and the number of timed calls."""

    median: float
    p99: float
    calls: int


def race(contestants: Sequence[Contestant], numbers: Sequence[str], passes: int = 1) -> dict[str, Times]:
    """Return the times of each contestant over all numbers, in turns of CHUNK numbers, repeated `passes` times."""
    times: dict[str, list[int]] = {contestant.name: [] for contestant in contestants}
    lead: list[str] = []
    for turn, chunk in enumerate(_chunks(list(numbers) * passes)):
        first = turn % len(contestants)
        for contestant in (*contestants[first:], *contestants[:first]):
            times[contestant.name] += _turn(contestant, lead, chunk)
        lead = chunk[-LEAD:]
    return {name: summary(nanoseconds) for name, nanoseconds in times.items()}


def _turn(contestant: Contestant, lead: list[str], chunk: list[str]) -> list[int]:
    """Return the times over the chunk; those over the lead are discarded."""
    opening, counted = (
        [contestant.write(number) for number in numbers[:: contestant.every]] for numbers in (lead, chunk)
    )
    time_calls(contestant.call, opening)
    return time_calls(contestant.call, counted)


def time_calls(call: Callable[[str], object], arguments: Iterable[str]) -> list[int]:
    """Return the nanoseconds that each call takes."""
    times = []
    for argument in arguments:
        start = perf_counter_ns()
        call(argument)
        times.append(perf_counter_ns() - start)
    return times


def summary(nanoseconds: Sequence[int]) -> Times:
    """Return the median and the 99th percentile in microseconds."""
    ordered = sorted(nanoseconds)
    return Times(median(ordered) / 1000, ordered[len(ordered) * 99 // 100] / 1000, len(ordered))


def _chunks(numbers: list[str]) -> Iterable[list[str]]:
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))
