"""Flows to publish."""

import json
from typing import Any

from infra.fake_connect.seed import INSTANCE_ID
from infra.servers.clients import REGION

FUNCTION = f"arn:aws:lambda:{REGION}:000000000000:function:converter"
OTHER_FUNCTION = f"arn:aws:lambda:{REGION}:000000000000:function:other"


def content(text: str = "Hello", function: str = "") -> str:
    """Return a flow that speaks a text, after invoking a function if there is one."""
    actions = [{"Identifier": "say", "Type": "MessageParticipant", "Parameters": {"Text": text}}]
    if function:
        actions.insert(0, {"Identifier": "ask", "Type": "InvokeLambdaFunction"})
        actions[0]["Parameters"] = {"LambdaFunctionARN": function}
    return json.dumps({"Version": "2019-10-30", "StartAction": actions[0]["Identifier"], "Actions": actions})


def create(connect: Any, name: str = "Vanity", **changes: Any) -> str:
    """Publish a flow and return its id."""
    parameters = {"InstanceId": INSTANCE_ID, "Name": name, "Type": "CONTACT_FLOW", "Content": content()} | changes
    flow: str = connect.create_contact_flow(**parameters)["ContactFlowId"]
    return flow


def ids_of(flow: str) -> dict[str, str]:
    """Return the parameters that identify a flow."""
    return {"InstanceId": INSTANCE_ID, "ContactFlowId": flow}
