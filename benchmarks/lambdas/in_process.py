"""The converter without AWS: the steps of its handler, with a table and a queue that accept everything."""

from collections.abc import Iterator

from benchmarks.lambdas.emulator import connect_event
from benchmarks.report import Measurement, at_most
from benchmarks.samples import random_numbers
from benchmarks.stopwatch import summary, time_calls
from calls.call import Call
from calls.deadline import Deadline
from converter.contact import parse_contact
from converter.conversion import Converter, now
from converter.metrics import metric_line
from converter.saving import Saving
from vanity import VanityIndex

CALLS = 20_000
WARM_UP = 5_000


class AcceptingStore:
    """A table and a queue that accept everything."""

    def save(self, call: Call, deadline: Deadline) -> None:
        """Accept the call."""

    put = save


def measure_in_process() -> Iterator[Measurement]:
    """Yield how long a warm call takes when the network takes no time."""
    converter = Converter(VanityIndex.open(), Saving(AcceptingStore(), AcceptingStore()).save, now)
    deadline = Deadline(lambda: 7.0)

    def call(number: str) -> str:
        contact = parse_contact(connect_event(number), "request")
        return metric_line(converter.reply_to(contact, deadline), contact.id, now(), 1.0, "benchmark")

    times = summary(time_calls(call, random_numbers(WARM_UP + CALLS))[WARM_UP:])
    yield at_most("warm call, table and queue faked, median", times.median, 150, "us", f" (p99 {times.p99:.0f})")
