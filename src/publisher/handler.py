"""The entry point: a request of CloudFormation's in, its answer on the way."""

from time import perf_counter
from typing import Any

from calls.deadline import Deadline
from publisher.record import record_line
from publisher.request import request_of
from publisher.sending import send
from publisher.wiring import wired

PUBLISHER = wired()


def handle(event: object, context: Any) -> None:
    """Answer the request. Raises PublisherError or ServiceError when there is nobody to answer, or no way to: Lambda then tries again."""
    started = perf_counter()
    request = request_of(event)

    def remaining() -> float:
        return float(context.get_remaining_time_in_millis()) / 1000

    answer = PUBLISHER.answer(request, remaining)
    print(record_line(answer, (perf_counter() - started) * 1000))
    send(answer.body(), request.url, Deadline(remaining))
