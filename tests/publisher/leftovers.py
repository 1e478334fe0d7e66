"""What tests of the custom resource look for, and the faults that they let Connect have."""

from tests.publisher.connect import AWAY, EARLIER, HOME, NUMBER, OTHER_NUMBER, FakeConnect, Fault, refusal

PROBLEMS = [{"message": "Invalid Action type. Type: X"}, {"message": "Path: Actions[3]"}]
REFUSED = Fault("refused", refusal("InvalidContactFlowException", 400, problems=PROBLEMS), passes=False)
FULL = Fault("full", refusal("LimitExceededException", 429), passes=False)
LOST = Fault("lost", refusal("Unheard", 400), passes=False, lost=True)


def flow_id(arn: str) -> str:
    return arn.rpartition("/")[2]


HOME_ID, AWAY_ID = map(flow_id, (HOME, AWAY))


def assert_nothing_is_left(connect: FakeConnect) -> None:
    assert list(connect.flows) == [EARLIER]
    assert connect.functions == set()
    assert connect.numbers == {NUMBER: EARLIER, OTHER_NUMBER: None}
