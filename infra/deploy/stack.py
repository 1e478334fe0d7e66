"""The stack in the account: whether there is one, what is left of one whose creation failed, and why it failed."""

from collections.abc import Callable
from typing import Any, NamedTuple

from botocore.exceptions import ClientError, WaiterError

from infra.deploy.account import explain_errors
from infra.deploy.settings import DeployError, DeploySettings

Clients = Callable[[str], Any]  # returns the client of a service
# CloudFormation refuses to update a stack in these states: its creation failed, or was never carried out.
_REMAINS = {"CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "REVIEW_IN_PROGRESS"}
_NO_STACK = "ValidationError"  # of DescribeStacks only; of other operations it has other causes


class DeployedStack(NamedTuple):
    """A stack in the account."""

    outputs: dict[str, str]
    #: The parameters, including those that have their default values.
    parameters: dict[str, str]

    def check(self) -> None:
        """Raise DeployError unless the stack has a flow: its creation may have failed, or may still go on."""
        if "ContactFlowId" not in self.outputs:
            raise DeployError("the stack is not deployed: its creation goes on or has failed; run `make deploy`")


def describe_stack(settings: DeploySettings, clients: Clients) -> DeployedStack:
    """Return the stack's outputs and parameters. Raises DeployError, including when there is no stack."""
    stack = _find_stack(settings, clients)
    if stack is None:
        raise DeployError("there is no such stack: run `make deploy`")
    return DeployedStack(
        {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])},
        {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in stack.get("Parameters", [])},
    )


def stack_status(settings: DeploySettings, clients: Clients) -> str:
    """Return the stack's status; empty when there is none. Raises DeployError."""
    stack = _find_stack(settings, clients)
    status: str = stack["StackStatus"] if stack else ""
    return "" if status == "DELETE_COMPLETE" else status


def _find_stack(settings: DeploySettings, clients: Clients) -> dict[str, Any] | None:
    """Return CloudFormation's description of the stack; None when there is none."""
    with explain_errors("cloudformation:DescribeStacks"):
        try:
            stacks: list[dict[str, Any]] = clients("cloudformation").describe_stacks(StackName=settings.stack)["Stacks"]
        except ClientError as error:
            if error.response["Error"]["Code"] == _NO_STACK:
                return None
            raise
    return stacks[0]


def clear_remains(settings: DeploySettings, clients: Clients) -> bool:
    """Delete what is left of a stack whose creation failed. Return whether there is a stack to update.

    Raises DeployError.
    """
    status = stack_status(settings, clients)
    if status not in _REMAINS:
        return bool(status)
    print(f"an earlier deployment failed: deleting what is left of the stack {settings.stack} ({status})")
    cloudformation = clients("cloudformation")
    with explain_errors("cloudformation:DeleteStack"):
        cloudformation.delete_stack(StackName=settings.stack)
        try:
            cloudformation.get_waiter("stack_delete_complete").wait(StackName=settings.stack)
        except WaiterError as error:
            reason = first_failure(settings, clients) or str(error)
            raise DeployError(f"the stack {settings.stack} cannot be deleted: {reason}") from error
    return False


def first_failure(settings: DeploySettings, clients: Clients) -> str:
    """Return the resource that failed first in the latest operation, and why; empty when none did."""
    with explain_errors("cloudformation:DescribeStackEvents"):
        events = clients("cloudformation").describe_stack_events(StackName=settings.stack)["StackEvents"]
    failures: list[str] = []
    for event in events:  # the latest comes first
        if event["LogicalResourceId"] == settings.stack and event["ResourceStatus"].endswith("_IN_PROGRESS"):
            if event.get("ResourceStatusReason") == "User Initiated":
                break
        elif event["ResourceStatus"].endswith("_FAILED") and event["LogicalResourceId"] != settings.stack:
            failures.append(f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}")
    return failures[-1] if failures else ""
