from collections.abc import Callable
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.contestants import NAMES as RACING
from benchmarks.contestants import Contestant, all_contestants, stored_only
from benchmarks.samples import Sample, all_samples

STORED = "stored answers only"
NAMES = (*RACING, STORED)


@pytest.fixture(scope="module")
def racing() -> dict[str, Contestant]:
    """Open the index here and not at import, because the tests collect this file too."""
    stored = Contestant(STORED, stored_only(), lambda number: number[-7:])
    return {contestant.name: contestant for contestant in [*all_contestants(), stored]}


@pytest.mark.parametrize("sample", all_samples(1000), ids=lambda sample: sample.name)
@pytest.mark.parametrize("name", NAMES)
def test_one_call(benchmark: BenchmarkFixture, racing: dict[str, Contestant], name: str, sample: Sample) -> None:
    benchmark.group = sample.name
    benchmark(_next_call(racing[name], sample))


def _next_call(contestant: Contestant, sample: Sample) -> Callable[[], object]:
    """Return one call with the next number each time, so that the figures are those of one conversion."""
    numbers = cycle([contestant.write(number) for number in sample.numbers])
    call = contestant.call
    return lambda: call(next(numbers))
