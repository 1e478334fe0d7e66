"""The tables of volumes, in Markdown."""

from collections.abc import Iterator

from benchmarks.scale.limits import LIMITS, ScaleSettings
from benchmarks.scale.remedies import Trial, breaks, trials
from benchmarks.scale.simulation import Outcome, simulate

RATES = (10, 1_000, 10_000)
HOT_RATES = (50, 100, 150, 300)
_HEAD = (
    "| Calls a second | With | Busy tone | Error branch | To the queue | Most waiting | Drained after | Limit reached |"
)


def volumes() -> Iterator[str]:
    """Yield the lines of the tables: limits, rates with their remedies, and constant callers."""
    yield from _limits()
    yield from ("", _HEAD, "|---|---|---|---|---|---|---|---|")
    for rate in RATES:
        yield from (_row(rate, trial) for trial in trials(rate))
    yield from (
        "",
        "| One number calls, times a second | To the queue, in the last minute | Drained after |",
        "|---|---|---|",
    )
    yield from (_hot_row(rate) for rate in HOT_RATES)


def _limits() -> Iterator[str]:
    yield from ("| Limit | Default | AWS's page |", "|---|---|---|")
    for service, values in LIMITS.items():
        for name, value in values.items():
            if "source" in values and name != "source":
                yield f"| {service.replace('_', '-')}: {name.replace('_', ' ')} | {value:,} | {values['source']} |"


def _row(rate: int, trial: Trial) -> str:
    out = trial.outcome
    cells = [
        f"{rate:,}",
        trial.change if trial.change == "defaults" else f"and {trial.change}",
        percent(out.busy, out.arrived),
        percent(out.failed, out.arrived),
        percent(out.queued, out.arrived),
        f"{out.most_waiting:,}",
        duration(out),
        breaks(out) or "none",
    ]
    return f"| {' | '.join(cells)} |"


def _hot_row(rate: int) -> str:
    out = simulate(ScaleSettings(10, hot_rate=rate))
    return f"| {rate} | {sum(out.hot_queued[-60:]) / 60:.0f} a second | {duration(out)} |"


def percent(part: int, whole: int) -> str:
    """Return a share of the calls, so that a few of them are not called none."""
    return "none" if not part else f"{100 * part / whole:.1f} %"


def duration(outcome: Outcome) -> str:
    """Return how long after the last call the queue was empty."""
    if outcome.waiting:
        return "never"
    seconds = outcome.drained_after
    return "at once" if not seconds else f"{seconds / 60:,.0f} min" if seconds < 7200 else f"{seconds / 3600:,.0f} h"
