"""The converter without AWS: the steps of its handler, with a table and a queue that take everything."""

from collections.abc import Iterator

from benchmarks.lambdas.events import event
from benchmarks.report import Finding, at_most
from benchmarks.samples import random_numbers
from benchmarks.stopwatch import summary, timed
from calls.call import Call
from calls.deadline import Deadline
from converter.contact import parse_contact
from converter.conversion import Converter
from converter.reply import metric_line
from converter.saving import Saving
from converter.wiring import now
from vanity import VanityIndex

CALLS = 20_000
WARM_UP = 5_000


class Taker:
    """A table and a queue that take everything."""

    def save(self, call: Call, deadline: Deadline) -> None:
        """Take it."""

    put = save


def alone() -> Iterator[Finding]:
    """How long a warm call takes when the network takes nothing."""
    converter = Converter(VanityIndex.open(), Saving(Taker(), Taker()).save, now)
    deadline = Deadline(lambda: 7.0)

    def call(number: str) -> str:
        contact = parse_contact(event(number), "request")
        return metric_line(converter.reply_to(contact, deadline), contact.id, now(), 1.0, "benchmark")

    times = summary(timed(call, random_numbers(WARM_UP + CALLS))[WARM_UP:])
    yield at_most("warm call, table and queue faked, median", times.median, 150, "us", f" (p99 {times.p99:.0f})")
