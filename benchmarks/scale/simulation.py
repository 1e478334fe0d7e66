"""The line, second by second: Connect, the converter, the table with its index, the queue and the writer."""

from collections import Counter, deque
from dataclasses import dataclass, field
from math import sqrt
from random import Random

from benchmarks.scale.backlog import PAUSES, SimulatedBacklog
from benchmarks.scale.capacity import HOT, Demand, OnDemandCapacity, shares
from benchmarks.scale.limits import LIMITS, LINE, ScaleSettings, item_units

CONNECT, CONCURRENCY = "Connect's concurrent calls", "Lambda's concurrency"
_LONGEST = 14 * 86_400  # seconds: the queue's retention


@dataclass
class Outcome:
    """What became of the calls."""

    arrived: int = 0
    #: Calls that heard a busy tone.
    busy: int = 0
    #: Calls that took the flow's error branch.
    failed: int = 0
    saved: int = 0
    queued: int = 0
    #: The most calls that waited at once.
    most_waiting: int = 0
    waiting: int = 0
    longest_wait: int = 0
    #: Seconds after the last call until the queue was empty.
    drained_after: int = 0
    #: Seconds in which a limit turned the most writes or calls away.
    throttled: Counter[str] = field(default_factory=Counter)
    #: Calls of the constant caller that went to the queue, by second.
    hot_queued: list[int] = field(default_factory=list)


class Simulation:
    """One run. The same settings give the same outcome."""

    def __init__(self, settings: ScaleSettings) -> None:
        self.outcome = Outcome()
        self._settings = settings
        self._random = Random(settings.seed)
        self._table, self._index = OnDemandCapacity(settings.warm_units), OnDemandCapacity(settings.warm_units)
        self._backlog = SimulatedBacklog()
        self._success: dict[int, float] = {}
        self._active: deque[int] = deque([0] * LINE["call_seconds"], maxlen=LINE["call_seconds"])
        self._duration: float = LINE["save_seconds"]
        self._hot_calls = 0

    def run(self) -> Outcome:
        """Simulate the calls, and then the queue until it is empty or its calls expire."""
        for second in range(self._settings.seconds):
            calls = self._answered(second, self._arrivals())
            self._write(second, calls)
        second = self._settings.seconds
        while self._backlog.calls and second < _LONGEST:
            self._write(second, {})
            second += 1
        out = self.outcome
        out.waiting, out.longest_wait = self._backlog.calls, self._backlog.longest
        out.drained_after = second - self._settings.seconds
        return out

    def _arrivals(self) -> dict[int, int]:
        """Return how many calls each group makes in a second: at random, but for the constant caller."""
        mean = self._settings.rate / self._settings.shards
        calls = {shard: max(0, round(self._random.gauss(mean, sqrt(mean)))) for shard in range(self._settings.shards)}
        calls[HOT] = self._settings.hot_rate
        self.outcome.arrived += sum(calls.values())
        return calls

    def _answered(self, second: int, calls: dict[int, int]) -> dict[int, int]:
        """Return the calls that reach the table: those that Connect and Lambda accept."""
        quota = self._settings.connect_calls
        free = sum(calls.values()) if quota is None else quota - sum(self._active)
        accepted = self._cut(calls, free)
        self._count(CONNECT, "busy", calls, accepted)
        self._active.append(sum(accepted.values()))
        limits = LIMITS["lambda"]
        grown = limits["environments_at_once"] + limits["environments_per_second"] * second
        each = min(limits["requests_per_environment"], 1 / self._duration)
        invoked = self._cut(accepted, int(min(self._settings.concurrency, grown) * each))
        self._count(CONCURRENCY, "failed", accepted, invoked)
        return invoked

    def _count(self, limit: str, kind: str, before: dict[int, int], after: dict[int, int]) -> None:
        refused = sum(before.values()) - sum(after.values())
        setattr(self.outcome, kind, getattr(self.outcome, kind) + refused)
        self.outcome.throttled[limit] += bool(refused)

    def _cut(self, calls: dict[int, int], most: int) -> dict[int, int]:
        total = sum(calls.values())
        if total <= most:
            return calls
        cut = {group: int(count * max(0, most) / total) for group, count in calls.items()}
        for group, count in calls.items():
            if sum(cut.values()) < most and cut[group] < count:
                cut[group] += 1
        return cut

    def _write(self, second: int, calls: dict[int, int]) -> None:
        """Write what the converters and the writers want to write. The converters queue what is throttled."""
        taken = self._backlog.take(second, self._success)
        writes: Counter[int] = Counter(calls)
        for waiting in taken:
            # A late call of a busy number takes two writes: the condition of the first fails.
            writes[waiting.group] += waiting.calls * (2 if waiting.group == HOT else 1)
        demands = {group: self._demand(group, count) for group, count in writes.items() if count}
        granted, worst = shares(demands, self._index.units, self._table.units)
        self.outcome.throttled.update([worst] if worst else [])
        self._consume(second, demands, granted)
        self._success = granted
        for waiting in taken:
            saved = self._part(waiting.calls, granted[waiting.group])
            self._backlog.settle(second, waiting, saved)
            self._saved(waiting.group, saved)
        self._save(second, calls, granted)

    def _save(self, second: int, calls: dict[int, int], granted: dict[int, float]) -> None:
        throttled = 0
        for group, count in calls.items():
            saved = self._part(count, granted.get(group, 1.0))
            self._saved(group, saved)
            self._backlog.put(second, group, count - saved)
            throttled += count - saved
            if group == HOT:
                self.outcome.hot_queued.append(count - saved)
        self.outcome.queued += throttled
        self.outcome.most_waiting = max(self.outcome.most_waiting, self._backlog.calls)
        total = sum(calls.values())
        self._duration = LINE["save_seconds"] + (PAUSES * throttled / total if total else 0.0)

    def _demand(self, group: int, writes: int) -> Demand:
        return Demand(max(group, 0), writes, item_units(self._hot_calls) if group == HOT else 1)

    def _consume(self, second: int, demands: dict[int, Demand], granted: dict[int, float]) -> None:
        done = {group: demand.writes * granted[group] for group, demand in demands.items()}
        self._index.consume(sum(done.values()) * LINE["index_units"], second)
        self._table.consume(sum(done[group] * demands[group].units for group in done), second)

    def _saved(self, group: int, calls: int) -> None:
        self.outcome.saved += calls
        self._hot_calls += calls if group == HOT else 0

    def _part(self, calls: int, share: float) -> int:
        """Return a share of calls, rounded up or down at random."""
        part = calls * share
        return min(calls, int(part) + (self._random.random() < part % 1))


def simulate(settings: ScaleSettings) -> Outcome:
    """Run a simulation and return its outcome."""
    return Simulation(settings).run()
