"""Authorization by the local cloud's IAM: who sent a request, which permissions it needs, and whether it has them.

The emulator signs a function's requests with a key that it derives from the function and its role, and offers no way
to look the key up. The derivation is repeated here for the version in requirements/cloud.txt.
tests/cloud/test_fake_connect_rights.py fails when it changes.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from infra.fake_connect.errors import RefusedError
from infra.fake_connect.model import Params
from infra.fake_connect.state import EVERY_NUMBER, flow_arn, instance_arn, number_arn
from infra.servers.clients import ROOT_KEY, client
from infra.servers.errors import explain_errors

# The types of resource that each operation is on, from the service authorization reference. An operation on several
# needs its action on each of them.
_RESOURCE_TYPES = {
    "CreateContactFlow": ("flow",),
    "DescribeContactFlow": ("flow",),
    "UpdateContactFlowContent": ("flow",),
    "UpdateContactFlowMetadata": ("flow",),
    "UpdateContactFlowName": ("flow",),
    "DeleteContactFlow": ("flow",),
    "ListContactFlows": ("flow",),
    "ListTagsForResource": ("tagged",),
    "TagResource": ("tagged",),
    "UntagResource": ("tagged",),
    "AssociateLambdaFunction": ("instance",),
    "DisassociateLambdaFunction": ("instance",),
    "ListLambdaFunctions": ("instance",),
    "DescribePhoneNumber": ("number",),
    "ListPhoneNumbersV2": ("numbers",),
    "AssociatePhoneNumberContactFlow": ("flow", "number"),
    "DisassociatePhoneNumberContactFlow": ("number",),
    "BatchGetFlowAssociation": ("numbers",),
    "ListFlowAssociations": ("instance",),
    "CreateTestCase": ("instance",),
    "StartTestCaseExecution": ("instance",),
    "GetTestCaseExecutionSummary": ("instance",),
    "ListTestCaseExecutionRecords": ("instance",),
    "DeleteTestCase": ("instance",),
}
# Connect changes the function's own policy with the caller's permissions.
_DEPENDENT_ACTIONS = {
    "AssociateLambdaFunction": "lambda:AddPermission",
    "DisassociateLambdaFunction": "lambda:RemovePermission",
}
_ALLOWED = "allowed"
_REASONS = {
    "explicitDeny": "with an explicit deny in an identity-based policy",
    "implicitDeny": "because no identity-based policy allows the {} action",
}
_KEY = re.compile(r"Credential=([^/]+)/")


class Permission(NamedTuple):
    """An action on a resource."""

    action: str
    #: The resource's ARN.
    resource: str


def required_permissions(operation: str, parameters: Params) -> Iterator[Permission]:
    """Yield the permissions that an operation needs."""
    for kind in _RESOURCE_TYPES[operation]:
        yield Permission(f"connect:{operation}", _resource(kind, parameters))
    if operation == "CreateContactFlow" and parameters.get("Tags"):
        yield Permission("connect:TagResource", _resource("flow", parameters))
    if operation in _DEPENDENT_ACTIONS:
        yield Permission(_DEPENDENT_ACTIONS[operation], parameters["FunctionArn"])


def _resource(kind: str, parameters: Params) -> str:
    if kind == "flow":
        return flow_arn(parameters["InstanceId"], parameters.get("ContactFlowId", "*"))
    if kind == "instance":
        return instance_arn(parameters["InstanceId"])
    if kind == "number":
        return number_arn(parameters["PhoneNumberId"])
    return EVERY_NUMBER if kind == "numbers" else str(parameters["resourceArn"])


class FunctionIdentity(NamedTuple):
    """The identity of a Lambda function that sends a request."""

    #: The ARN of the function's role.
    role: str
    #: The ARN of the assumed role, which AWS names in its messages.
    session: str


class FunctionIdentities:
    """The functions of the local cloud, by their access keys."""

    def __init__(self, endpoint: str) -> None:
        self._lambda: Any = client("lambda", endpoint)

    def find(self, key: str) -> FunctionIdentity | None:
        """Return the function with this key. Nothing is cached, because a function's role may change at any time."""
        pages = self._lambda.get_paginator("list_functions").paginate()
        functions = (function for page in pages for function in page["Functions"])
        return next((_identity(function) for function in functions if key in self._keys(function)), None)

    def _keys(self, function: dict[str, Any]) -> Iterator[str]:
        """Yield the keys of a function: one for each ARN by which it can be invoked."""
        arn, name = function["FunctionArn"], function["FunctionName"]
        versions = self._lambda.list_versions_by_function(FunctionName=name)["Versions"]
        aliases = self._lambda.list_aliases(FunctionName=name)["Aliases"]
        qualifiers = [*(version["Version"] for version in versions), *(alias["Name"] for alias in aliases)]
        for suffix in ["", *(f":{qualifier}" for qualifier in qualifiers)]:
            yield _derive_key(f"{arn}{suffix}:{function['Role']}")


class Authorization:
    """The IAM of the local cloud at an endpoint."""

    def __init__(self, endpoint: str) -> None:
        self._iam: Any = client("iam", endpoint)
        self._identities = FunctionIdentities(endpoint)

    def check(self, key: str, operation: str, parameters: Params) -> None:
        """Raise RefusedError unless the owner of this access key has the permissions; the root user has all of them.

        Raises LocalCloudError when the local cloud does not respond.
        """
        if key != ROOT_KEY["AWS_ACCESS_KEY_ID"]:
            with explain_errors("asking the local cloud's IAM"):
                self._check_function(key, operation, parameters)

    def _check_function(self, key: str, operation: str, parameters: Params) -> None:
        identity = self._identities.find(key)
        if identity is None:
            raise RefusedError("UnrecognizedClientException", "The security token included in the request is invalid.")
        for permission in required_permissions(operation, parameters):
            self._check_permission(identity, permission)

    def _check_permission(self, identity: FunctionIdentity, permission: Permission) -> None:
        action, resource = permission
        result = self._iam.simulate_principal_policy(
            PolicySourceArn=identity.role, ActionNames=[action], ResourceArns=[resource]
        )
        decision = result["EvaluationResults"][0]["EvalDecision"]
        if decision != _ALLOWED:
            text = f"User: {identity.session} is not authorized to perform: {action} on resource: {resource}"
            raise RefusedError("AccessDeniedException", f"{text} {_REASONS[decision].format(action)}")


def access_key(header: str) -> str:
    """Return the access key in a request's Authorization header; empty when the request is not signed."""
    match = _KEY.search(header)
    return match[1] if match else ""


def _derive_key(seed: str) -> str:
    return f"ASIA{sha256(seed.encode()).hexdigest()[:16].upper()}"


def _identity(function: dict[str, Any]) -> FunctionIdentity:
    role: str = function["Role"]
    account, name = role.split(":")[4], role.rpartition("/")[2]
    return FunctionIdentity(role, f"arn:aws:sts::{account}:assumed-role/{name}/{function['FunctionName']}")
