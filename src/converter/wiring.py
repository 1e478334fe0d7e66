"""Builds the converter from its environment: the one place that knows all its parts."""

from collections.abc import Mapping
from functools import partial

from aws.backlog import BacklogQueue
from aws.callers import CallersTable
from aws.clients import make_client
from converter.conversion import Converter, now
from converter.saving import Saving
from vanity import VanityIndex


def build_converter(environment: Mapping[str, str]) -> Converter:
    """Return the converter, its index open and its table's client made: all that can be done before the first call."""
    backlog = BacklogQueue(partial(make_client, "sqs"), environment["BACKLOG_QUEUE_URL"])
    return Converter(VanityIndex.open(), Saving(CallersTable.from_environment(environment), backlog).save, now)
