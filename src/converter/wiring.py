"""Puts the converter together from its environment: the one place that knows all its parts."""

import time
from collections.abc import Mapping
from functools import partial

from aws.backlog import BacklogQueue
from aws.callers import CallersTable
from aws.clients import client
from converter.conversion import Converter
from converter.saving import Saving
from vanity import VanityIndex


def wired(environment: Mapping[str, str]) -> Converter:
    """The converter, its index open and its table's client made, as it is before the first call."""
    backlog = BacklogQueue(partial(client, "sqs"), environment["BACKLOG_QUEUE_URL"])
    return Converter(VanityIndex.open(), Saving(CallersTable.of(environment), backlog).save, now)


def now() -> int:
    """The time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
