"""The Lambda functions that an instance may invoke."""

from typing import Any

import pytest

from infra.fake_connect.seed import INSTANCE_ARN, INSTANCE_ID, OTHER_INSTANCE_ID
from infra.fake_connect.server import serve_in_thread
from tests.fake_connect.conftest import UNTHROTTLED, Refusal
from tests.fake_connect.flows import FUNCTION, content, create


def association(function: str, instance: str = INSTANCE_ID) -> dict[str, str]:
    return {"InstanceId": instance, "FunctionArn": function}


def list_functions(connect: Any, instance: str = INSTANCE_ID) -> list[str]:
    pages = connect.get_paginator("list_lambda_functions").paginate(InstanceId=instance)
    return [arn for page in pages for arn in page["LambdaFunctions"]]


def test_an_association_belongs_to_one_instance_until_it_ends(connect: Any) -> None:
    connect.associate_lambda_function(**association(FUNCTION))
    assert (list_functions(connect), list_functions(connect, OTHER_INSTANCE_ID)) == ([FUNCTION], [])

    connect.disassociate_lambda_function(**association(FUNCTION, INSTANCE_ARN))
    assert list_functions(connect) == []


def test_a_second_association_is_a_conflict(connect: Any, refused: Refusal) -> None:
    connect.associate_lambda_function(**association(FUNCTION))

    with refused("ResourceConflictException"):
        connect.associate_lambda_function(**association(FUNCTION))


def test_a_function_that_is_not_associated_cannot_be_disassociated(connect: Any, refused: Refusal) -> None:
    with refused("ResourceNotFoundException"):
        connect.disassociate_lambda_function(**association(FUNCTION))


@pytest.mark.parametrize("arn", [f"{FUNCTION}:live", f"{FUNCTION}:7", "converter", FUNCTION.replace("lambda", "sqs")])
def test_only_the_unqualified_arn_of_a_function_is_accepted(connect: Any, refused: Refusal, arn: str) -> None:
    for call in (connect.associate_lambda_function, connect.disassociate_lambda_function):
        with refused("InvalidParameterException"):
            call(**association(arn))


def test_a_page_has_25_functions_and_an_instance_at_most_50(connect: Any, refused: Refusal) -> None:
    arns = [f"{FUNCTION}-{position}" for position in range(10, 60)]
    for arn in arns:
        connect.associate_lambda_function(**association(arn))

    assert connect.list_lambda_functions(InstanceId=INSTANCE_ID)["LambdaFunctions"] == arns[:25]
    assert list_functions(connect) == arns
    with refused("ServiceQuotaExceededException"):
        connect.associate_lambda_function(**association(FUNCTION))


def test_an_association_may_settle_late() -> None:
    now = [100.0]
    with serve_in_thread(UNTHROTTLED._replace(settles_after=3, clock=lambda: now[0])) as fake:
        connect = fake.client()
        connect.associate_lambda_function(**association(FUNCTION))
        now[0] += 2.9
        with pytest.raises(connect.exceptions.InvalidContactFlowException):
            create(connect, Content=content(function=FUNCTION))
        now[0] += 0.1

        create(connect, Content=content(function=FUNCTION))
        connect.close()
