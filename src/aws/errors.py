"""What botocore raises, as errors of ours: in one place."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore import exceptions

from vanity.errors import ServiceError, ServiceUnavailable

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


@contextmanager
def translated(operation: str) -> Iterator[None]:
    """Raise ServiceError or ServiceUnavailable for what botocore raises inside.

    The message names the operation and the error's code, never the service's own text: that may repeat a key, and the
    key is a phone number.
    """
    try:
        yield
    except exceptions.ClientError as error:
        code = error.response.get("Error", {}).get("Code", "unknown")
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        kind = ServiceUnavailable if code in _PASSING or status >= 500 else ServiceError
        raise kind(f"{operation} failed: {code}") from None
    except (exceptions.ConnectionError, exceptions.HTTPClientError) as error:
        raise ServiceUnavailable(f"{operation} failed: {type(error).__name__}") from None
    except exceptions.BotoCoreError as error:
        raise ServiceError(f"{operation} failed: {type(error).__name__}") from None
