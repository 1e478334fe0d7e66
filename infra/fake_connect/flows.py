"""The operations on contact flows.

The fake supports only published flows. It refuses drafts and versions of flows as not implemented.
"""

import json
import time
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import uuid4

from infra.fake_connect.errors import RefusedError, invalid_flow
from infra.fake_connect.functions import unqualified
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.protocol import page
from infra.fake_connect.state import FakeAccount, FakeFlow, FakeInstance

_MAX_FLOWS = 100  # of an instance
_MAX_CONTENT = 256_000  # characters
_MAX_LENGTHS = {"Name": 127, "Description": 500}  # characters
_PAGE = 100


def create_flow(account: FakeAccount, parameters: Params) -> Reply:
    """Perform CreateContactFlow."""
    instance = account.instance(parameters["InstanceId"])
    if parameters.get("Status", "PUBLISHED") != "PUBLISHED":
        raise RefusedError("NotImplemented", "the fake keeps published flows only")
    _check_texts(instance, parameters)
    if len(instance.flows) >= _MAX_FLOWS:
        raise RefusedError("LimitExceededException", f"an instance has at most {_MAX_FLOWS} contact flows")
    _check_content(account, instance, parameters["Content"])
    flow = FakeFlow(
        str(uuid4()), instance.id, parameters["Name"], parameters["Type"], parameters["Content"], time.time()
    )
    flow.description, flow.tags = parameters.get("Description", ""), dict(parameters.get("Tags", {}))
    instance.flows[flow.id] = flow
    return {"ContactFlowId": flow.id, "ContactFlowArn": flow.arn, "FlowContentSha256": _digest(flow)}


def describe_flow(account: FakeAccount, parameters: Params) -> Reply:
    """Perform DescribeContactFlow."""
    flow = _flow(account, parameters)
    summary = {
        "Id": flow.id,
        "Arn": flow.arn,
        "Name": flow.name,
        "Type": flow.type,
        "State": flow.state,
        "Status": "PUBLISHED",
        "Content": flow.content,
        "Description": flow.description,
        "FlowContentSha256": _digest(flow),
        "LastModifiedTime": flow.changed,
    }
    return {"ContactFlow": summary | ({"Tags": flow.tags} if flow.tags else {})}


def update_flow_content(account: FakeAccount, parameters: Params) -> Reply:
    """Perform UpdateContactFlowContent."""
    flow = _flow(account, parameters)
    _check_content(account, account.instance(flow.instance_id), parameters["Content"])
    flow.content, flow.changed = parameters["Content"], time.time()
    return {}


def update_flow_metadata(account: FakeAccount, parameters: Params) -> Reply:
    """Perform UpdateContactFlowMetadata, or UpdateContactFlowName, which has fewer parameters."""
    flow = _flow(account, parameters)
    _check_texts(account.instance(flow.instance_id), parameters, flow)
    flow.name = parameters.get("Name", flow.name)
    flow.description = parameters.get("Description", flow.description)
    flow.state = parameters.get("ContactFlowState", flow.state)
    flow.changed = time.time()
    return {}


def delete_flow(account: FakeAccount, parameters: Params) -> Reply:
    """Perform DeleteContactFlow.

    The fake refuses to delete a flow that a phone number is routed to. Connect's documentation does not say so, but
    deleting it would leave the number unanswered.
    """
    flow = _flow(account, parameters)
    if any(number.flow_id == flow.id for number in account.numbers.values()):
        raise RefusedError("InvalidRequestException", "a phone number is associated with the contact flow")
    del account.instance(flow.instance_id).flows[flow.id]
    return {}


def list_flows(account: FakeAccount, parameters: Params) -> Reply:
    """Perform ListContactFlows."""
    flows = account.instance(parameters["InstanceId"]).flows.values()
    types = parameters.get("ContactFlowTypes") or {flow.type for flow in flows}
    summaries = [_summary(flow) for flow in flows if flow.type in types]
    return page("ContactFlowSummaryList", summaries, account, parameters, _PAGE)


def _summary(flow: FakeFlow) -> Reply:
    return {
        "Id": flow.id,
        "Arn": flow.arn,
        "Name": flow.name,
        "ContactFlowType": flow.type,
        "ContactFlowState": flow.state,
        "ContactFlowStatus": "PUBLISHED",
    }


def _flow(account: FakeAccount, parameters: Params) -> FakeFlow:
    if ":$" in parameters["ContactFlowId"]:
        raise RefusedError("NotImplemented", "the fake keeps neither drafts nor versions of a flow")
    return account.instance(parameters["InstanceId"]).flow(parameters["ContactFlowId"])


def _check_texts(instance: FakeInstance, parameters: Params, flow: FakeFlow | None = None) -> None:
    """Raise RefusedError for a text that is too long, and for the name of another flow."""
    for member, limit in _MAX_LENGTHS.items():
        if len(parameters.get(member, "")) > limit:
            raise RefusedError("InvalidParameterException", f"{member} must have at most {limit} characters")
    if any(other.name == parameters.get("Name") for other in instance.flows.values() if other is not flow):
        raise RefusedError("DuplicateResourceException", "another contact flow has this name")


def _check_content(account: FakeAccount, instance: FakeInstance, content: str) -> None:
    """Raise RefusedError for content that the linter rejects, or that invokes a function that is not associated."""
    if not 0 < len(content) <= _MAX_CONTENT:
        raise RefusedError("InvalidParameterException", f"Content must have between 1 and {_MAX_CONTENT} characters")
    problems = account.settings.lint(content) or list(_unassociated(account, instance, content))
    if problems:
        raise invalid_flow(problems)


def _unassociated(account: FakeAccount, instance: FakeInstance, content: str) -> Iterator[str]:
    """Yield a problem for each function that the instance may not invoke.

    Connect's documentation does not say whether it checks this. Without the association, the flow would fail its
    callers.
    """
    settled = account.settings.clock() - account.settings.settles_after
    for position, arn in _functions(json.loads(content)):
        if instance.functions.get(unqualified(arn), float("inf")) > settled:
            yield f"Lambda function is not associated with the instance. Path: Actions[{position}].Parameters"


def _functions(flow: Any) -> Iterator[tuple[int, str]]:
    """Yield the functions that a flow invokes, each after the position of its action."""
    for position, action in enumerate(flow.get("Actions", [])):
        arn = action.get("Parameters", {}).get("LambdaFunctionARN", "$")
        if action.get("Type") == "InvokeLambdaFunction" and not arn.startswith("$"):
            yield position, arn


def _digest(flow: FakeFlow) -> str:
    return sha256(flow.content.encode()).hexdigest()
