"""Plays a flow: from action to action, along the flow's own branches, until the call is over."""

from typing import NamedTuple

from infra.phone.actions import ACTIONS
from infra.phone.call import Call
from infra.phone.errors import EndlessFlow
from infra.phone.flow import Action, Flow
from infra.phone.keypad import CallerGone
from infra.phone.moments import HungUp
from infra.phone.outcomes import branch

MOST_ACTIONS = 1000  # in one call; what Amazon Connect allows is nowhere written


class Step(NamedTuple):
    """An action that a call went through, and the branch it took from there; empty where the call ended."""

    action: str
    branch: str


class Play:
    """A call to a flow. steps: what it went through, in order."""

    def __init__(self, flow: Flow, call: Call) -> None:
        self.steps: list[Step] = []
        self._flow = flow
        self._call = call

    def run(self) -> None:
        """Play until someone hangs up. Raises NoBranch, EndlessFlow, and FlowUnreadable for a value that is no good."""
        try:
            following = self._flow.start
            while following:
                following = self._after(self._flow.actions[following])
        except CallerGone:
            self._call.tell(HungUp(by_caller=True))

    def _after(self, action: Action) -> str:
        """Let an action happen; the one that comes next."""
        if len(self.steps) == MOST_ACTIONS:
            raise EndlessFlow(f"the flow did not end within {MOST_ACTIONS:,} actions, the next is {action.named}")
        taken = branch(action, ACTIONS[action.type](action, self._call))
        self.steps.append(Step(action.identifier, taken.name))
        return taken.target


def all_steps(flow: Flow) -> set[Step]:
    """Every way through every action: what calls must have gone through to have tried all of the flow."""
    return {Step(name, way) for name, action in flow.actions.items() for way in action.branches() or [""]}
