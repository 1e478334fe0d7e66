"""Runs all the rules on a flow."""

import json
from collections.abc import Callable, Iterator
from typing import NoReturn, cast

from contact_flow.document import Flow
from contact_flow.findings import Finding, errors_in, show
from contact_flow.placeholders import placeholder_rules
from contact_flow.rules.branches import condition_rules, graph_rules, transition_rules
from contact_flow.rules.parameters import parameter_rules
from contact_flow.rules.references import reference_rules
from contact_flow.rules.speech import speech_rules
from contact_flow.rules.structure import envelope_rules, identifier_rules, name_of, structure_rules

LONGEST = 256_000  # characters: Connect's limit for the content of a flow
_Rule = Callable[[Flow], Iterator[Finding]]
_RULES_OF_FLOWS: tuple[_Rule, ...] = (envelope_rules, identifier_rules)
_RULES_OF_ACTIONS: tuple[_Rule, ...] = (
    parameter_rules,
    speech_rules,
    reference_rules,
    placeholder_rules,
    transition_rules,
    condition_rules,
)
_RULES_OF_BRANCHES: tuple[_Rule, ...] = (graph_rules,)


def lint(document: object) -> list[Finding]:
    """Return what is wrong with a parsed flow: with the flow as a whole first, then action by action.

    There is no error in the list when Connect would accept the flow. An action with the wrong structure is checked no
    further, and neither are the branches between actions while there is one.
    """
    mismatches = list(structure_rules(document))
    broken = {finding.action for finding in errors_in(mismatches)}
    if "" in broken:
        return mismatches
    flow = cast(Flow, document)
    names = [name_of(action, place) for place, action in enumerate(flow["Actions"])]
    whole = [action for name, action in zip(names, flow["Actions"], strict=True) if name not in broken]
    rules = _RULES_OF_ACTIONS if broken else (*_RULES_OF_FLOWS, *_RULES_OF_ACTIONS, *_RULES_OF_BRANCHES)
    checked = cast(Flow, {**flow, "Actions": whole})
    findings = [*mismatches, *(finding for rule in rules for finding in rule(checked))]
    places = {name: place for place, name in enumerate(names)}
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
