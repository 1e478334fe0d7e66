"""The line: the flow that answers its phone number, and a call to it. The one place that knows all parts of a call."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from infra.fake_connect import seed
from infra.phone.actions import SUPPORT, OngoingCall
from infra.phone.contact import PhoneContact
from infra.phone.engine import Play
from infra.phone.errors import NoFlowError
from infra.phone.events import CallEvent, Listener
from infra.phone.functions import Functions, RetriedFunctions, attempt_with
from infra.phone.keypad import Keypad
from infra.phone.permissions import PermittedFunctions, read_policy
from infra.phone.playable_flow import PlayableFlow, load_flow
from infra.servers.clients import client
from infra.servers.errors import explain_errors


def fetch_line(connect: Any) -> PlayableFlow:
    """Return the flow that answers the line's number. Raises NoFlowError and UnplayableFlowError."""
    return load_flow(fetch_flow(connect, seed.INSTANCE_ID, seed.PHONE_NUMBER_ARN), SUPPORT)


def make_call(
    flow: PlayableFlow, cloud: str, caller: str | None, keypad: Keypad, listeners: Sequence[Listener]
) -> Play:
    """Return a call to a flow, whose functions run in the cloud at this endpoint. `caller` is a customer's address."""
    contact = PhoneContact(str(uuid4()), caller, seed.PHONE_NUMBER, seed.INSTANCE_ID)
    return Play(flow, OngoingCall(contact, keypad, functions_in(cloud), partial(_report, listeners)))


def functions_in(cloud: str) -> Functions:
    """Return the functions in the cloud at an endpoint, as Amazon Connect invokes them."""
    retried = RetriedFunctions(attempt_with(partial(client, "lambda", cloud)))
    return PermittedFunctions(retried, partial(read_policy, client("lambda", cloud)))


def fetch_flow(connect: Any, instance_id: str, phone_number: str) -> object:
    """Return the document of the flow that answers a phone number, given by its ARN or its id.

    `connect` is a boto3 client. Raises NoFlowError when the number has no flow, and LocalCloudError when Amazon Connect
    refuses.
    """
    flow = _flow_of(connect, instance_id, phone_number)
    with explain_errors("the flow cannot be fetched"):
        response = connect.describe_contact_flow(InstanceId=instance_id, ContactFlowId=flow)
    try:
        document: object = json.loads(response["ContactFlow"]["Content"])
    except ValueError as error:
        raise NoFlowError("the number's flow is not JSON: publish it again with `make up`") from error
    return document


def _flow_of(connect: Any, instance_id: str, phone_number: str) -> str:
    """Return the id of the flow that answers the number."""
    with explain_errors("the number's flow cannot be looked up"):
        arn = _arn_of(connect, phone_number)
        response = connect.batch_get_flow_association(
            InstanceId=instance_id, ResourceIds=[arn], ResourceType="VOICE_PHONE_NUMBER"
        )
    for association in response.get("FlowAssociationSummaryList", []):
        if association["ResourceId"] == arn:
            flow: str = association["FlowId"]
            return flow.rpartition("/")[2]
    raise NoFlowError("nobody answers: the phone number has no flow, publish one with `make up`")


def _arn_of(connect: Any, phone_number: str) -> str:
    if phone_number.startswith("arn:"):
        return phone_number
    response = connect.describe_phone_number(PhoneNumberId=phone_number)
    arn: str = response["ClaimedPhoneNumberSummary"]["PhoneNumberArn"]
    return arn


def _report(listeners: Sequence[Listener], event: CallEvent) -> None:
    for listener in listeners:
        listener(event)
