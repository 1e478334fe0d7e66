"""The branches of an action (the next action, error branches, conditions), and the graph that all branches form."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from contact_flow.catalogue import LANGUAGE, ConditionRules, ErrorTypes, form_of
from contact_flow.document import Action, Comparison, Flow, conditions, errors, parameters, targets
from contact_flow.findings import Finding, list_names, show
from contact_flow.rules.references import is_reference

Problem = tuple[str, str, str]  # rule, problem, remedy


def transition_rules(flow: Flow) -> Iterator[Finding]:
    """Check the next action and the error branches of each action whose type is known."""
    for action in flow["Actions"]:
        known = form_of(action)
        if known and known.terminal:
            yield from _terminal(action)
        elif known:
            if not known.ends_itself:
                yield from _next(action)
            problems = (*_missing_errors(action, known.errors), *_present_errors(action, known.errors))
            for rule, problem, remedy in problems:
                yield Finding(action["Identifier"], rule, problem, remedy)


def _terminal(action: Action) -> Iterator[Finding]:
    if action["Transitions"]:
        rule = "terminal-branch" if any(targets(action)) else "terminal-transitions"
        problem = f"{action['Type']} ends the flow, so it has no Transitions"
        yield Finding(action["Identifier"], rule, problem, 'write "Transitions": {}')


def _next(action: Action) -> Iterator[Finding]:
    if "NextAction" not in action["Transitions"]:
        problem, remedy = "Transitions has no NextAction", "add it; every action but a terminal one needs it"
        yield Finding(action["Identifier"], "missing-next-action", problem, remedy)


def _missing_errors(action: Action, known: ErrorTypes) -> Iterator[Problem]:
    present = {branch["ErrorType"] for branch in errors(action)}
    needed = [error for path, error in known.needed_by.items() if _has(action, path)]
    wanted = [("missing-error-branch", error) for error in (*known.required, *needed)]
    wanted += [("unhandled-error", error) for error in known.usual]
    for rule, error in wanted:
        if error not in present:
            remedy = f'add {{"ErrorType": {show(error)}, "NextAction": ...}} to Transitions.Errors'
            yield rule, f"it has no branch for {error}", remedy


def _present_errors(action: Action, known: ErrorTypes) -> Iterator[Problem]:
    refused = {*known.refused, *(error for path, error in known.needed_by.items() if not _has(action, path))}
    for error, count in Counter(branch["ErrorType"] for branch in errors(action)).items():
        if error in refused:
            problem = f"it has a branch for {error}, which this {action['Type']} never raises"
            yield "error-not-allowed", problem, "remove the branch: Connect refuses it"
        elif error not in known.all:
            remedy = f"what is documented is {list_names(sorted(known.all))}" if known.all else "none is documented"
            yield "unexpected-error", f"it has a branch for {show(error)}", f"{remedy}: remove it if Connect objects"
        if count > 1:
            yield "duplicate-error-branch", f"it has {count} branches for {show(error)}", "remove all but one"


def _has(action: Action, path: str) -> bool:
    """Return whether an action has the parameter with this path."""
    value: object = parameters(action)
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return False
        value = value[name]
    return True


def condition_rules(flow: Flow) -> Iterator[Finding]:
    """Check the conditions of each action whose type is known."""
    for action in flow["Actions"]:
        known = form_of(action)
        if known and not known.terminal:
            for rule, problem, remedy in _conditions(action, known.conditions):
                yield Finding(action["Identifier"], rule, problem, remedy)


def _conditions(action: Action, known: ConditionRules | None) -> Iterator[Problem]:
    comparisons = [branch["Condition"] for branch in conditions(action)]
    if known is None:
        if comparisons:
            remedy = "remove them; a Compare after it can branch"
            yield "conditions-not-allowed", f"{action['Type']} is not known to have conditions", remedy
        return
    problems = [problem for comparison in comparisons for problem in _comparison(comparison, known)]
    yield from problems or _set_of_conditions(comparisons, known)


def _comparison(comparison: Comparison, known: ConditionRules) -> Iterator[Problem]:
    yield from _operator(comparison, known)
    yield from _operands(comparison, known)


def _operator(comparison: Comparison, known: ConditionRules) -> Iterator[Problem]:
    operator = comparison["Operator"]
    allowed = known.operators or LANGUAGE["operators"]
    if operator not in allowed:
        unknown = operator not in LANGUAGE["operators"]
        rule = "unknown-operator" if unknown else "operator-not-allowed"
        yield rule, f"a condition has the operator {show(operator)}", f"use {list_names(allowed)}"


def _operands(comparison: Comparison, known: ConditionRules) -> Iterator[Problem]:
    operands = comparison["Operands"]
    if len(operands) != 1:
        yield (
            "one-operand",
            f"a condition has {len(operands)} operands",
            "give it one, and write a condition for each value",
        )
    for operand in operands:
        if isinstance(operand, dict | list):
            yield "not-a-string", f"an operand is {show(operand)}", "make it a string"
        elif not isinstance(operand, str):
            yield "not-a-string", f"an operand is {show(operand)}", f"write it in quotes: {show(str(operand))}"
        elif not operand:
            yield "empty-string", "an operand is empty", "give it a value"
        elif is_reference(operand):
            yield "operand-reference", f"an operand is {show(operand)}", "Connect may compare with fixed values only"
        elif known.values and operand not in known.values:
            yield "bad-operand", f"an operand is {show(operand)}", f"use {list_names(known.values)}"


def _set_of_conditions(comparisons: list[Comparison], known: ConditionRules) -> Iterator[Problem]:
    counts = Counter((comparison["Operator"], *comparison["Operands"]) for comparison in comparisons)
    for (operator, operand), count in counts.items():
        if count > 1:
            problem = f"{count} conditions are {operator} {show(operand)}, and only the first of them can ever hold"
            yield "duplicate-condition", problem, "remove all but one"
    missing = [value for value in known.values if known.all and ("Equals", value) not in counts]
    for value in missing:
        yield "missing-condition", f"it has no condition for {show(value)}", "add one to Transitions.Conditions"


Graph = Mapping[str, Iterable[str]]


def graph_rules(flow: Flow) -> Iterator[Finding]:
    """Find branches to missing actions, unreachable actions, and endless loops."""
    branches = {action["Identifier"]: [] if _ends(action) else list(targets(action)) for action in flow["Actions"]}
    yield from _dangling(flow, branches)
    if flow["StartAction"] in branches:
        reachable = _reachable([flow["StartAction"]], branches)
        for name in branches.keys() - reachable:
            yield Finding(name, "unreachable", "no other action leads here", "add a branch to it, or remove it")
        yield from _endless(branches)


def _ends(action: Action) -> bool:
    form = form_of(action)
    return form is not None and form.terminal


def _dangling(flow: Flow, branches: Graph) -> Iterator[Finding]:
    for name, next_actions in [("", [flow["StartAction"]]), *branches.items()]:
        for target in dict.fromkeys(next_actions):
            if target not in branches:
                problem = (
                    f"{'it' if name else 'StartAction'} leads to {show(target)}, which is not an action of the flow"
                )
                yield Finding(name, "dangling-target", problem, "use an Identifier that exists")


def _endless(branches: Graph) -> Iterator[Finding]:
    """Find actions that lead only to each other. An action with no branch, or with a broken one, counts as an end."""
    ends = [
        name
        for name, next_actions in branches.items()
        if not set(next_actions) or not set(next_actions) <= branches.keys()
    ]
    backwards: dict[str, list[str]] = {name: [] for name in branches}
    for name, next_actions in branches.items():
        for target in set(next_actions) & branches.keys():
            backwards[target].append(name)
    for name in branches.keys() - _reachable(ends, backwards):
        yield Finding(name, "endless", "from here the call never ends", "add a branch to a DisconnectParticipant")


def _reachable(starts: Iterable[str], branches: Graph) -> set[str]:
    reachable: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name in branches and name not in reachable:
            reachable.add(name)
            waiting += branches[name]
    return reachable
