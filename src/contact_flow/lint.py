"""Runs all the rules on a flow."""

import json
from collections import Counter
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
_LONGEST_NUMBER = 300  # digits, which is what a floating-point number has room for
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
        document = _read(text)
    except _UnreadableError as error:
        return [*findings, error.finding]
    return findings + lint(document)


class _UnreadableError(ValueError):
    """The text cannot be read without doubt."""

    def __init__(self, rule: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.finding = Finding("", rule, problem, remedy)


def _read(text: str) -> object:
    """Return what JSON holds. Raises _UnreadableError."""
    try:
        return json.loads(text, parse_int=_whole, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except _UnreadableError:
        raise
    except ValueError as error:
        raise _UnreadableError("not-json", f"it is not valid JSON: {error}", "fix it") from error
    except RecursionError as error:
        raise _UnreadableError("json-limits", "it is nested too deeply to be read", "nest it less") from error


def _whole(digits: str) -> int:
    """Return a whole number. Python refuses one with thousands of digits, and says so in its own terms."""
    if len(digits) > _LONGEST_NUMBER:
        problem = f"it has a number with {len(digits):,} digits"
        raise _UnreadableError("json-limits", problem, f"write one with at most {_LONGEST_NUMBER}")
    return int(digits)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object. Of two values with the same key, Python alone would silently take the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        key = show(Counter(name for name, _ in pairs).most_common(1)[0][0])
        raise _UnreadableError("duplicate-key", f"the key {key} appears twice in one object", "remove all but one")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
