"""The AWS account and its Amazon Connect instance, and errors of AWS explained in one line that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import boto3
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, TokenRetrievalError

from infra.deploy.settings import DeployError, DeploySettings

_NO_CREDENTIALS = "there are no AWS credentials: run `aws configure sso` or `aws configure`, or set AWS_PROFILE"
_REASONS = {
    "ExpiredToken": "the AWS credentials have expired: sign in again, for example with `aws sso login`",
    "InvalidClientTokenId": "the AWS credentials are not valid: sign in again, for example with `aws sso login`",
    "ValidationError": "there is no such stack: run `make deploy`",
    "ResourceNotFoundException": "that Region has no such Amazon Connect instance: compare the ARN with the console",
}


class DeployedStack(NamedTuple):
    """A stack in the account."""

    outputs: dict[str, str]
    #: The parameters, including those that have their default values.
    parameters: dict[str, str]


@contextmanager
def explain_errors(action: str) -> Iterator[None]:
    """Raise DeployError in place of botocore's errors. The action is IAM's, such as `connect:ListLambdaFunctions`."""
    try:
        yield
    except (NoCredentialsError, TokenRetrievalError) as error:
        raise DeployError(_NO_CREDENTIALS) from error
    except ClientError as error:
        code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
        if code.startswith("AccessDenied"):
            raise DeployError(
                f"these credentials lack the permission {action}: have it granted, or use other credentials"
            ) from error
        raise DeployError(_REASONS.get(code, f"AWS refused {action}: {message}")) from error
    except BotoCoreError as error:
        raise DeployError(f"AWS cannot be reached: {error}") from error


def client(service: Any, settings: DeploySettings) -> Any:
    """Return a client in the instance's Region, with the credentials that boto3 finds."""
    return boto3.Session(region_name=settings.region).client(service)


def check(settings: DeploySettings) -> None:
    """Raise DeployError, saying what to do, unless the instance exists and these credentials can reach it."""
    with explain_errors("sts:GetCallerIdentity"):
        account = client("sts", settings).get_caller_identity()["Account"]
    if account != settings.account:
        mismatch = f"the instance is in account {settings.account}, but these credentials are for {account}"
        raise DeployError(f"{mismatch}: choose others with AWS_PROFILE")
    # Not DescribeInstance, which also needs permissions on the directory.
    with explain_errors("connect:ListLambdaFunctions"):
        client("connect", settings).list_lambda_functions(InstanceId=settings.instance_id)


def describe_stack(settings: DeploySettings) -> DeployedStack:
    """Return the stack's outputs and parameters. Raises DeployError, including when there is no stack."""
    with explain_errors("cloudformation:DescribeStacks"):
        stack = client("cloudformation", settings).describe_stacks(StackName=settings.stack)["Stacks"][0]
    return DeployedStack(
        {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])},
        {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in stack.get("Parameters", [])},
    )
