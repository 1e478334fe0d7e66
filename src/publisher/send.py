"""Sends a response to CloudFormation: a PUT to a presigned URL, which no log and no error may contain."""

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

from aws.retry import RetryPolicy, retry
from calls.deadline import Deadline
from calls.errors import ServiceError, ServiceUnavailableError

CONNECT_SECONDS, READ_SECONDS = 1.0, 2.0
POLICY = RetryPolicy(attempts=10, pause=0.2, longest=2.0, attempt=CONNECT_SECONDS + READ_SECONDS)
_HTTP = PoolManager(retries=False, timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS))


def send(body: bytes, url: str, deadline: Deadline) -> None:
    """Send a response to the URL in its request. Raises ServiceError, whose message omits the URL."""
    retry(lambda: _put(body, url), deadline, 0, POLICY)


def _put(body: bytes, url: str) -> None:
    try:
        # The URL is signed for an empty content type.
        status = _HTTP.request("PUT", url, body=body, headers={"content-type": ""}).status
    except HTTPError as error:
        raise ServiceUnavailableError(f"the response could not be sent: {type(error).__name__}") from None
    if status >= 500:
        raise ServiceUnavailableError(f"the response could not be sent: HTTP {status}")
    if status >= 300:
        raise ServiceError(f"the response was rejected: HTTP {status}")
