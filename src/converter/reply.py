"""What the converter returns and what it logs: the reply for the contact flow, and a line of metrics about it."""

import json
from collections.abc import Sequence
from typing import Literal

from calls.callers import Saved
from calls.speech import speak

#: `found`: there are answers. `none`: no word fits the number. `nonumber`: there is no number. `unsupported`: not a
#: voice call, or a number that cannot be spelled.
Status = Literal["found", "none", "nonumber", "unsupported"]
CONVERTED = frozenset({"found", "none"})  # the statuses of a number that was looked up
#: The reply: a flat map of strings, always with the same keys and never with an empty value.
Reply = dict[str, str]
ANSWERS = 5
NOTHING = "none"  # harmless even if it is spoken by mistake
NAMESPACE = "VanityNumbers"
_METRICS = [
    {"Name": "Calls", "Unit": "Count"},
    {"Name": "Queued", "Unit": "Count"},
    {"Name": "Unsaved", "Unit": "Count"},
    {"Name": "Duration", "Unit": "Milliseconds"},
]


def build_reply(status: Status, texts: Sequence[str] = (), saved: Saved = "no") -> Reply:
    """Return the reply for a status, the texts of the answers (best first), and whether the call was saved.

    A contact flow cannot read lists, and a missing or empty value sends it to its error branch: so the place of a
    missing answer says `none`.
    """
    reply = {"status": status, "count": str(len(texts)), "saved": saved}
    for place in range(ANSWERS):
        exists = place < len(texts)
        reply[f"vanity{place + 1}"] = texts[place] if exists else NOTHING
        reply[f"say{place + 1}"] = speak(texts[place]) if exists else NOTHING
    return reply


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
        "Calls": 1,
        "Queued": int(reply["saved"] == "queued"),
        "Unsaved": int(reply["status"] in CONVERTED and reply["saved"] == "no"),
        "Duration": round(milliseconds, 2),
    }
    return json.dumps(fields, separators=(",", ":"))
