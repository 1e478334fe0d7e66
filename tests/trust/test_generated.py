"""Whatever comes in, the reply is well formed, an error is documented, and no whole number is told."""

import pytest

from tests.trust.generated import run
from tests.trust.inputs import KINDS
from tests.trust.score import Campaign, Score, table


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return run(Campaign(share=0.01))


def test_nothing_fails(scores: list[Score]) -> None:
    assert sum(score.failures for score in scores) == 0, table(scores)


def test_a_whole_campaign_tries_two_hundred_thousand_inputs_of_all_kinds(scores: list[Score]) -> None:
    assert sum(score.cases for score in scores) >= 2_000
    assert len(scores) == len(KINDS)
