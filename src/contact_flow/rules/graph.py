"""The flow as a graph: every branch leads to an action, every action can be reached, and from each the call can end."""

from collections.abc import Iterable, Iterator, Mapping

from contact_flow.document import Flow, targets
from contact_flow.findings import Finding, show

Graph = Mapping[str, Iterable[str]]


def graph_rules(flow: Flow) -> Iterator[Finding]:
    """Find branches to missing actions, unreachable actions, and circles without an end."""
    branches = {action["Identifier"]: list(targets(action)) for action in flow["Actions"]}
    yield from _dangling(flow, branches)
    if flow["StartAction"] in branches:
        reachable = _reachable([flow["StartAction"]], branches)
        for name in branches.keys() - reachable:
            yield Finding(name, "unreachable", "no other action leads here", "add a branch to it, or remove it")
        yield from _endless(branches)


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
