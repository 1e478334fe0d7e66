"""`make redrive` with a fake SQS, which has the move tasks that the local cloud lacks."""

from typing import Any

import pytest

from infra.deploy import redrive as redriving
from infra.deploy.redrive import redrive
from infra.deploy.settings import DeployError, DeploySettings
from infra.fake_connect.seed import INSTANCE_ARN

SETTINGS = DeploySettings("mine", "us-east-1", {"InstanceArn": INSTANCE_ARN})
OUTPUTS = {
    "ContactFlowId": "flow",
    "BacklogUrl": "backlog",
    "DeadLetterUrl": "dead",
    "WriterLogGroup": "mine-WriterLogs",
}


class FakeSqs:
    """SQS with three dead letters, whose move task goes through the states of a test; and the stack."""

    def __init__(self, *states: dict[str, Any]) -> None:
        self._states = list(states)
        self._waiting = {"dead": 3, "backlog": 0}
        self.source = ""

    def describe_stacks(self, **_: str) -> Any:
        return {"Stacks": [{"Outputs": [{"OutputKey": name, "OutputValue": OUTPUTS[name]} for name in OUTPUTS]}]}

    def get_queue_attributes(self, QueueUrl: str, **_: Any) -> Any:  # noqa: N803 - AWS's name
        return {
            "Attributes": {
                "QueueArn": f"arn:{QueueUrl}",
                "ApproximateNumberOfMessages": str(self._waiting[QueueUrl]),
                "ApproximateNumberOfMessagesNotVisible": "0",
            }
        }

    def start_message_move_task(self, SourceArn: str) -> None:  # noqa: N803 - AWS's name
        self.source = SourceArn

    def list_message_move_tasks(self, **_: Any) -> Any:
        return {"Results": [self._states.pop(0)]}


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redriving, "_POLL", 0.0)


def test_the_dead_letter_queue_is_the_source_and_progress_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    sqs = FakeSqs(
        {"Status": "RUNNING", "ApproximateNumberOfMessagesMoved": 1, "ApproximateNumberOfMessagesToMove": 3},
        {"Status": "COMPLETED", "ApproximateNumberOfMessagesMoved": 3},
    )

    assert redrive(SETTINGS, lambda _: sqs) == "3 calls were moved, and none waits in the queue"
    assert sqs.source == "arn:dead"
    assert capsys.readouterr().out.startswith("moved 1 of 3 calls\n")


def test_a_move_that_fails_gives_the_services_reason() -> None:
    sqs = FakeSqs({"Status": "FAILED", "ApproximateNumberOfMessagesMoved": 1, "FailureReason": "CouldNotDetermine"})

    with pytest.raises(
        DeployError, match=r"ended as FAILED after 1 calls \(CouldNotDetermine\): run `make redrive` again"
    ):
        redrive(SETTINGS, lambda _: sqs)
