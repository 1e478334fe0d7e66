"""The Lambda function's entry point: handles a request from CloudFormation and sends the response."""

from time import perf_counter
from typing import Any

from calls.deadline import Deadline
from publisher.publisher import build_publisher
from publisher.request import parse_request
from publisher.response import send

PUBLISHER = build_publisher()


def handle(event: object, context: Any) -> None:
    """Respond to a request.

    Raises PublisherError or ServiceError when the request has no URL to respond to, or the response cannot be sent.
    Lambda then reports the invocation as failed.
    """
    started = perf_counter()
    request = parse_request(event)

    def remaining() -> float:
        return float(context.get_remaining_time_in_millis()) / 1000

    response = PUBLISHER.respond(request, remaining)
    print(response.log_line((perf_counter() - started) * 1000))
    send(response.body(), request.url, Deadline(remaining))
    PUBLISHER.confirm(response, remaining)
