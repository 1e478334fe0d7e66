"""What is measured of a call: one line in CloudWatch's embedded metric format, which needs no request of its own.

The line is the whole log of a call that went well. It names the contact, by which a caller can be found in Connect by
those who may, and neither number nor words: a vanity number is the phone number.
"""

import json

from converter.reply import Reply

NAMESPACE = "VanityNumbers"
_METRICS = [
    {"Name": "Calls", "Unit": "Count"},
    {"Name": "Queued", "Unit": "Count"},
    {"Name": "Unsaved", "Unit": "Count"},
    {"Name": "Duration", "Unit": "Milliseconds"},
]


def metric_line(reply: Reply, contact_id: str, at: int, milliseconds: float, stack: str) -> str:
    """One JSON object. at: when the call came, milliseconds since 1970; stack: the dimension to tell stacks apart."""
    converted = reply["status"] in {"found", "none"}
    fields = {
        "_aws": {
            "Timestamp": at,
            "CloudWatchMetrics": [{"Namespace": NAMESPACE, "Dimensions": [["Stack"]], "Metrics": _METRICS}],
        },
        "Stack": stack,
        "Contact": contact_id,
        "Status": reply["status"],
        "Answers": int(reply["count"]),
        "Calls": 1,
        "Queued": int(reply["saved"] == "queued"),
        "Unsaved": int(converted and reply["saved"] == "no"),
        "Duration": round(milliseconds, 2),
    }
    return json.dumps(fields, separators=(",", ":"))
