"""The entry point: an event from Amazon Connect in, the flat map for the contact flow out.

What is created here, at import, is created during the cold start or, with SnapStart, when the snapshot is taken.
"""

import os
from time import perf_counter
from typing import Any

from calls.deadline import Deadline
from converter.contact import parse_contact
from converter.metrics import metric_line
from converter.reply import Reply
from converter.wiring import build_converter

CONVERTER = build_converter(os.environ)
_STACK = os.environ["STACK"]


def handle(event: object, context: Any) -> Reply:
    """Return the reply to the contact in the event. Raises IndexCorruptError when the layer's index is damaged."""
    started = perf_counter()
    contact = parse_contact(event, context.aws_request_id)
    reply = CONVERTER.reply_to(contact, Deadline(lambda: context.get_remaining_time_in_millis() / 1000))
    print(metric_line(reply, contact.id, CONVERTER.clock(), (perf_counter() - started) * 1000, _STACK))
    return reply
