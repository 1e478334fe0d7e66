"""What botocore raises, as errors of ours: in one place."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from botocore import exceptions

from calls.errors import AccessDeniedError, AlreadyExistsError, NotFoundError, ServiceError, ServiceUnavailableError

# Worth another attempt; besides them every answer with a status of 500 or above. The first group is DynamoDB's, "Error
# handling with DynamoDB"; the second SQS's; the last one of AWS services in general ("Common errors").
_PASSING = frozenset(
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
# What will not pass, where it makes a difference to someone what it is.
_LASTING: dict[str, type[ServiceError]] = {
    "AccessDeniedException": AccessDeniedError,
    "DuplicateResourceException": AlreadyExistsError,
    "ResourceConflictException": AlreadyExistsError,
    "ResourceNotFoundException": NotFoundError,
}


@contextmanager
def translate_errors(
    operation: str,
    tells: bool = False,
    lasting: Collection[str] = (),
    kinds: Mapping[str, type[ServiceError]] = MappingProxyType({}),
) -> Iterator[None]:
    """Raise ServiceError, or the kind of it that fits, for what botocore raises inside.

    The message names the operation and the error's code. tells: whether it also has the service's own text, which must
    not be where that may repeat a key: the key is a phone number. lasting: codes that may pass elsewhere, but not here.
    kinds: the errors for codes that only this service has.
    """
    try:
        yield
    except exceptions.ClientError as error:
        code = error.response.get("Error", {}).get("Code", "unknown")
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        told = _told(error.response) if tells else ""
        passes = status >= 500 or (code in _PASSING and code not in lasting)
        kind = ServiceUnavailableError if passes else {**_LASTING, **kinds}.get(code, ServiceError)
        raise kind(f"{operation} failed: {code}{told}") from None
    except (exceptions.ConnectionError, exceptions.HTTPClientError) as error:
        raise ServiceUnavailableError(f"{operation} failed: {type(error).__name__}") from None
    except exceptions.BotoCoreError as error:
        raise ServiceError(f"{operation} failed: {type(error).__name__}") from None


def _told(response: Any) -> str:
    """What the service says, in one line; of a refused contact flow its problems, as its message is empty."""
    problems = [problem.get("message", "") for problem in response.get("problems", ())]
    text = "; ".join(problems) or response.get("Error", {}).get("Message", "")
    return f": {' '.join(text.split())}" if text else ""
