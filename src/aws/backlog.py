"""The calls that could not be kept at once, in an SQS queue."""

from collections.abc import Callable
from typing import Any

from aws.errors import translate_errors
from aws.retry import retry
from calls.call import Call
from calls.deadline import Deadline

RESERVE_SECONDS = 0.3  # for the answer's way back


class BacklogQueue:
    """The queue. Its client is made when it is needed: nearly every call does without, and starts sooner."""

    def __init__(self, client: Callable[[], Any], queue_url: str) -> None:
        self._new_client = client
        self._client: Any = None
        self._queue_url = queue_url

    def put(self, call: Call, deadline: Deadline) -> None:
        """Put a call into the queue. Raises ServiceError."""
        retry(lambda: self._send(call.to_json()), deadline, RESERVE_SECONDS)

    def _send(self, body: str) -> None:
        with translate_errors("SendMessage"):
            self._client = self._client or self._new_client()
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
