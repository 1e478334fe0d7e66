"""The function's own policy, which Amazon Connect must be allowed by before it can invoke an alias.

Associating a function with an instance covers the function without an alias only, so an alias needs the permission in
the template: AWS's Contact Center blog, "Invoke an AWS Lambda Function Alias from Amazon Connect".
"""

import json
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from botocore.exceptions import ClientError

from infra.phone.functions import Functions, InvocationError
from infra.servers.errors import explain_errors

_CONNECT = "connect.amazonaws.com"
Policy = dict[str, Any]


class PermittedFunctions:
    """Functions that are invoked only if their policies allow it, like those of an instance.

    `policy_of` returns the policy of the function with an ARN; empty when it has none.
    """

    def __init__(self, functions: Functions, policy_of: Callable[[str], Policy]) -> None:
        self._functions = functions
        self._policy_of = policy_of

    def invoke(self, function: str, event: dict[str, Any], seconds: float) -> bytes:
        """Return the function's response. Raises InvocationError, also when the instance may not invoke it."""
        instance = event["Details"]["ContactData"]["InstanceARN"]
        if not allows(self._policy_of(function), function, instance):
            raise InvocationError("Amazon Connect may not invoke it: its policy has no permission for this instance")
        return self._functions.invoke(function, event, seconds)


def allows(policy: Policy, function: str, instance: str) -> bool:
    """Return whether a policy lets this instance of Amazon Connect invoke the function with this ARN."""
    return any(_fits(statement, function, instance) for statement in policy.get("Statement", ()))


def read_policy(client: Any, function: str) -> Policy:
    """Return the policy of a function, read with a client of Lambda; empty when it has none. Raises LocalCloudError."""
    with explain_errors("the function's policy cannot be read"):
        try:
            policy: Policy = json.loads(client.get_policy(FunctionName=function)["Policy"])
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            return {}
    return policy


def _fits(statement: dict[str, Any], function: str, instance: str) -> bool:
    conditions = statement.get("Condition", {})
    sources = [source for by_key in conditions.values() for key, source in by_key.items() if key == "AWS:SourceArn"]
    return (
        statement.get("Effect") == "Allow"
        and statement.get("Principal", {}).get("Service") == _CONNECT
        and statement.get("Action") == "lambda:InvokeFunction"
        and statement.get("Resource") == function
        and all(fnmatchcase(instance, source) for source in sources)
    )
