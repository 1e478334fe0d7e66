"""Any sequence of requests: late, lost and failed ones among them, while Connect's replies are out of date.

What CloudFormation knows as live stays live; and once everything has been deleted, nothing is left.
"""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from infra.fake_connect.faults import Fault
from tests.publisher.account import HOME_ID, NUMBER, InProcessAccount, assert_nothing_is_left, flow_id
from tests.publisher.failures import DENIED, NOT_FOUND, STALE, Failure
from tests.publisher.stack import FUNCTION, PROPERTIES, Stack

LISTS = ("BatchGetFlowAssociation", "ListFlowAssociations", "ListContactFlows")
KNOWN = ("ListTagsForResource", "TagResource", "UpdateContactFlowContent", "AssociatePhoneNumberContactFlow")
TROUBLES = [None, *((operation, STALE) for operation in LISTS), *((operation, NOT_FOUND) for operation in KNOWN)]
TROUBLES += [("CreateContactFlow", DENIED), ("DeleteContactFlow", DENIED)]
Trouble = tuple[str, Failure] | None


class CloudFormationRequests(RuleBasedStateMachine):
    """A stack whose resource is created, updated and deleted, with late Deletes of what failed before."""

    def __init__(self) -> None:
        super().__init__()
        self.account = InProcessAccount()
        self.stack = Stack(self.account)
        self.live = ""
        #: The ids of Creates that failed or were never answered, whose Deletes are still to come.
        self.owed: list[str] = []
        self.count = 0

    def _next(self) -> str:
        self.count += 1
        return f"request-{self.count}"

    def _trouble(self, trouble: Trouble) -> None:
        """Let one reply be out of date, or denied because a role is new."""
        self.account.connect.faults.clear()
        if trouble:
            operation, failure = trouble
            self.account.connect.faults.add(Fault(operation, failure.error(), times=1))

    @precondition(lambda self: not self.live)
    @rule(trouble=st.sampled_from(TROUBLES))
    def create(self, trouble: Trouble) -> None:
        self._trouble(trouble)
        outcome = self.stack.create(request=self._next())
        assert outcome.status == "SUCCESS", outcome.reason
        self.live = outcome.id

    @precondition(lambda self: not self.live)
    @rule()
    def create_and_fail(self) -> None:
        outcome = self.stack.create(request=self._next(), ConverterFunctionArn="")
        assert outcome.status == "FAILED"
        self.owed.append(outcome.id)

    @precondition(lambda self: not self.live)
    @rule(trouble=st.sampled_from(TROUBLES))
    def create_unheard(self, trouble: Trouble) -> None:
        self._trouble(trouble)
        self.stack.deaf = True
        self.stack.create(request=self._next())
        self.stack.deaf = False
        self.owed.append(f"vanity-VanityFlow-{self.count}")

    @precondition(lambda self: self.live)
    @rule(name=st.sampled_from(["Vanity line", "New name"]), trouble=st.sampled_from(TROUBLES))
    def update(self, name: str, trouble: Trouble) -> None:
        self._trouble(trouble)
        self.stack.id = self.live
        outcome = self.stack.update(request=self._next(), Name=name)
        assert (outcome.status, outcome.id) == ("SUCCESS", self.live), outcome.reason

    @precondition(lambda self: self.owed and not self.live)
    @rule(which=st.integers(0, 9))
    def update_what_failed(self, which: int) -> None:
        """CloudFormation was told not to roll back: the next attempt is an Update by the failed id."""
        failed = self.owed.pop(which % len(self.owed))
        self._trouble(None)
        self.stack.id, self.stack.properties = failed, {**PROPERTIES}
        outcome = self.stack.update(request=self._next())
        assert outcome.status == "SUCCESS", outcome.reason
        self.stack.replaced.clear()
        self.live = outcome.id
        self.owed.append(failed)  # the clean-up, which may come late

    @precondition(lambda self: self.owed)
    @rule(which=st.integers(0, 9), trouble=st.sampled_from(TROUBLES), again=st.booleans())
    def delete_late(self, which: int, trouble: Trouble, again: bool) -> None:
        failed = self.owed.pop(which % len(self.owed))
        self._trouble(trouble)
        for _ in range(1 + again):
            assert self.stack.request("Delete", PROPERTIES, failed, RequestId=self._next()).status == "SUCCESS"

    @precondition(lambda self: self.live)
    @rule(trouble=st.sampled_from(TROUBLES), again=st.booleans())
    def delete(self, trouble: Trouble, again: bool) -> None:
        self._trouble(trouble)
        for _ in range(1 + again):
            assert self.stack.request("Delete", PROPERTIES, self.live, RequestId=self._next()).status == "SUCCESS"
        self.live = ""

    @invariant()
    def what_is_live_stays_live(self) -> None:
        if self.live:
            assert flow_id(self.live) in self.account.flows
            assert self.account.functions == {(HOME_ID, FUNCTION)}
            assert self.account.numbers[NUMBER] == flow_id(self.live)

    def teardown(self) -> None:
        self._trouble(None)
        for physical_id in [self.live, *self.owed]:
            if physical_id:
                self.stack.request("Delete", PROPERTIES, physical_id, RequestId=self._next())
        assert_nothing_is_left(self.account)


TestCloudFormationRequests: Any = CloudFormationRequests.TestCase
TestCloudFormationRequests.settings = settings(
    max_examples=60, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
