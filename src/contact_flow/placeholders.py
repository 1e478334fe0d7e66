"""The placeholders of a flow: `${ConverterArn}` stands for a value that is known only when the flow is published."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from contact_flow.document import Flow, leaves
from contact_flow.errors import FlowError
from contact_flow.findings import Finding, list_names

OPENING = "${"
UNRESOLVED = "unresolved-placeholder"
_PLACEHOLDER = re.compile(r"\$\{([A-Za-z][A-Za-z0-9]*)\}")
IDENTIFIERS = frozenset({"Identifier", "NextAction", "StartAction"})


def fill_placeholders(document: object, values: Mapping[str, str]) -> object:
    """Return a copy of a parsed flow with each `${Name}` in its texts replaced by the value of that name.

    Keys and identifiers stay as they are. In SSML the value is escaped, so that it is spoken and never markup. Raises
    FlowError for a name without a value.
    """
    return _fill(document, values, "")


def placeholder_rules(flow: Flow) -> Iterator[Finding]:
    """Find the placeholders that are left."""
    envelope = {name: value for name, value in flow.items() if name != "Actions"}
    parts = [("", envelope), *((action["Identifier"], dict(action)) for action in flow["Actions"])]
    for name, part in parts:
        for path, text in leaves(part):
            if isinstance(text, str) and OPENING in text and path != "Identifier":
                problem, remedy = f"{path} has a placeholder without a value", "give it a value, or remove it"
                yield Finding(name, UNRESOLVED, problem, remedy)


def _fill(value: object, values: Mapping[str, str], key: str) -> object:
    if isinstance(value, dict):
        return {name: _fill(inner, values, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_fill(inner, values, key) for inner in value]
    if isinstance(value, str) and key not in IDENTIFIERS:
        return _PLACEHOLDER.sub(lambda match: _value(match[1], values, key), value)
    return value


def _value(name: str, values: Mapping[str, str], key: str) -> str:
    if name not in values:
        known = f"there are values for {list_names(sorted(values))}" if values else "there are no values at all"
        raise FlowError(
            f"the flow has a placeholder ${{{name}}}, and there is no value for it; {known}: add one, or remove it"
        )
    return escape(values[name]) if key == "SSML" else values[name]
