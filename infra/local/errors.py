"""What can go wrong with the local cloud, in one line that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError


class LocalCloudError(Exception):
    """The local cloud cannot do what it was asked; the message says why, and what to do."""


class NotRunningError(LocalCloudError):
    """There is no local cloud that could be called."""


class CloudRequestError(LocalCloudError):
    """The emulator refused a request; `code` is the service's own name for the reason."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def explain_errors(doing: str) -> Iterator[None]:
    """Raise LocalCloudError for what botocore raises inside; doing: what was being done, for the message."""
    try:
        yield
    except ClientError as error:
        told = error.response["Error"]
        raise CloudRequestError(f"{doing}: {told['Message']} ({told['Code']})", told["Code"]) from error
    except BotoCoreError as error:
        raise LocalCloudError(f"{doing}: {error}; is the local cloud still running? try `make down up`") from error
