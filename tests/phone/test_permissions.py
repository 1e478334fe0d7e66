"""The line invokes an alias only if the function's own policy lets this instance of Amazon Connect do so."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.phone.functions import InvocationError
from infra.phone.permissions import PermittedFunctions, allows, read_policy
from infra.servers.errors import LocalCloudError
from tests.phone.calls import FakeFunctions

ALIAS = "arn:aws:lambda:us-east-1:000000000000:function:converter:live"
INSTANCE = "arn:aws:connect:us-east-1:000000000000:instance/c0ffee00-0000-4000-8000-000000000001"
EVENT = {"Details": {"ContactData": {"InstanceARN": INSTANCE}}}


def statement(**changes: Any) -> dict[str, Any]:
    right = {
        "Effect": "Allow",
        "Principal": {"Service": "connect.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": ALIAS,
        "Condition": {"ArnLike": {"AWS:SourceArn": INSTANCE}},
    }
    return {"Statement": [right | changes]}


@pytest.mark.parametrize(
    "changes",
    [
        {"Resource": ALIAS.removesuffix(":live")},  # what associating the function with the instance gives
        {"Principal": {"Service": "apigateway.amazonaws.com"}},
        {"Effect": "Deny"},
        {"Action": "lambda:GetFunction"},
        {"Condition": {"ArnLike": {"AWS:SourceArn": INSTANCE[:-1] + "2"}}},
    ],
    ids=str,
)
def test_only_connects_own_permission_on_the_alias_allows_it(changes: dict[str, Any]) -> None:
    assert allows(statement(), ALIAS, INSTANCE)
    assert not allows(statement(**changes), ALIAS, INSTANCE)
    assert not allows({}, ALIAS, INSTANCE)


def test_a_function_that_may_not_be_invoked_is_not() -> None:
    functions = FakeFunctions({"status": "found"})

    assert PermittedFunctions(functions, lambda _: statement()).invoke(ALIAS, EVENT, 8)
    with pytest.raises(InvocationError, match="its policy has no permission for this instance"):
        PermittedFunctions(functions, lambda _: {}).invoke(ALIAS, EVENT, 8)
    assert len(functions.events) == 1


class Policies:
    """Lambda's GetPolicy, which fails with a code."""

    def __init__(self, code: str) -> None:
        self._code = code

    def get_policy(self, **_: str) -> Any:
        raise ClientError({"Error": {"Code": self._code, "Message": "no"}}, "GetPolicy")


def test_a_function_without_a_policy_has_an_empty_one() -> None:
    assert read_policy(Policies("ResourceNotFoundException"), ALIAS) == {}
    with pytest.raises(LocalCloudError):
        read_policy(Policies("ServiceException"), ALIAS)
