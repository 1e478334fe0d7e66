"""The calls that could not be saved at once, in an SQS queue."""

from collections.abc import Callable
from hashlib import md5
from typing import Any

from aws.errors import translate_errors
from aws.retry import retry
from calls.call import Call
from calls.deadline import Deadline
from calls.errors import ServiceUnavailableError

RESERVE_SECONDS = 0.3  # to return the reply


class BacklogQueue:
    """The queue.

    Its client is made on first use: nearly every call does without it, and the function starts faster.
    """

    def __init__(self, make_client: Callable[[], Any], queue_url: str) -> None:
        self._make_client = make_client
        self._client: Any = None
        self._queue_url = queue_url

    def put(self, call: Call, deadline: Deadline) -> None:
        """Add a call to the queue. Raises ServiceError."""
        retry(lambda: self._send(call.to_json()), deadline, deadline.reserve(RESERVE_SECONDS))

    def _send(self, body: str) -> None:
        with translate_errors("SendMessage"):
            self._client = self._client or self._make_client()
            reply = self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
        # SQS returns a checksum of what it has kept ("SendMessage").
        if reply.get("MD5OfMessageBody") != md5(body.encode(), usedforsecurity=False).hexdigest():
            raise ServiceUnavailableError("SendMessage failed: the queue kept something else")
