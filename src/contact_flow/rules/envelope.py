"""The flow as a whole: its version, how many actions it has, and where the designer shows them."""

from collections.abc import Iterator

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow
from contact_flow.findings import Finding, shown

MOST = 250  # actions


def envelope_rules(flow: Flow) -> Iterator[Finding]:
    """The version, the number of actions and their positions."""
    if flow["Version"] != LANGUAGE["version"]:
        remedy = f"write {shown(LANGUAGE['version'])}, the one there is"
        yield Finding("", "unknown-version", f"Version is {shown(flow['Version'])}", remedy)
    if not 1 <= len(flow["Actions"]) <= MOST:
        problem = f"it has {len(flow['Actions'])} actions"
        yield Finding("", "number-of-actions", problem, f"Connect takes 1 to {MOST}")
    yield from _positions(flow)


def _positions(flow: Flow) -> Iterator[Finding]:
    shown_at = flow.get("Metadata", {}).get("ActionMetadata")
    for action in flow["Actions"]:
        place = shown_at.get(action["Identifier"]) if isinstance(shown_at, dict) else None
        position = place.get("position") if isinstance(place, dict) else None
        if not isinstance(position, dict) or not all(isinstance(position.get(axis), int | float) for axis in "xy"):
            remedy = 'add "position": {"x": 0, "y": 0} to Metadata.ActionMetadata under its identifier'
            yield Finding(action["Identifier"], "no-position", "the designer would not know where to show it", remedy)
