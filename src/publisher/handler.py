"""The Lambda function's entry point: handles a request from CloudFormation and sends the response."""

from time import perf_counter
from typing import Any

from calls.deadline import Deadline
from publisher.publisher import build_publisher
from publisher.request import parse_request
from publisher.response import send
from publisher.response_url import check_response_url

PUBLISHER = build_publisher()


def handle(event: object, context: Any) -> None:
    """Respond to a request.

    Raises PublisherError when the request has no URL of CloudFormation's to respond to; nothing has been done then.
    Raises ServiceError when the response cannot be sent. Lambda logs either and reports the invocation as failed.
    """
    started = perf_counter()
    request = parse_request(event)
    check_response_url(request.url)

    def remaining() -> float:
        return float(context.get_remaining_time_in_millis()) / 1000

    response = PUBLISHER.respond(request, remaining)
    print(response.log_line((perf_counter() - started) * 1000))
    send(response.body(), request.url, Deadline(remaining))
    PUBLISHER.confirm(response, remaining)
