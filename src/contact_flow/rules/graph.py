"""The flow as a graph: every way leads to an action, every action can be reached, and from each there is a way out."""

from collections.abc import Iterable, Iterator, Mapping

from contact_flow.document import Flow, targets
from contact_flow.findings import Finding, shown

Graph = Mapping[str, Iterable[str]]


def graph_rules(flow: Flow) -> Iterator[Finding]:
    """Dangling targets, unreachable actions, and circles without an end."""
    ways = {action["Identifier"]: list(targets(action)) for action in flow["Actions"]}
    yield from _dangling(flow, ways)
    if flow["StartAction"] in ways:
        reached = _reached([flow["StartAction"]], ways)
        for name in ways.keys() - reached:
            yield Finding(name, "unreachable", "no other action leads here", "lead to it, or take it out")
        yield from _endless(ways)


def _dangling(flow: Flow, ways: Graph) -> Iterator[Finding]:
    for name, next_ones in [("", [flow["StartAction"]]), *ways.items()]:
        for target in dict.fromkeys(next_ones):
            if target not in ways:
                problem = f"{'it' if name else 'StartAction'} leads to {shown(target)}, which is no action of the flow"
                yield Finding(name, "dangling-target", problem, "name an Identifier that is there")


def _endless(ways: Graph) -> Iterator[Finding]:
    """Actions that only lead to one another. One without a way on, or with an unknown one, counts as an end."""
    ends = [name for name, next_ones in ways.items() if not set(next_ones) or not set(next_ones) <= ways.keys()]
    backwards: dict[str, list[str]] = {name: [] for name in ways}
    for name, next_ones in ways.items():
        for target in set(next_ones) & ways.keys():
            backwards[target].append(name)
    for name in ways.keys() - _reached(ends, backwards):
        yield Finding(name, "endless", "from here the call never ends", "lead to a DisconnectParticipant")


def _reached(starts: Iterable[str], ways: Graph) -> set[str]:
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name in ways and name not in reached:
            reached.add(name)
            waiting += ways[name]
    return reached
