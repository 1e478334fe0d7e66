"""The permissions that an operation needs, as the service authorization reference lists them."""

from collections.abc import Iterator
from typing import NamedTuple

from infra.fake_connect.arns import EVERY_NUMBER, flow_arn, instance_arn, number_arn
from infra.fake_connect.model import Params

# On what kinds of resources. An operation on several of them needs its action on each.
_KINDS = {
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
}
# Connect changes the function's own policy on the caller's behalf.
_DEPENDENT = {
    "AssociateLambdaFunction": "lambda:AddPermission",
    "DisassociateLambdaFunction": "lambda:RemovePermission",
}


class Need(NamedTuple):
    """An action, and the ARN of the resource that it is on."""

    action: str
    resource: str


def needs(operation: str, asked: Params) -> Iterator[Need]:
    """What the caller must be allowed to do."""
    for kind in _KINDS[operation]:
        yield Need(f"connect:{operation}", _resource(kind, asked))
    if operation in _DEPENDENT:
        yield Need(_DEPENDENT[operation], asked["FunctionArn"])


def _resource(kind: str, asked: Params) -> str:
    if kind == "flow":
        return flow_arn(asked["InstanceId"], asked.get("ContactFlowId", "*"))
    if kind == "instance":
        return instance_arn(asked["InstanceId"])
    if kind == "number":
        return number_arn(asked["PhoneNumberId"])
    return EVERY_NUMBER if kind == "numbers" else str(asked["resourceArn"])
