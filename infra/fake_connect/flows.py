"""The operations on contact flows.

Only published flows are kept: a draft, or a version of a flow, is refused as not implemented.
"""

import time
from hashlib import sha256
from uuid import uuid4

from infra.fake_connect import content
from infra.fake_connect.errors import Refused
from infra.fake_connect.model import Params, Reply
from infra.fake_connect.paging import page
from infra.fake_connect.state import Flow, Instance
from infra.fake_connect.world import World

_MOST = 100  # flows of an instance
_PAGE = 100
_LONGEST = {"Name": 127, "Description": 500}  # characters


def create(world: World, asked: Params) -> Reply:
    """CreateContactFlow."""
    instance = world.state.instance(asked["InstanceId"])
    if asked.get("Status", "PUBLISHED") != "PUBLISHED":
        raise Refused("NotImplemented", "the fake keeps published flows only")
    _check_texts(instance, asked)
    if len(instance.flows) >= _MOST:
        raise Refused("LimitExceededException", f"an instance has {_MOST} contact flows at most")
    content.check(world, instance, asked["Content"])
    flow = Flow(str(uuid4()), instance.id, asked["Name"], asked["Type"], asked["Content"], time.time())
    flow.description, flow.tags = asked.get("Description", ""), dict(asked.get("Tags", {}))
    instance.flows[flow.id] = flow
    return {"ContactFlowId": flow.id, "ContactFlowArn": flow.arn, "FlowContentSha256": _digest(flow)}


def describe(world: World, asked: Params) -> Reply:
    """DescribeContactFlow."""
    flow = _flow(world, asked)
    told = {
        "Content": flow.content,
        "Description": flow.description,
        "FlowContentSha256": _digest(flow),
        "LastModifiedTime": flow.changed,
        **({"Tags": flow.tags} if flow.tags else {}),
    }
    names = {"Id": flow.id, "Arn": flow.arn, "Name": flow.name, "Type": flow.type}
    return {"ContactFlow": names | {"State": flow.state, "Status": "PUBLISHED"} | told}


def update_content(world: World, asked: Params) -> Reply:
    """UpdateContactFlowContent."""
    flow = _flow(world, asked)
    content.check(world, world.state.instance(flow.instance_id), asked["Content"])
    flow.content, flow.changed = asked["Content"], time.time()
    return {}


def update_metadata(world: World, asked: Params) -> Reply:
    """UpdateContactFlowMetadata, and UpdateContactFlowName, which can do less."""
    flow = _flow(world, asked)
    _check_texts(world.state.instance(flow.instance_id), asked, flow)
    flow.name = asked.get("Name", flow.name)
    flow.description = asked.get("Description", flow.description)
    flow.state = asked.get("ContactFlowState", flow.state)
    flow.changed = time.time()
    return {}


def delete(world: World, asked: Params) -> Reply:
    """DeleteContactFlow; not while a phone number needs it, which is not documented, but would leave it dead."""
    flow = _flow(world, asked)
    if any(number.flow_id == flow.id for number in world.state.numbers.values()):
        raise Refused("InvalidRequestException", "a phone number is associated with the contact flow")
    del world.state.instance(flow.instance_id).flows[flow.id]
    return {}


def list_all(world: World, asked: Params) -> Reply:
    """ListContactFlows."""
    flows = world.state.instance(asked["InstanceId"]).flows.values()
    types = asked.get("ContactFlowTypes") or {flow.type for flow in flows}
    return page("ContactFlowSummaryList", [_summary(flow) for flow in flows if flow.type in types], asked, _PAGE)


def _summary(flow: Flow) -> Reply:
    return {
        "Id": flow.id,
        "Arn": flow.arn,
        "Name": flow.name,
        "ContactFlowType": flow.type,
        "ContactFlowState": flow.state,
        "ContactFlowStatus": "PUBLISHED",
    }


def _flow(world: World, asked: Params) -> Flow:
    if ":$" in asked["ContactFlowId"]:
        raise Refused("NotImplemented", "the fake keeps neither drafts nor versions of a flow")
    return world.state.instance(asked["InstanceId"]).flow(asked["ContactFlowId"])


def _check_texts(instance: Instance, asked: Params, flow: Flow | None = None) -> None:
    """Raise Refused for a text that is too long, and for a name that another flow has."""
    for member, most in _LONGEST.items():
        if len(asked.get(member, "")) > most:
            raise Refused("InvalidParameterException", f"{member} must have at most {most} characters")
    if any(other.name == asked.get("Name") for other in instance.flows.values() if other is not flow):
        raise Refused("DuplicateResourceException", "another contact flow has this name")


def _digest(flow: Flow) -> str:
    return sha256(flow.content.encode()).hexdigest()
