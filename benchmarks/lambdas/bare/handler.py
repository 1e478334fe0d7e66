"""The least that a function with a table does: make a client at import, and put one item for each call."""

import os
from typing import Any

import boto3

DYNAMODB = boto3.client("dynamodb")


def handle(event: dict[str, Any], context: Any) -> dict[str, str]:  # noqa: ARG001 - Lambda gives one
    """Put the contact's id."""
    contact = event["Details"]["ContactData"]["ContactId"]
    item = {"number": {"S": contact}, "source": {"S": "bare"}}
    DYNAMODB.put_item(TableName=os.environ["CALLERS_TABLE"], Item=item)
    return {"saved": "yes"}
