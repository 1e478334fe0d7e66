"""How many calls wait in one of the stack's queues."""

from typing import Any

from infra.deploy.account import explain_errors

_WAITING = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]


def count_waiting(sqs: Any, url: str) -> int:
    """Return about how many messages a queue has, with those that a consumer has received. Raises DeployError."""
    with explain_errors("sqs:GetQueueAttributes"):
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=_WAITING)["Attributes"]
    return sum(int(attributes[name]) for name in _WAITING)
