"""The placeholders of a flow: `${ConverterArn}` stands for what is known only where the flow is published."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from contact_flow.document import Flow, leaves
from contact_flow.errors import FlowError
from contact_flow.findings import Finding, listed

OPENING = "${"
UNRESOLVED = "unresolved-placeholder"
_PLACEHOLDER = re.compile(r"\$\{([A-Za-z][A-Za-z0-9]*)\}")
_IDENTIFIERS = frozenset({"Identifier", "NextAction", "StartAction"})


def filled(document: object, values: Mapping[str, str]) -> object:
    """A copy of a parsed flow with each `${Name}` in its texts replaced by the value of that name.

    Keys and identifiers stay as they are. In SSML the value is escaped: it is spoken, and never markup. Raises
    FlowError for a name without a value.
    """
    return _filled(document, values, "")


def unresolved(flow: Flow) -> Iterator[Finding]:
    """Placeholders that are left."""
    envelope = {name: value for name, value in flow.items() if name != "Actions"}
    parts = [("", envelope), *((action["Identifier"], dict(action)) for action in flow["Actions"])]
    for name, part in parts:
        for path, text in leaves(part):
            if isinstance(text, str) and OPENING in text and path != "Identifier":
                problem, remedy = f"{path} has a placeholder that is not filled in", "give it a value, or take it out"
                yield Finding(name, UNRESOLVED, problem, remedy)


def _filled(value: object, values: Mapping[str, str], key: str) -> object:
    if isinstance(value, dict):
        return {name: _filled(inner, values, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, values, key) for inner in value]
    if isinstance(value, str) and key not in _IDENTIFIERS:
        return _PLACEHOLDER.sub(lambda found: _value(found[1], values, key), value)
    return value


def _value(name: str, values: Mapping[str, str], key: str) -> str:
    if name not in values:
        known = f"has values for {listed(sorted(values))}" if values else "has no values at all"
        raise FlowError(
            f"the flow has a placeholder ${{{name}}}, and whoever fills it in {known}: add one, or take it out"
        )
    return escape(values[name]) if key == "SSML" else values[name]
