"""The answer to a custom resource's request: what CloudFormation is told."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from publisher.request import Request

MOST_BYTES = 4096  # CloudFormation takes no more
MOST_REASON = 1000  # characters


class Answer(NamedTuple):
    """One answer. physical: the resource's id. reason: empty for a success. data: what Fn::GetAtt gives."""

    request: Request
    physical: str
    reason: str = ""
    data: Mapping[str, str] = {}

    @property
    def status(self) -> str:
        """SUCCESS or FAILED."""
        return "FAILED" if self.reason else "SUCCESS"

    def body(self) -> bytes:
        """The answer as JSON; its reason is cut to what fits."""
        reason = _cut(" ".join(self.reason.split()), MOST_REASON)
        while len(body := self._body(reason)) > MOST_BYTES and reason:
            excess = len(body) - MOST_BYTES
            reason = _cut(reason, len(reason) - 1 - max(1, excess // 6))  # a character is up to six bytes
        return body

    def _body(self, reason: str) -> bytes:
        request = self.request
        fields = {
            "Status": self.status,
            "PhysicalResourceId": self.physical,
            "StackId": request.stack,
            "RequestId": request.id,
            "LogicalResourceId": request.logical,
            **({"Reason": reason} if self.reason else {}),
            **({"Data": dict(self.data)} if self.data else {}),
        }
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(0, most - 1)]}…"
