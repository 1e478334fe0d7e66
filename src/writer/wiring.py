"""Puts the writer together from its environment."""

from collections.abc import Mapping

from aws.callers import CallersTable
from calls.callers import Callers


def wired(environment: Mapping[str, str]) -> Callers:
    """The table of callers."""
    return CallersTable.of(environment)
