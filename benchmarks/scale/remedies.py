"""What breaks first at a rate, and the values at which nothing breaks any more, found by running again."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from benchmarks.scale.capacity import INDEX, INDEX_SHARD, TABLE
from benchmarks.scale.limits import LIMITS, LINE, ScaleSettings
from benchmarks.scale.simulation import CONCURRENCY, CONNECT, Outcome, simulate

_MOST_TRIES = 12
_MOST_SHARDS = 64  # the template's maximum


class Trial(NamedTuple):
    """A simulation, and what was changed before it."""

    change: str
    outcome: Outcome


def trials(rate: int) -> Iterator[Trial]:
    """Yield a run with every default, and one more after each remedy, until nothing is turned away."""
    settings = ScaleSettings(rate, connect_calls=LIMITS["connect"]["concurrent_calls"])
    change = "defaults"
    for _ in range(_MOST_TRIES):
        outcome = simulate(settings)
        yield Trial(change, outcome)
        worst = breaks(outcome)
        if not worst:
            return
        settings, change = _remedy(worst, settings)


def breaks(outcome: Outcome) -> str:
    """Return the first limit that was reached, in the order in which they are tried here, or ""."""
    order = [CONNECT, INDEX_SHARD, INDEX, TABLE, CONCURRENCY]
    return next((limit for limit in order if outcome.throttled[limit]), "")


def _remedy(limit: str, settings: ScaleSettings) -> tuple[ScaleSettings, str]:
    if limit == CONNECT:
        # A fifth more than the average, because calls come at random.
        calls = ceil(settings.rate * LINE["call_seconds"] * 1.2)
        return settings._replace(connect_calls=calls), f"Connect's quota {calls:,} concurrent calls"
    if limit == INDEX_SHARD and settings.shards < _MOST_SHARDS:
        shards = settings.shards * 2
        return settings._replace(shards=shards), f"`Shards` {shards}"
    if limit == CONCURRENCY:
        concurrency = settings.concurrency * 2
        return settings._replace(concurrency=concurrency), f"Lambda's quota {concurrency:,} concurrent executions"
    units = settings.warm_units * 2
    return settings._replace(warm_units=units), f"warm throughput {units:,} write units"
