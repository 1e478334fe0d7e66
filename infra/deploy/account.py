"""Whether the account and its Amazon Connect instance can be reached: asked before minutes are spent on a build."""

from typing import Any, NamedTuple

import boto3

from infra.deploy.errors import DeployError, explain_errors
from infra.deploy.settings import Settings


class Stack(NamedTuple):
    """A stack that is there: its outputs, and its parameters with the defaults filled in."""

    outputs: dict[str, str]
    parameters: dict[str, str]


def client(service: Any, settings: Settings) -> Any:
    """A client in the Region of the instance, with the credentials that boto3 finds."""
    return boto3.Session(region_name=settings.region).client(service)


def check(settings: Settings) -> None:
    """Raise DeployError, with what to do, unless the instance exists and these credentials can reach it."""
    with explain_errors("sts:GetCallerIdentity"):
        account = client("sts", settings).get_caller_identity()["Account"]
    if account != settings.account:
        whose = f"the instance is in account {settings.account}, these credentials are of {account}"
        raise DeployError(f"{whose}: choose others with AWS_PROFILE")
    with explain_errors(
        "connect:ListLambdaFunctions"
    ):  # not DescribeInstance, which needs rights over the directory too
        client("connect", settings).list_lambda_functions(InstanceId=settings.instance_id)


def stack(settings: Settings) -> Stack:
    """The stack as it is. Raises DeployError, also when there is none."""
    with explain_errors("cloudformation:DescribeStacks"):
        found = client("cloudformation", settings).describe_stacks(StackName=settings.stack)["Stacks"][0]
    return Stack(
        {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", [])},
        {one["ParameterKey"]: one["ParameterValue"] for one in found.get("Parameters", [])},
    )
