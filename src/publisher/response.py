"""The response to a custom resource's request: its content, its line in the log, and how it is sent."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

from aws.retry import RetryPolicy, retry
from calls.deadline import Deadline
from calls.errors import AccessDeniedError, NotFoundError, ServiceError, ServiceUnavailableError
from publisher.errors import InvalidFlowError
from publisher.request import CustomResourceRequest
from publisher.response_url import check_response_url

# CloudFormation's limit on a response ("Custom resource request and response reference").
MAX_BYTES = 4096
MAX_REASON = 1000  # characters
OUT_OF_TIME = (
    "Amazon Connect took longer than the publisher's Timeout allows: try again in a few minutes, or raise the Timeout"
)
_E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_ADVICE: dict[type[Exception], str] = {
    AccessDeniedError: "allow the publisher's role this action on this resource, then deploy again",
    InvalidFlowError: "correct the flow document, then deploy again",
    NotFoundError: "check InstanceArn and PhoneNumberArn: both must exist in the stack's Region",
    ServiceUnavailableError: "this is a temporary failure of Amazon Connect: try again in a few minutes",
}


class CustomResourceResponse(NamedTuple):
    """The one response to a request."""

    request: CustomResourceRequest
    #: The resource's id from now on.
    physical_id: str
    #: Why the request failed; empty when it succeeded.
    reason: str = ""
    #: The values that Fn::GetAtt returns.
    data: Mapping[str, str] = {}

    @property
    def status(self) -> str:
        """SUCCESS or FAILED."""
        return "FAILED" if self.reason else "SUCCESS"

    def body(self) -> bytes:
        """Return the response as JSON, with the reason shortened as far as the limits require."""
        reason = _shorten(" ".join(_without_numbers(self.reason).split()), MAX_REASON)
        while len(body := self._encode(reason)) > MAX_BYTES and reason:
            excess = len(body) - MAX_BYTES
            # A character takes up to six bytes.
            reason = _shorten(reason, len(reason) - 1 - max(1, excess // 6))
        return body

    def log_line(self, milliseconds: float) -> str:
        """Return one line of JSON without the URL and phone numbers. `milliseconds` is how long the work took."""
        fields = {
            "Request": self.request.kind,
            "Resource": self.request.logical_id,
            "Status": self.status,
            "Id": self.physical_id,
            "Reason": self.reason,
            "Duration": round(milliseconds, 2),
        }
        return _without_numbers(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))

    def _encode(self, reason: str) -> bytes:
        request = self.request
        fields = {
            "Status": self.status,
            "PhysicalResourceId": self.physical_id,
            "StackId": request.stack,
            "RequestId": request.id,
            "LogicalResourceId": request.logical_id,
            **({"Reason": reason} if self.reason else {}),
            **({"Data": dict(self.data)} if self.data else {}),
        }
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def explain(error: Exception) -> str:
    """Return one line with the error and what to do about it."""
    advice = next((text for kind, text in _ADVICE.items() if isinstance(error, kind)), "")
    return f"{error}; {advice}" if advice else str(error)


def explain_bug(error: Exception) -> str:
    """Return one line for a bug in the publisher. It omits the error's text, which may contain a phone number."""
    return f"the publisher has a bug ({type(error).__name__}): please report it with the traceback in its log"


def _without_numbers(text: str) -> str:
    """Mask phone numbers: a property or an id may be one by mistake, and errors repeat names."""
    return _E164.sub("(a phone number)", text)


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: max(0, limit - 1)]}…"


CONNECT_SECONDS, READ_SECONDS = 1.0, 2.0
ATTEMPT_SECONDS = CONNECT_SECONDS + READ_SECONDS
POLICY = RetryPolicy(attempts=10, pause=0.2, longest=2.0, attempt=ATTEMPT_SECONDS, least=ATTEMPT_SECONDS)
_HTTP = PoolManager(retries=False, timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS))


def send(body: bytes, url: str, deadline: Deadline) -> None:
    """Send a response to the URL in its request.

    Raises ServiceError, and InvalidRequestError for a URL that is not CloudFormation's. Their messages omit the URL.
    """
    check_response_url(url)
    retry(lambda: _put(body, url), deadline, 0, POLICY)


def _put(body: bytes, url: str) -> None:
    try:
        status = _status_of_put(body, url)
    except HTTPError as error:
        raise ServiceUnavailableError(f"the response could not be sent: {type(error).__name__}") from None
    if status >= 500:
        raise ServiceUnavailableError(f"the response could not be sent: HTTP {status}")
    if status >= 300:
        raise ServiceError(f"the response was rejected: HTTP {status}")


def _status_of_put(body: bytes, url: str) -> int:
    """Return the reply's status. Nothing else of it is read: it could trickle in for minutes."""
    # The URL is signed for an empty content type.
    reply = _HTTP.request("PUT", url, body=body, headers={"content-type": ""}, preload_content=False)
    reply.close()
    return reply.status
