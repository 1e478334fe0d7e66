"""A digest of what a flow does, by which an edited flow is told from the one that was deployed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_BEHAVIOR = ("Version", "StartAction", "Actions")


def digest(document: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal, of what a parsed flow does, wherever its blocks stand in the designer.

    The order of the actions does not count either, because the designer may change it.
    """
    behavior = {name: document.get(name) for name in _BEHAVIOR}
    behavior["Actions"] = sorted(behavior["Actions"] or [], key=lambda action: str(action.get("Identifier")))
    return hashlib.sha256(json.dumps(behavior, sort_keys=True).encode()).hexdigest()
