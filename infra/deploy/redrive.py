"""`make redrive`: the calls in the dead-letter queue go back to the queue, from which the writer saves them."""

import time
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from infra.deploy.account import explain_errors
from infra.deploy.queues import count_waiting
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.stack import Clients, describe_stack

_POLL = 1.0
_PATIENCE = 45.0  # seconds without a call saved, after which the table is taken to fail still
#: The codes with which a service refuses an operation that it does not have.
UNKNOWN = {"InvalidAction", "UnknownOperationException", "AWS.SimpleQueueService.UnsupportedOperation"}


class _Queues(NamedTuple):
    """The two queues, by their URLs."""

    sqs: Any
    backlog: str
    dead: str


def redrive(settings: DeploySettings, clients: Clients) -> str:
    """Move the calls back, wait until the writer has saved them, and return the result as a line.

    Raises DeployError, also when there is nothing to move, or when calls are not saved.
    """
    deployed = describe_stack(settings, clients)
    deployed.check()
    queues = _Queues(clients("sqs"), deployed.outputs["BacklogUrl"], deployed.outputs["DeadLetterUrl"])
    if not count_waiting(queues.sqs, queues.dead):
        raise DeployError("there is nothing to move: the dead-letter queue is empty")
    moved = _move(queues)
    print(f"moved {moved} calls; the writer saves them now")
    _await_writer(queues, deployed.outputs["WriterLogGroup"])
    return f"{moved} calls were moved, and none waits in the queue"


def _move(queues: _Queues) -> int:
    """Move all messages to the queue that they came from, and return how many there were."""
    with explain_errors("sqs:StartMessageMoveTask"):
        arn = queues.sqs.get_queue_attributes(QueueUrl=queues.dead, AttributeNames=["QueueArn"])["Attributes"][
            "QueueArn"
        ]
        try:
            queues.sqs.start_message_move_task(SourceArn=arn)
        except ClientError as error:
            if error.response["Error"]["Code"] not in UNKNOWN:
                raise
            return _move_singly(queues)
    return _await_move(queues.sqs, arn)


def _await_move(sqs: Any, arn: str) -> int:
    """Print a task's progress until it ends, and return how many messages it moved."""
    while True:
        with explain_errors("sqs:ListMessageMoveTasks"):
            [task] = sqs.list_message_move_tasks(SourceArn=arn, MaxResults=1)["Results"]
        moved = task.get("ApproximateNumberOfMessagesMoved", 0)
        if task["Status"] == "COMPLETED":
            return int(moved)
        if task["Status"] != "RUNNING":
            reason = task.get("FailureReason", "no reason given")
            raise DeployError(
                f"the move ended as {task['Status']} after {moved} calls ({reason}): run `make redrive` again"
            )
        print(f"moved {moved} of {task.get('ApproximateNumberOfMessagesToMove', '?')} calls")
        time.sleep(_POLL)


def _move_singly(queues: _Queues) -> int:
    """Move the messages without a task, which the local cloud does not know.

    A message is sent before it is deleted: to save a call twice changes nothing.
    """
    moved = 0
    while messages := queues.sqs.receive_message(QueueUrl=queues.dead, MaxNumberOfMessages=10).get("Messages", []):
        for message in messages:
            queues.sqs.send_message(QueueUrl=queues.backlog, MessageBody=message["Body"])
            queues.sqs.delete_message(QueueUrl=queues.dead, ReceiptHandle=message["ReceiptHandle"])
        moved += len(messages)
    return moved


def _await_writer(queues: _Queues, log_group: str) -> None:
    """Wait until the queue is empty. Raises DeployError once its calls are no longer being saved."""
    fewest, since = count_waiting(queues.sqs, queues.backlog), time.monotonic()
    while fewest:
        time.sleep(_POLL)
        waiting = count_waiting(queues.sqs, queues.backlog)
        if waiting < fewest:
            print(f"{waiting} calls wait to be saved")
            fewest, since = waiting, time.monotonic()
        elif time.monotonic() - since > _PATIENCE:
            look = f"see the writer's log, {log_group}"
            raise DeployError(
                f"{waiting} calls still wait in the queue, and none was saved for {_PATIENCE:.0f} s: {look}"
            )
