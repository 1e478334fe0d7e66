"""The conditions of an action: only where they are allowed, with one fixed operand each, and none of them twice."""

from collections import Counter
from collections.abc import Iterator

from contact_flow.catalogue import LANGUAGE, Conditions, form
from contact_flow.document import Action, Comparison, Flow, conditions
from contact_flow.findings import Finding, listed, shown
from contact_flow.rules.references import is_reference

Problem = tuple[str, str, str]  # rule, problem, remedy


def condition_rules(flow: Flow) -> Iterator[Finding]:
    """The conditions of each action whose type is known."""
    for action in flow["Actions"]:
        known = form(action)
        if known and not known.terminal:
            for rule, problem, remedy in _conditions(action, known.conditions):
                yield Finding(action["Identifier"], rule, problem, remedy)


def _conditions(action: Action, known: Conditions | None) -> Iterator[Problem]:
    comparisons = [branch["Condition"] for branch in conditions(action)]
    if known is None:
        if comparisons:
            remedy = "take them out; a Compare after it can branch"
            yield "conditions-not-allowed", f"{action['Type']} has no conditions of this kind", remedy
        return
    problems = [problem for one in comparisons for problem in (*_operator(one, known), *_operands(one, known))]
    yield from problems or _together(comparisons, known)


def _operator(comparison: Comparison, known: Conditions) -> Iterator[Problem]:
    operator = comparison["Operator"]
    allowed = known.operators or LANGUAGE["operators"]
    if operator not in allowed:
        unknown = operator not in LANGUAGE["operators"]
        rule = "unknown-operator" if unknown else "operator-not-allowed"
        yield rule, f"a condition has the operator {shown(operator)}", f"use {listed(allowed)}"


def _operands(comparison: Comparison, known: Conditions) -> Iterator[Problem]:
    operands = comparison["Operands"]
    if len(operands) != 1:
        yield (
            "one-operand",
            f"a condition has {len(operands)} operands",
            "give it one; write a condition for each value",
        )
    for operand in operands:
        if not operand:
            yield "empty-string", "an operand is empty", "give it a value"
        elif is_reference(operand):
            yield "not-static", f"an operand is {shown(operand)}", "Connect compares with a fixed value only"
        elif known.values and operand not in known.values:
            yield "bad-operand", f"an operand is {shown(operand)}", f"use {listed(known.values)}"


def _together(comparisons: list[Comparison], known: Conditions) -> Iterator[Problem]:
    counts = Counter((one["Operator"], *one["Operands"]) for one in comparisons)
    for (operator, operand), count in counts.items():
        if count > 1:
            problem = f"{count} conditions are {operator} {shown(operand)}, of which only the first can hold"
            yield "duplicate-condition", problem, "take out all but one"
    missing = [value for value in known.values if known.all and ("Equals", value) not in counts]
    for value in missing:
        yield "missing-condition", f"it has no condition for {shown(value)}", "add one to Transitions.Conditions"
