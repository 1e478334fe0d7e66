"""The entry point: a batch of queued calls in, the ones that must come again out.

Keeping a call twice changes nothing, so a batch may be delivered as often as SQS likes.
"""

import logging
import os
from typing import Any

from calls.call import Call
from calls.deadline import Deadline
from calls.errors import CallError
from writer.wiring import wired

CALLERS = wired(os.environ)
_log = logging.getLogger(__name__)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The partial batch response: the messages that were not kept, which SQS delivers again, or gives up on."""
    deadline = Deadline(lambda: context.get_remaining_time_in_millis() / 1000)
    failed = [record["messageId"] for record in event["Records"] if not _kept(record, deadline)]
    return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}


def _kept(record: dict[str, Any], deadline: Deadline) -> bool:
    try:
        CALLERS.save(Call.from_json(record["body"]), deadline)
    except CallError as error:
        _log.warning("a queued call is not kept yet: %s", error, extra={"queued": record["messageId"]})
        return False
    return True
