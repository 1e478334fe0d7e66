"""Plays a flow: from action to action, along the flow's own branches, until the call is over."""

from typing import NamedTuple

from infra.phone.actions import ACTIONS, OngoingCall
from infra.phone.errors import EndlessFlowError
from infra.phone.events import HungUp
from infra.phone.keypad import CallerHungUpError
from infra.phone.outcomes import branch_of
from infra.phone.playable_flow import PlayableAction, PlayableFlow

MOST_ACTIONS = 1000  # in one call; Amazon Connect's own limit is not documented


class Step(NamedTuple):
    """An action that a call went through."""

    action: str
    #: The branch that the call took from there; empty where it ended.
    branch: str


class Play:
    """A call to a flow."""

    def __init__(self, flow: PlayableFlow, call: OngoingCall) -> None:
        #: What the call went through, in order.
        self.steps: list[Step] = []
        self._flow = flow
        self._call = call

    def run(self) -> None:
        """Play until somebody hangs up. Raises MissingBranchError, EndlessFlowError and UnplayableFlowError."""
        try:
            next_action = self._flow.start
            while next_action:
                next_action = self._play(self._flow.actions[next_action])
        except CallerHungUpError:
            self._call.report(HungUp(by_caller=True))

    def _play(self, action: PlayableAction) -> str:
        """Play an action, and return the identifier of the next one."""
        if len(self.steps) == MOST_ACTIONS:
            message = f"the flow did not end within {MOST_ACTIONS:,} actions, the next is {action.name}"
            raise EndlessFlowError(message)
        branch = branch_of(action, ACTIONS[action.action["Type"]](action, self._call))
        self.steps.append(Step(action.action["Identifier"], branch.name))
        return branch.next


def all_steps(flow: PlayableFlow) -> set[Step]:
    """Return every branch of every action: what calls must go through to cover the whole flow."""
    return {Step(name, branch) for name, action in flow.actions.items() for branch in action.branches() or [""]}
