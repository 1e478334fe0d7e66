"""Which Lambda functions an instance may invoke."""

from typing import Any

import pytest

from infra.fake_connect.seed import INSTANCE_ARN, INSTANCE_ID, OTHER_INSTANCE_ID
from infra.fake_connect.server import serve_in_thread
from tests.fake_connect.conftest import UNTHROTTLED, Refusal
from tests.fake_connect.flows import FUNCTION, content, create


def on(function: str, instance: str = INSTANCE_ID) -> dict[str, str]:
    return {"InstanceId": instance, "FunctionArn": function}


def listed(connect: Any, instance: str = INSTANCE_ID) -> list[str]:
    pages = connect.get_paginator("list_lambda_functions").paginate(InstanceId=instance)
    return [arn for page in pages for arn in page["LambdaFunctions"]]


def test_an_association_comes_and_goes_on_one_instance(connect: Any) -> None:
    connect.associate_lambda_function(**on(FUNCTION))
    assert (listed(connect), listed(connect, OTHER_INSTANCE_ID)) == ([FUNCTION], [])

    connect.disassociate_lambda_function(**on(FUNCTION, INSTANCE_ARN))
    assert listed(connect) == []


def test_a_second_association_is_a_conflict(connect: Any, refused: Refusal) -> None:
    connect.associate_lambda_function(**on(FUNCTION))

    with refused("ResourceConflictException"):
        connect.associate_lambda_function(**on(FUNCTION))


def test_what_is_not_associated_cannot_be_disassociated(connect: Any, refused: Refusal) -> None:
    with refused("ResourceNotFoundException"):
        connect.disassociate_lambda_function(**on(FUNCTION))


@pytest.mark.parametrize("arn", [f"{FUNCTION}:live", f"{FUNCTION}:7", "converter", FUNCTION.replace("lambda", "sqs")])
def test_only_the_plain_arn_of_a_function_is_taken(connect: Any, refused: Refusal, arn: str) -> None:
    for call in (connect.associate_lambda_function, connect.disassociate_lambda_function):
        with refused("InvalidParameterException"):
            call(**on(arn))


def test_functions_are_listed_25_at_a_time_and_are_50_at_most(connect: Any, refused: Refusal) -> None:
    arns = [f"{FUNCTION}-{place}" for place in range(10, 60)]
    for arn in arns:
        connect.associate_lambda_function(**on(arn))

    assert connect.list_lambda_functions(InstanceId=INSTANCE_ID)["LambdaFunctions"] == arns[:25]
    assert listed(connect) == arns
    with refused("ServiceQuotaExceededException"):
        connect.associate_lambda_function(**on(FUNCTION))


def test_an_association_may_take_its_time() -> None:
    now = [100.0]
    with serve_in_thread(UNTHROTTLED._replace(settles_after=3, clock=lambda: now[0])) as fake:
        connect = fake.client()
        connect.associate_lambda_function(**on(FUNCTION))
        now[0] += 2.9
        with pytest.raises(connect.exceptions.InvalidContactFlowException):
            create(connect, Content=content(function=FUNCTION))
        now[0] += 0.1

        create(connect, Content=content(function=FUNCTION))
        connect.close()
