"""The limits in limits.toml, and the settings of one run."""

import tomllib
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from aws.items import CONTACTS_IN_A_SET

LIMITS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"),
)
LINE = LIMITS["line"]
_KILOBYTE = 1024


class ScaleSettings(NamedTuple):
    """What is called, and what it runs on. Rates are per second."""

    #: Calls of callers who called before, spread evenly.
    rate: int
    #: Calls from one more number.
    hot_rate: int = 0
    #: Seconds of calls, from a standing start.
    seconds: int = 3600
    #: The template's parameter.
    shards: int = 4
    #: Connect's quota of concurrent calls; None for whatever the rate needs.
    connect_calls: int | None = None
    #: Lambda's quota of concurrent executions.
    concurrency: int = LIMITS["lambda"]["concurrency"]
    #: Write units that the table, and the index, take at once.
    warm_units: int = LIMITS["on_demand"]["initial_write_units"]
    seed: int = 7


def item_units(calls: int) -> int:
    """Return the write units of one more write to the item of a number that has called so often."""
    kept = calls if calls < 2 * CONTACTS_IN_A_SET else CONTACTS_IN_A_SET + calls % CONTACTS_IN_A_SET
    size: float = LINE["item_bytes"] + kept * LINE["contact_bytes"]
    return ceil(size / _KILOBYTE)
