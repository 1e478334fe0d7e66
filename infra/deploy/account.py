"""The AWS account and its Amazon Connect instance, and errors of AWS explained in one line that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, TokenRetrievalError
from botocore.session import get_session
from botocore.utils import parse_timestamp

from infra.deploy.settings import DeployError, DeploySettings

_NO_CREDENTIALS = "there are no AWS credentials: run `aws configure sso` or `aws configure`, or set AWS_PROFILE"
_REASONS = {
    "ExpiredToken": "the AWS credentials have expired: sign in again, for example with `aws sso login`",
    "InvalidClientTokenId": "the AWS credentials are not valid: sign in again, for example with `aws sso login`",
}
_NO_INSTANCE = "that Region has no such Amazon Connect instance: compare the ARN with the console"


@contextmanager
def explain_errors(action: str) -> Iterator[None]:
    """Raise DeployError in place of botocore's errors. The action is IAM's, such as `connect:ListLambdaFunctions`."""
    try:
        yield
    except (NoCredentialsError, TokenRetrievalError) as error:
        raise DeployError(_NO_CREDENTIALS) from error
    except ClientError as error:
        code, message = error.response["Error"]["Code"], _message(error.response)
        if code.startswith("AccessDenied"):
            raise DeployError(
                f"these credentials lack the permission {action}: have it granted, or use other credentials"
            ) from error
        if code == "ResourceNotFoundException" and action.startswith("connect:"):
            raise DeployError(_NO_INSTANCE) from error
        raise DeployError(_REASONS.get(code, f"AWS refused {action}: {message}")) from error
    except BotoCoreError as error:
        raise DeployError(f"AWS cannot be reached: {error}") from error


def _message(response: Any) -> str:
    """Return the service's own text; for a test case that Connect rejects its problems, because it has no message."""
    problems = "; ".join(problem.get("message", "") for problem in response.get("Problems", ()))
    return problems or response["Error"].get("Message", "")


def client(service: Any, settings: DeploySettings, **options: Any) -> Any:
    """Return a client in the instance's Region, with the credentials that boto3 finds or that the options name."""
    session = get_session()
    # Connect has been seen to send milliseconds where its model says seconds: tens of thousands of years from now.
    session.get_component("response_parser_factory").set_parser_defaults(timestamp_parser=_parse_timestamp)
    return boto3.Session(botocore_session=session, region_name=settings.region).client(service, **options)


def _parse_timestamp(value: Any) -> datetime:
    """Return a time in a reply: text, or seconds since the epoch, or milliseconds or a finer unit.

    Raises ValueError for anything else.
    """
    with suppress(ValueError, OverflowError, RuntimeError):  # botocore's word for a time that no time zone has
        return parse_timestamp(value)
    for unit in (1e3, 1e6, 1e9):  # the first that gives a year with four digits
        with suppress(ValueError, OverflowError):
            return datetime.fromtimestamp(float(value) / unit, UTC)
    raise ValueError(f"not a time: {value!r}")


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
