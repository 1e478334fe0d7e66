"""All the rules, run on a flow."""

import json
from collections.abc import Callable, Iterator
from typing import NoReturn, cast

from contact_flow.document import Flow
from contact_flow.findings import Finding, shown
from contact_flow.placeholders import unresolved
from contact_flow.rules.conditions import condition_rules
from contact_flow.rules.envelope import envelope_rules
from contact_flow.rules.graph import graph_rules
from contact_flow.rules.identifiers import identifier_rules
from contact_flow.rules.parameters import parameter_rules
from contact_flow.rules.references import reference_rules
from contact_flow.rules.shape import shape_rules
from contact_flow.rules.speech import speech_rules
from contact_flow.rules.transitions import transition_rules

LONGEST = 256_000  # characters: Connect's limit for the content of a flow
_RULES: tuple[Callable[[Flow], Iterator[Finding]], ...] = (
    envelope_rules,
    identifier_rules,
    parameter_rules,
    speech_rules,
    reference_rules,
    unresolved,
    transition_rules,
    condition_rules,
    graph_rules,
)


def lint(document: object) -> list[Finding]:
    """What is wrong with a parsed flow: of the flow first, then action by action; empty when Connect would take it.

    Nothing but the shape is looked at until the shape is right.
    """
    misfits = list(shape_rules(document))
    if misfits:
        return misfits
    flow = cast(Flow, document)
    places = {action["Identifier"]: place for place, action in enumerate(flow["Actions"])}
    findings = [finding for rule in _RULES for finding in rule(flow)]
    return sorted(findings, key=lambda finding: places.get(finding.action, -1))


def lint_text(text: str) -> list[Finding]:
    """What is wrong with a flow as it is sent to Connect."""
    findings = []
    if len(text) > LONGEST:
        problem = f"it has {len(text):,} characters, and Connect takes {LONGEST:,}"
        findings.append(Finding("", "too-large", problem, "write it without indentation, or with fewer actions"))
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        return [*findings, Finding("", "not-json", f"it is not sound JSON: {error}", "mend it")]
    return findings + lint(document)


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; of two values under one key Python would silently take the last."""
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"the key {shown(max(names, key=names.count))} stands twice in one object")
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number that JSON has")
