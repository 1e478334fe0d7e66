"""Times many calls one by one, the contestants in turns, so that what disturbs the machine disturbs all of them."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from time import perf_counter_ns
from typing import NamedTuple

from benchmarks.contestants import Contestant

CHUNK = 500  # numbers a turn
LEAD = 50  # numbers of the turn before that open a turn untimed, while the processor's caches are another's


class Times(NamedTuple):
    """Microseconds a call, and how many calls were timed."""

    median: float
    p99: float
    calls: int


def race(contestants: Sequence[Contestant], numbers: Sequence[str], passes: int = 1) -> dict[str, Times]:
    """The times of each contestant over all numbers, `passes` times over, in turns of CHUNK numbers."""
    taken: dict[str, list[int]] = {contestant.name: [] for contestant in contestants}
    lead: list[str] = []
    for turn, chunk in enumerate(_chunks(list(numbers) * passes)):
        first = turn % len(contestants)
        for contestant in (*contestants[first:], *contestants[:first]):
            taken[contestant.name] += _turn(contestant, lead, chunk)
        lead = chunk[-LEAD:]
    return {name: summary(found) for name, found in taken.items()}


def _turn(contestant: Contestant, lead: list[str], chunk: list[str]) -> list[int]:
    """The times over the chunk; those over the lead are forgotten."""
    opening, counted = (
        [contestant.written(number) for number in numbers[:: contestant.every]] for numbers in (lead, chunk)
    )
    timed(contestant.call, opening)
    return timed(contestant.call, counted)


def timed(call: Callable[[str], object], arguments: Iterable[str]) -> list[int]:
    """Nanoseconds of each call."""
    taken = []
    for argument in arguments:
        start = perf_counter_ns()
        call(argument)
        taken.append(perf_counter_ns() - start)
    return taken


def summary(taken: Sequence[int]) -> Times:
    """Nanoseconds to the median and the 99th percentile, in microseconds."""
    ordered = sorted(taken)
    return Times(median(ordered) / 1000, ordered[len(ordered) * 99 // 100] / 1000, len(ordered))


def _chunks(numbers: list[str]) -> Iterable[list[str]]:
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))
