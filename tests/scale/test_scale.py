import pytest

from benchmarks.scale.cost import PRICES, cost, quantities, total
from benchmarks.scale.limits import ScaleSettings, item_units
from benchmarks.scale.simulation import simulate

THROTTLED = ScaleSettings(10_000, seconds=60)
ROOMY = THROTTLED._replace(warm_units=40_000, concurrency=10_000)


@pytest.mark.parametrize(
    "settings",
    [
        ScaleSettings(10, seconds=60),
        ScaleSettings(10, seconds=60, connect_calls=10),
        ScaleSettings(10, hot_rate=300, seconds=120),
        THROTTLED,
        ROOMY,
    ],
)
def test_no_call_is_lost(settings: ScaleSettings) -> None:
    outcome = simulate(settings)

    assert outcome.arrived == outcome.busy + outcome.failed + outcome.saved + outcome.waiting
    assert outcome.waiting == 0


def test_ten_calls_a_second_throttle_nothing() -> None:
    outcome = simulate(ScaleSettings(10))

    assert outcome.saved == outcome.arrived > 0
    assert outcome.queued == 0
    assert not +outcome.throttled


def test_more_shards_throttle_less_until_nothing_is_throttled() -> None:
    queued = [simulate(ROOMY._replace(shards=shards)).queued for shards in (4, 8, 16, 32, 64)]

    assert queued[0] > queued[1] > queued[2] > 0
    assert queued[3:] == [0, 0]


def test_a_table_warm_enough_throttles_nothing_more() -> None:
    assert simulate(ROOMY._replace(shards=32, warm_units=4_000)).queued > 0


def test_twice_the_peak_is_available_after_half_an_hour() -> None:
    settings = ScaleSettings(3_000, shards=32, concurrency=10_000)

    assert simulate(settings).queued == pytest.approx(simulate(settings._replace(seconds=1_800)).queued, rel=0.01)


@pytest.mark.parametrize(("rate", "goes_to_the_queue"), [(50, False), (90, False), (110, True), (150, True)])
def test_a_constant_caller_reaches_its_limit_near_a_hundred_calls_a_second(rate: int, goes_to_the_queue: bool) -> None:
    outcome = simulate(ScaleSettings(10, hot_rate=rate, seconds=600))

    assert (outcome.queued > 0) == goes_to_the_queue


def test_an_item_takes_at_most_ten_units() -> None:
    units = [item_units(calls) for calls in range(5_000)]

    assert units[0] == 1
    assert max(units) in {9, 10}


def test_the_same_seed_gives_the_same_outcome() -> None:
    assert simulate(THROTTLED) == simulate(THROTTLED)
    assert simulate(THROTTLED) != simulate(THROTTLED._replace(seed=8))


def test_a_second_more_costs_more() -> None:
    assert total(62) > total(61) > total(48)


def test_every_price_has_a_quantity_and_a_row() -> None:
    rows = "\n".join(cost())

    assert {each["quantity"] for each in PRICES.values()} == set(quantities(48))
    assert [each["item"] for each in PRICES.values() if each["item"] not in rows] == []
