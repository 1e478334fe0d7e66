"""What can go wrong on the way to an AWS account, in one line that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, TokenRetrievalError

_NO_CREDENTIALS = "there are no AWS credentials: run `aws configure sso` or `aws configure`, or set AWS_PROFILE"
_REASONS = {
    "ExpiredToken": "the AWS credentials have expired: sign in again, as with `aws sso login`",
    "InvalidClientTokenId": "the AWS credentials are not valid: sign in again, as with `aws sso login`",
    "ValidationError": "there is no such stack: run `make deploy`",
    "ResourceNotFoundException": "that Region has no such Amazon Connect instance: compare its ARN with the console's",
}


class DeployError(Exception):
    """It cannot be deployed, tried or destroyed; the message says why, and what to do."""


@contextmanager
def explain_errors(action: str) -> Iterator[None]:
    """Raise DeployError for what botocore raises inside. action: in IAM's words, as `connect:ListLambdaFunctions`."""
    try:
        yield
    except (NoCredentialsError, TokenRetrievalError) as error:
        raise DeployError(_NO_CREDENTIALS) from error
    except ClientError as error:
        told = error.response["Error"]
        if told["Code"].startswith("AccessDenied"):
            raise DeployError(f"these credentials lack the right {action}: have it granted, or use others") from error
        raise DeployError(_REASONS.get(told["Code"], f"AWS refused {action}: {told['Message']}")) from error
    except BotoCoreError as error:
        raise DeployError(f"AWS cannot be reached: {error}") from error
