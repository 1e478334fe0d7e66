"""Flows to publish."""

import json
from typing import Any

from infra.fake_connect.ids import INSTANCE_ID
from infra.servers.clients import REGION

FUNCTION = f"arn:aws:lambda:{REGION}:000000000000:function:converter"
OTHER_FUNCTION = f"arn:aws:lambda:{REGION}:000000000000:function:other"


def content(said: str = "Hello", function: str = "") -> str:
    """A flow that says something and, when it is given one, invokes a function first."""
    actions = [{"Identifier": "say", "Type": "MessageParticipant", "Parameters": {"Text": said}}]
    if function:
        actions.insert(0, {"Identifier": "ask", "Type": "InvokeLambdaFunction"})
        actions[0]["Parameters"] = {"LambdaFunctionARN": function}
    return json.dumps({"Version": "2019-10-30", "StartAction": actions[0]["Identifier"], "Actions": actions})


def create(connect: Any, name: str = "Vanity", **more: Any) -> str:
    """Publish one; its id."""
    asked = {"InstanceId": INSTANCE_ID, "Name": name, "Type": "CONTACT_FLOW", "Content": content()} | more
    made: str = connect.create_contact_flow(**asked)["ContactFlowId"]
    return made


def of(flow: str) -> dict[str, str]:
    """The parameters that name a flow."""
    return {"InstanceId": INSTANCE_ID, "ContactFlowId": flow}
