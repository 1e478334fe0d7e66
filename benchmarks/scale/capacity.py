"""What DynamoDB takes in one second, shared fairly among all who want to write."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.scale.limits import LIMITS, LINE

HOT = -1  # the group of the one constant caller; the other groups are numbered as their shards
INDEX_SHARD, INDEX, TABLE, ITEM = "index shard", "index", "table", "one number"
_PARTITION: int = LIMITS["partition"]["write_units"]


class OnDemandCapacity:
    """An on-demand table's, or index's, write units a second."""

    def __init__(self, warm_units: int) -> None:
        self.units = min(warm_units, LIMITS["table"]["write_units"])
        self._peak = 0.0

    def consume(self, units: float, second: int) -> None:
        """Count a second's units. At the end of each half hour, twice its peak becomes available."""
        self._peak = max(self._peak, units)
        if (second + 1) % LIMITS["on_demand"]["peak_seconds"] == 0:
            self.units = min(LIMITS["table"]["write_units"], max(self.units, int(2 * self._peak)))
            self._peak = 0.0


class Demand(NamedTuple):
    """The writes that a group of numbers wants to make in one second."""

    shard: int
    writes: float
    #: Write units of one write to the item.
    units: int


def shares(demands: Mapping[int, Demand], index_units: int, table_units: int) -> tuple[dict[int, float], str]:
    """Return the share of each group's writes that succeeds, and the limit that turns most writes away, or ""."""
    granted = dict.fromkeys(demands, 1.0)
    refused: dict[str, float] = {}

    def limit(name: str, groups: list[int], units: int, wanted: float) -> None:
        if wanted <= units:
            return
        refused[name] = refused.get(name, 0.0) + sum(demands[g].writes * granted[g] for g in groups) * (
            1 - units / wanted
        )
        for group in groups:
            granted[group] *= units / wanted

    def wanted(groups: list[int], index: bool) -> float:
        return sum(
            demands[g].writes * granted[g] * (LINE["index_units"] if index else demands[g].units) for g in groups
        )

    everybody, by_shard = list(demands), defaultdict(list)
    for group, demand in demands.items():
        by_shard[demand.shard].append(group)
    for group in everybody:
        if group == HOT:
            limit(ITEM, [group], _PARTITION, wanted([group], index=False))
    for groups in by_shard.values():
        limit(INDEX_SHARD, groups, _PARTITION, wanted(groups, index=True))
    limit(INDEX, everybody, index_units, wanted(everybody, index=True))
    limit(TABLE, everybody, table_units, wanted(everybody, index=False))
    return granted, max(refused, key=lambda name: refused[name], default="")
