"""What the contact flow gets: a flat map of strings, always with the same keys and never an empty value.

A flow reads no lists, and a key that is missing or empty ends it on its error branch: what is not there says so.
"""

from collections.abc import Sequence
from typing import Literal

from calls.callers import Saved
from calls.speech import spoken

Status = Literal["found", "none", "nonumber", "unsupported"]
Reply = dict[str, str]
ANSWERS = 5
NOTHING = "none"  # harmless even when it is spoken by mistake


def reply(status: Status, texts: Sequence[str] = (), saved: Saved = "no") -> Reply:
    """The map for a status, the texts of the answers, best first, and whether the call was kept."""
    said = {"status": status, "count": str(len(texts)), "saved": saved}
    for place in range(ANSWERS):
        there = place < len(texts)
        said[f"vanity{place + 1}"] = texts[place] if there else NOTHING
        said[f"say{place + 1}"] = spoken(texts[place]) if there else NOTHING
    return said
