"""What botocore raises is ours afterwards, by whether it may pass, and repeats no key."""

import pytest
from botocore import exceptions
from botocore.exceptions import ClientError

from aws.errors import translate_errors
from calls.errors import AccessDeniedError, AlreadyExistsError, NotFoundError, ServiceError, ServiceUnavailableError

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


# What makes a difference to the publisher.
KINDS = {
    "AccessDeniedException": AccessDeniedError,
    "DuplicateResourceException": AlreadyExistsError,
    "InvalidParameterException": ServiceError,
    "ResourceConflictException": AlreadyExistsError,
    "ResourceNotFoundException": NotFoundError,
}


def client_error(code: str, status: int) -> ClientError:
    answer = {
        "Error": {"Code": code, "Message": "the key +18003569377"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(answer, "UpdateItem")  # type: ignore[arg-type]


class UnusualError(ServiceError):
    """Of one service only."""


def raised(error: Exception) -> ServiceError:
    with pytest.raises(ServiceError) as caught, translate_errors("UpdateItem"):
        raise error
    return caught.value


@pytest.mark.parametrize("error", MAY_PASS, ids=lambda error: type(error).__name__)
def test_no_answer_may_pass(error: Exception) -> None:
    assert type(raised(error)) is ServiceUnavailableError


@pytest.mark.parametrize("error", WILL_NOT, ids=lambda error: type(error).__name__)
def test_a_fault_of_ours_will_not(error: Exception) -> None:
    assert type(raised(error)) is ServiceError


@pytest.mark.parametrize(("code", "meaning"), CODES.items())
def test_the_codes(code: str, meaning: tuple[int, bool]) -> None:
    status, passes = meaning

    assert isinstance(raised(client_error(code, status)), ServiceUnavailableError) is passes


def test_the_message_names_the_operation_and_the_code_and_no_number() -> None:
    error = raised(client_error("ValidationException", 400))

    assert str(error) == "UpdateItem failed: ValidationException"
    assert "8003569377" not in str(raised(WILL_NOT[1]))
    assert error.__cause__ is None


def test_an_answer_without_a_code() -> None:
    assert str(raised(ClientError({}, "UpdateItem"))) == "UpdateItem failed: unknown"


@pytest.mark.parametrize(("code", "kind"), KINDS.items())
def test_the_kinds_of_what_will_not_pass(code: str, kind: type[ServiceError]) -> None:
    assert type(raised(client_error(code, 400))) is kind


def test_a_code_may_last_at_one_service_and_pass_at_another() -> None:
    error = client_error("LimitExceededException", 429)

    with (
        pytest.raises(ServiceError) as caught,
        translate_errors("CreateContactFlow", permanent={"LimitExceededException"}),
    ):
        raise error

    assert type(caught.value) is ServiceError
    assert type(raised(error)) is ServiceUnavailableError


def test_a_service_that_repeats_no_key_may_speak_for_itself() -> None:
    answer = {"Error": {"Code": "AccessDeniedException", "Message": "User: role is not\nauthorized"}}

    with pytest.raises(AccessDeniedError) as caught, translate_errors("TagResource", include_message=True):
        raise ClientError(answer, "TagResource")  # type: ignore[arg-type] # a part of an answer

    assert str(caught.value) == "TagResource failed: AccessDeniedException: User: role is not authorized"


def test_the_problems_of_a_flow_are_told_in_words() -> None:
    problems = [{"message": "Invalid Action type. Type: X"}, {"message": "Path: Actions[3]"}]
    answer = {"Error": {"Code": "InvalidContactFlowException", "Message": ""}, "problems": problems}

    with pytest.raises(ServiceError) as caught, translate_errors("CreateContactFlow", include_message=True):
        raise ClientError(answer, "CreateContactFlow")  # type: ignore[arg-type] # a part of an answer

    assert str(caught.value).endswith(": Invalid Action type. Type: X; Path: Actions[3]")


def test_a_service_may_have_errors_for_codes_of_its_own() -> None:
    kinds = {"InvalidContactFlowException": UnusualError}

    with pytest.raises(UnusualError), translate_errors("CreateContactFlow", error_types=kinds):
        raise client_error("InvalidContactFlowException", 400)
