"""What the log keeps of a request: one line, with neither the presigned URL nor a number."""

import json

from publisher.answer import Answer


def record_line(answer: Answer, milliseconds: float) -> str:
    """One JSON object. milliseconds: how long the work took."""
    fields = {
        "Request": answer.request.kind,
        "Resource": answer.request.logical,
        "Status": answer.status,
        "Id": answer.physical,
        "Reason": answer.reason,
        "Duration": round(milliseconds, 2),
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
