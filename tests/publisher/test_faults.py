"""Each call of Connect's API fails in each possible way, once and always, in each request that makes the call.

Every request still has one response with the right id, and a Delete afterwards leaves nothing behind.
"""

from itertools import product

import pytest

from tests.publisher.account import EARLIER, NUMBER, OTHER_NUMBER, InProcessAccount
from tests.publisher.failures import ALL, CONFLICT, NOT_FOUND, REJECTED, Failure
from tests.publisher.scenarios import SCENARIOS, Scenario, operations
from tests.publisher.stack import Stack

ONCE, ALWAYS = 1, None
TIMES = {ONCE: "once", ALWAYS: "always"}
REQUESTS = [(scenario, operation) for scenario in SCENARIOS for operation in operations(scenario)]
FAULTS = list(product(ALL, TIMES))
# The publisher believes Connect when it says again and again that a resource does not exist, and leaves undone what
# needed it.
BELIEVED = {
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


@pytest.mark.parametrize(("scenario", "operation"), REQUESTS, ids=str)
def test_a_fault_costs_no_response_and_leaves_nothing_behind(scenario: Scenario, operation: str) -> None:
    for failure, times in FAULTS:
        assert_survived(Stack(InProcessAccount()), scenario, operation, failure, times)


def assert_survived(stack: Stack, scenario: Scenario, operation: str, failure: Failure, times: int | None) -> None:
    try:
        _assert_survived(stack, scenario, operation, failure, times)
    except AssertionError as error:
        error.add_note(f"in {scenario}: {operation} fails {TIMES[times]} with {failure}")
        raise


def _assert_survived(stack: Stack, scenario: Scenario, operation: str, failure: Failure, times: int | None) -> None:
    scenario.before(stack)

    with stack.account.failing(operation, failure, times) as fault:
        outcome = scenario.request(stack)

    assert fault is None or fault.hits, "the operation was not called"
    if failure.temporary and times == ONCE:
        assert outcome.status == "SUCCESS", outcome.reason
    if outcome.status == "FAILED":
        scenario.after(stack)
    assert [deleted.status for deleted in stack.clean_up()] in ([], ["SUCCESS"])
    assert stack.delete().status == "SUCCESS"
    if not _is_false(operation, failure, times):
        assert list(stack.account.flows) == [EARLIER]
        assert not stack.account.functions
        assert scenario.forgets or stack.account.numbers == {NUMBER: EARLIER, OTHER_NUMBER: None}


def _is_false(operation: str, failure: Failure, times: int | None) -> bool:
    """Tell whether the publisher has to believe an error that is not true."""
    rejected = operation == "AssociatePhoneNumberContactFlow" and failure in {REJECTED, CONFLICT}
    return rejected or (times is ALWAYS and failure == NOT_FOUND and operation in BELIEVED)


def test_the_matrix_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    count, called = len(REQUESTS) * len(FAULTS), {operation for _, operation in REQUESTS}
    with capsys.disabled():
        print(f"\n{count} faults: {len(SCENARIOS)} requests, {len(called)} operations, {len(ALL)} ways to fail")
    assert len(called) == 14
    assert count >= 2496
