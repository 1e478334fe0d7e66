"""Callers to show, and a table of them in memory."""

import random

from calls.callers import Caller, Cursor
from calls.deadline import Deadline
from calls.errors import ServiceError
from converter.conversion import saved_answer
from tests.samples import random_numbers
from vanity import VanityIndex

NOW = 1_795_577_400_000  # milliseconds since 1970


def called(index: VanityIndex, number: str, at: int = NOW, calls: int = 1) -> Caller:
    """The caller that the line keeps when this number calls."""
    answers = tuple(saved_answer(answer, index.points(answer)) for answer in index.best(number))
    return Caller(number, answers, at, at, calls)


def crowd(index: VanityIndex, count: int, seed: int) -> list[Caller]:
    """Many callers, the latest first."""
    dice, numbers = random.Random(seed), random_numbers(count, seed)
    return [called(index, number, NOW - 1000 * place, dice.randint(1, 9)) for place, number in enumerate(numbers)]


class Table:
    """The table of callers, as the page sees it. failure: what reading it raises, if anything."""

    def __init__(self, *callers: Caller) -> None:
        self.callers = list(callers)
        self.failure: ServiceError | None = None
        self.forgotten: list[str] = []

    def latest(self, limit: int, deadline: Deadline, after: Cursor | None = None) -> list[Caller]:
        if self.failure:
            raise self.failure
        found = sorted(self.callers, key=lambda one: (-one.last_at, one.number))
        if after:
            found = [one for one in found if one.last_at <= after.at][after.passed :]
        return found[:limit]

    def forget(self, number: str, deadline: Deadline) -> None:
        self.forgotten.append(number)
        self.callers = [one for one in self.callers if one.number != number]

    def call(self, caller: Caller) -> None:
        """Let someone call."""
        self.callers = [caller, *(one for one in self.callers if one.number != caller.number)]
