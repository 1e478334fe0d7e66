"""What botocore raises is ours afterwards, by whether it may pass, and repeats no key."""

import pytest
from botocore import exceptions
from botocore.exceptions import ClientError

from aws.errors import translated
from vanity.errors import ServiceError, ServiceUnavailable

URL = "http://127.0.0.1"
MAY_PASS: list[Exception] = [
    exceptions.ConnectTimeoutError(endpoint_url=URL),
    exceptions.ReadTimeoutError(endpoint_url=URL),
    exceptions.EndpointConnectionError(endpoint_url=URL),
    exceptions.ConnectionClosedError(endpoint_url=URL),
]
WILL_NOT: list[Exception] = [exceptions.NoCredentialsError(), exceptions.ParamValidationError(report="+18003569377")]
# Every reason that DynamoDB's "Error handling" and SQS's "Common errors" give, and what it means to us.
CODES = {
    "ProvisionedThroughputExceededException": (400, True),
    "RequestLimitExceeded": (400, True),
    "ThrottlingException": (400, True),
    "LimitExceededException": (400, True),
    "ReplicatedWriteConflictException": (400, True),
    "TransactionInProgressException": (400, True),
    "InternalServerError": (500, True),
    "ServiceUnavailable": (503, True),
    "OverLimit": (403, True),
    "RequestThrottled": (403, True),
    "AccessDeniedException": (400, False),
    "ExpiredTokenException": (400, False),
    "ResourceNotFoundException": (400, False),
    "ValidationException": (400, False),
    "ItemCollectionSizeLimitExceededException": (400, False),
    "AWS.SimpleQueueService.NonExistentQueue": (400, False),
    "UnrecognizedClientException": (400, False),
}


def client_error(code: str, status: int) -> ClientError:
    answer = {
        "Error": {"Code": code, "Message": "the key +18003569377"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(answer, "UpdateItem")  # type: ignore[arg-type]


def raised(error: Exception) -> ServiceError:
    with pytest.raises(ServiceError) as caught, translated("UpdateItem"):
        raise error
    return caught.value


@pytest.mark.parametrize("error", MAY_PASS, ids=lambda error: type(error).__name__)
def test_no_answer_may_pass(error: Exception) -> None:
    assert type(raised(error)) is ServiceUnavailable


@pytest.mark.parametrize("error", WILL_NOT, ids=lambda error: type(error).__name__)
def test_a_fault_of_ours_will_not(error: Exception) -> None:
    assert type(raised(error)) is ServiceError


@pytest.mark.parametrize(("code", "meaning"), CODES.items())
def test_the_codes(code: str, meaning: tuple[int, bool]) -> None:
    status, passes = meaning

    assert isinstance(raised(client_error(code, status)), ServiceUnavailable) is passes


def test_the_message_names_the_operation_and_the_code_and_no_number() -> None:
    error = raised(client_error("ValidationException", 400))

    assert str(error) == "UpdateItem failed: ValidationException"
    assert "8003569377" not in str(raised(WILL_NOT[1]))
    assert error.__cause__ is None


def test_an_answer_without_a_code() -> None:
    assert str(raised(ClientError({}, "UpdateItem"))) == "UpdateItem failed: unknown"
