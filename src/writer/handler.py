"""The entry point: a batch of queued calls in, the messages that must be delivered again out.

Saving a call twice changes nothing, so SQS may deliver a batch as often as it likes.
"""

import logging
import os
from typing import Any

from aws.callers import CallersTable
from calls.call import Call
from calls.callers import Callers
from calls.deadline import Deadline
from calls.errors import CallError

CALLERS: Callers = CallersTable.from_environment(os.environ)
_log = logging.getLogger(__name__)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Return the partial batch response: the messages that were not saved, which SQS delivers again."""
    deadline = Deadline(lambda: context.get_remaining_time_in_millis() / 1000)
    failures = [record["messageId"] for record in event["Records"] if not _save(record, deadline)]
    return {"batchItemFailures": [{"itemIdentifier": message} for message in failures]}


def _save(record: dict[str, Any], deadline: Deadline) -> bool:
    """Save the call in a message, and return whether it was saved."""
    try:
        CALLERS.save(Call.from_json(record["body"]), deadline)
    except CallError as error:
        _log.warning(
            "could not save a queued call, which SQS will deliver again: %s",
            error,
            extra={"queued": record["messageId"]},
        )
        return False
    return True
