"""Each call of Connect's API fails, in each way it can, once or always, in each request that makes it.

Whatever happens there is one answer with the right id, and a Delete afterwards leaves nothing behind.
"""

from itertools import product

import pytest

from tests.publisher.connect import EARLIER, FAULTS, NUMBER, OTHER_NUMBER, FakeConnect, Fault
from tests.publisher.scenarios import SCENARIOS, Scenario, operations
from tests.publisher.stack import Stack

ONCE, ALWAYS = 1, 10_000
CASES = [
    (scenario, operation, fault, times)
    for scenario in SCENARIOS
    for operation, fault, times in product(operations(scenario), FAULTS, (ONCE, ALWAYS))
]
# Where Connect denies that something is there that is, it is believed: what it was needed for is left undone.
DENIALS = {
    "AssociatePhoneNumberContactFlow",
    "BatchGetFlowAssociation",
    "DeleteContactFlow",
    "DisassociateLambdaFunction",
    "DisassociatePhoneNumberContactFlow",
    "ListFlowAssociations",
    "ListTagsForResource",
    "UpdateContactFlowContent",
    "UpdateContactFlowMetadata",
}


def named(case: object) -> str:
    return {ONCE: "once", ALWAYS: "always"}.get(case, str(case)) if isinstance(case, int) else str(case)


@pytest.mark.parametrize(("scenario", "operation", "fault", "times"), CASES, ids=named)
def test_a_fault_costs_no_answer_and_leaves_nothing_behind(
    connect: FakeConnect, scenario: Scenario, operation: str, fault: Fault, times: int
) -> None:
    assert_survived(Stack(connect), scenario, operation, fault, times)
    assert connect.hits


def assert_survived(stack: Stack, scenario: Scenario, operation: str, fault: Fault, times: int) -> None:
    scenario.before(stack)

    with stack.connect.failing(operation, fault, times):
        answered = scenario.request(stack)

    if fault.passes and times == ONCE:
        assert answered.status == "SUCCESS", answered.reason
    if answered.status == "FAILED":
        scenario.after(stack)
    assert all(cleaned.status == "SUCCESS" for cleaned in stack.clean_up())
    assert stack.delete().status == "SUCCESS"
    if not _is_a_lie(operation, fault):
        assert list(stack.connect.flows) == [EARLIER]
        assert not stack.connect.functions
        assert scenario.forgets or stack.connect.numbers == {NUMBER: EARLIER, OTHER_NUMBER: None}


def _is_a_lie(operation: str, fault: Fault) -> bool:
    refused = operation == "AssociatePhoneNumberContactFlow" and fault.name in {"flow refused", "conflict"}
    return refused or (fault.name == "not found" and operation in DENIALS)


def test_the_matrix_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    asked = {operation for _, operation, _, _ in CASES}
    with capsys.disabled():
        print(f"\n{len(CASES)} faults: {len(SCENARIOS)} requests, {len(asked)} operations, {len(FAULTS)} ways to fail")
    assert len(asked) == 14
