"""The bare handler with the converter's own write: the rest of the difference is the converter itself."""

import os
from typing import Any

import boto3

from aws.items import TablePolicy, latest_update
from calls.call import CALLER, Call, SavedAnswer

DYNAMODB = boto3.client("dynamodb")
ANSWERS = (SavedAnswer("1-800-FLOWERS", ("FLOWERS",), 3886),) * 5
POLICY = TablePolicy(90, 4)


def handle(event: dict[str, Any], context: Any) -> dict[str, str]:  # noqa: ARG001 - Lambda gives one
    """Save a call with answers that took no time to look up."""
    contact = event["Details"]["ContactData"]["ContactId"]
    update = latest_update(Call(f"+{contact}", CALLER, contact, 1, ANSWERS), POLICY)
    DYNAMODB.update_item(TableName=os.environ["CALLERS_TABLE"], **update)
    return {"saved": "yes"}
