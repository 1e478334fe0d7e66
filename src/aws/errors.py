"""The one place where botocore's exceptions become this project's errors."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from botocore import exceptions

from aws.responses import MalformedResponseError
from calls.errors import AccessDeniedError, AlreadyExistsError, NotFoundError, ServiceError, ServiceUnavailableError

# Worth a retry, and so is every response with a status of 500 or above. The first group is from DynamoDB's "Error
# handling with DynamoDB", the second is SQS's, the last is common to AWS services ("Common errors").
_TRANSIENT = frozenset(
    {
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceeded",
        "TransactionInProgressException",
        "OverLimit",
        "RequestThrottled",
        "RequestTimeout",
        "RequestTimeoutException",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
# Not worth a retry, but some callers need to know which of these it was.
_PERMANENT: dict[str, type[ServiceError]] = {
    "AccessDeniedException": AccessDeniedError,
    "DuplicateResourceException": AlreadyExistsError,
    "ResourceConflictException": AlreadyExistsError,
    "ResourceNotFoundException": NotFoundError,
}


@contextmanager
def translate_errors(
    operation: str,
    include_message: bool = False,
    permanent: Collection[str] = (),
    error_types: Mapping[str, type[ServiceError]] = MappingProxyType({}),
) -> Iterator[None]:
    """Raise a ServiceError, or the subclass that fits, for what botocore raises inside the block.

    The error's message names the operation and the service's error code. `include_message` adds the service's own text,
    which must not be used where that could repeat a key: the key is a phone number. `permanent` lists codes that are
    transient elsewhere but not here; `error_types` gives the errors for codes that only this service has.
    """
    try:
        yield
    except exceptions.ClientError as error:
        code = error.response.get("Error", {}).get("Code", "unknown")
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        message = _message(error.response) if include_message else ""
        transient = status >= 500 or (code in _TRANSIENT and code not in permanent)
        kind = ServiceUnavailableError if transient else {**_PERMANENT, **error_types}.get(code, ServiceError)
        raise kind(f"{operation} failed: {code}{message}") from None
    except MalformedResponseError as error:
        raise ServiceUnavailableError(f"{operation} failed: {error}") from None
    except (exceptions.ConnectionError, exceptions.HTTPClientError) as error:
        raise ServiceUnavailableError(f"{operation} failed: {type(error).__name__}") from None
    except exceptions.BotoCoreError as error:
        raise ServiceError(f"{operation} failed: {type(error).__name__}") from None


def _message(response: Any) -> str:
    """Return the service's own text in one line; for a rejected flow its problems, because it has no message."""
    problems = [problem.get("message", "") for problem in response.get("problems", ())]
    text = "; ".join(problems) or response.get("Error", {}).get("Message", "")
    return f": {' '.join(text.split())}" if text else ""
