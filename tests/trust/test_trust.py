"""The campaign in small: `make trust` runs the whole."""

import logging
from collections.abc import Iterator

import pytest

from tests.trust import attacks_on_page, attacks_on_publisher, faults
from tests.trust.score import Campaign, Part, Score, table

SMALL = Campaign(seed=7, share=0.01)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    "run",
    [attacks_on_page.run, attacks_on_publisher.run, pytest.param(faults.run, marks=pytest.mark.lengthy)],
    ids=["page", "publisher", "faults"],
)
def test_a_small_campaign_finds_nothing(run: Part) -> None:
    scores = run(SMALL)

    assert sum(score.cases for score in scores)
    assert [repeat for score in scores for repeat in score.repeats] == []


def test_the_table_has_every_part_a_sum_and_what_repeats_a_failure() -> None:
    good, bad = Score("good", 1000), Score("bad", 5)
    bad.fail("lost", "seed 1, case 3")
    lines = table([good, bad]).splitlines()

    assert [line.split()[0] for line in lines] == ["cases", "good", "bad", "total", "bad,"]
    assert lines[3].split()[1:3] == ["1,005", "1"]
    assert lines[-1] == "bad, lost: seed 1, case 3"
