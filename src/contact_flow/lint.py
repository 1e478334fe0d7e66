"""Runs all the rules on a flow."""

import json
from collections.abc import Callable, Iterator
from typing import NoReturn, cast

from contact_flow.document import Flow
from contact_flow.findings import Finding, show
from contact_flow.placeholders import placeholder_rules
from contact_flow.rules.branches import condition_rules, graph_rules, transition_rules
from contact_flow.rules.parameters import parameter_rules
from contact_flow.rules.references import reference_rules
from contact_flow.rules.speech import speech_rules
from contact_flow.rules.structure import envelope_rules, identifier_rules, structure_rules

LONGEST = 256_000  # characters: Connect's limit for the content of a flow
_RULES: tuple[Callable[[Flow], Iterator[Finding]], ...] = (
    envelope_rules,
    identifier_rules,
    parameter_rules,
    speech_rules,
    reference_rules,
    placeholder_rules,
    transition_rules,
    condition_rules,
    graph_rules,
)


def lint(document: object) -> list[Finding]:
    """Return what is wrong with a parsed flow: with the flow as a whole first, then action by action.

    The list is empty when Connect would accept the flow. While the structure is wrong, nothing else is checked.
    """
    mismatches = list(structure_rules(document))
    if mismatches:
        return mismatches
    flow = cast(Flow, document)
    places = {action["Identifier"]: place for place, action in enumerate(flow["Actions"])}
    findings = [finding for rule in _RULES for finding in rule(flow)]
    return sorted(findings, key=lambda finding: places.get(finding.action, -1))


def lint_text(text: str) -> list[Finding]:
    """Return what is wrong with the text of a flow, as it is sent to Connect."""
    findings = []
    if len(text) > LONGEST:
        problem = f"it has {len(text):,} characters, and Connect accepts {LONGEST:,}"
        findings.append(Finding("", "too-large", problem, "write it without indentation, or with fewer actions"))
    try:
        document = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_refuse_duplicates)
    except (ValueError, RecursionError) as error:
        return [*findings, Finding("", "not-json", f"it is not valid JSON: {error}", "fix it")]
    return findings + lint(document)


def _refuse_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object. Of two values with the same key, Python alone would silently take the last."""
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"the key {show(max(names, key=names.count))} appears twice in one object")
    return dict(pairs)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
