"""The identifiers of the actions: each its own, and of allowed letters."""

from collections import Counter
from collections.abc import Iterator

from contact_flow.catalogue import LANGUAGE
from contact_flow.document import Flow
from contact_flow.findings import Finding

_RULES = LANGUAGE["identifiers"]


def identifier_rules(flow: Flow) -> Iterator[Finding]:
    """Length, letters, forbidden names, and no name twice."""
    counts = Counter(action["Identifier"] for action in flow["Actions"])
    for name, count in counts.items():
        if count > 1:
            yield Finding(name, "duplicate-identifier", f"{count} actions have this identifier", "rename all but one")
        yield from _well_formed(name)


def _well_formed(name: str) -> Iterator[Finding]:
    if not 1 <= len(name) <= _RULES["longest"]:
        problem = f"its identifier has {len(name)} characters"
        yield Finding(name, "identifier-length", problem, f"choose one of 1 to {_RULES['longest']}")
    if forbidden := sorted(set(name) & set(_RULES["forbidden_characters"])):
        yield Finding(name, "identifier-characters", f"its identifier has {' '.join(forbidden)} in it", "rename it")
    if name in _RULES["forbidden_names"]:
        yield Finding(name, "identifier-forbidden", "Connect keeps this identifier for itself", "rename it")
