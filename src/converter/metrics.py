"""The line of metrics that each call logs; a successful call logs nothing else."""

import json

from converter.reply import CONVERTED, Reply

NAMESPACE = "VanityNumbers"
_METRICS = [
    {"Name": "Calls", "Unit": "Count"},
    {"Name": "Queued", "Unit": "Count"},
    {"Name": "Unsaved", "Unit": "Count"},
    {"Name": "Duration", "Unit": "Milliseconds"},
]


def metric_line(reply: Reply, contact_id: str, at: int, milliseconds: float, stack: str) -> str:
    """Return one JSON object in CloudWatch's embedded metric format, which needs no request of its own.

    `at` is when the call came, in milliseconds since 1970; `stack` is the dimension that tells stacks apart. The line
    is the whole log of a call that went well. It names the contact, by which people with access to Connect can find the
    caller, and neither number nor words: a vanity number is the phone number.
    """
    fields = {
        "_aws": {
            "Timestamp": at,
            "CloudWatchMetrics": [{"Namespace": NAMESPACE, "Dimensions": [["Stack"]], "Metrics": _METRICS}],
        },
        "Stack": stack,
        "Contact": contact_id,
        "Status": reply["status"],
        "Answers": int(reply["count"]),
        "Good": int(reply["good"]),
        "Calls": 1,
        "Queued": int(reply["saved"] == "queued"),
        "Unsaved": int(reply["status"] in CONVERTED and reply["saved"] == "no"),
        "Duration": round(milliseconds, 2),
    }
    return json.dumps(fields, separators=(",", ":"))
