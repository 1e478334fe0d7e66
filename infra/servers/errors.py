"""The errors of the local cloud, each with a one-line message that says what to do.

LocalCloudError
├── NotRunningError     no local cloud is running
└── CloudRequestError   a service of the local cloud rejected a request
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError


class LocalCloudError(Exception):
    """The local cloud cannot do what was requested. The message says why, and what to do."""


class NotRunningError(LocalCloudError):
    """No local cloud is running, so none can be called."""


class CloudRequestError(LocalCloudError):
    """A service of the local cloud rejected a request."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        #: The service's error code, such as `ValidationError`.
        self.code = code


@contextmanager
def explain_errors(action: str) -> Iterator[None]:
    """Raise LocalCloudError in place of botocore's errors; its message starts with the action that was attempted."""
    try:
        yield
    except ClientError as error:
        details = error.response["Error"]
        raise CloudRequestError(f"{action}: {details['Message']} ({details['Code']})", details["Code"]) from error
    except BotoCoreError as error:
        raise LocalCloudError(f"{action}: {error}; is the local cloud still running? try `make down up`") from error
