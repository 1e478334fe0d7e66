"""Fetches the flow that a phone number has from Amazon Connect."""

import json
from typing import Any

from infra.phone.errors import NoFlow
from infra.servers.errors import explain_errors


def published_flow(connect: Any, instance_id: str, phone_number: str) -> object:
    """The document of the flow that answers a phone number.

    connect: a boto3 client. phone_number: the number's ARN, or its id. Raises NoFlow when it has none, and
    LocalCloudError when Amazon Connect refuses.
    """
    flow = _flow_of(connect, instance_id, phone_number)
    with explain_errors("the flow cannot be fetched"):
        found = connect.describe_contact_flow(InstanceId=instance_id, ContactFlowId=flow)
    try:
        document: object = json.loads(found["ContactFlow"]["Content"])
    except ValueError as error:
        raise NoFlow("the number's flow is not JSON: publish it anew with `make up`") from error
    return document


def _flow_of(connect: Any, instance_id: str, phone_number: str) -> str:
    """The id of the flow that the number has."""
    with explain_errors("the number's flow cannot be asked for"):
        arn = _arn_of(connect, phone_number)
        found = connect.batch_get_flow_association(
            InstanceId=instance_id, ResourceIds=[arn], ResourceType="VOICE_PHONE_NUMBER"
        )
    for association in found.get("FlowAssociationSummaryList", []):
        if association["ResourceId"] == arn:
            flow: str = association["FlowId"]
            return flow.rpartition("/")[2]
    raise NoFlow("nobody answers: the phone number has no flow, publish one with `make up`")


def _arn_of(connect: Any, phone_number: str) -> str:
    if phone_number.startswith("arn:"):
        return phone_number
    found = connect.describe_phone_number(PhoneNumberId=phone_number)
    arn: str = found["ClaimedPhoneNumberSummary"]["PhoneNumberArn"]
    return arn
