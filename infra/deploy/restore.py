"""`python -m infra.deploy restore --from TABLE`: brings items home from a table that DynamoDB has restored.

DynamoDB restores to a new table only. An item is copied if the line's table does not have it, or has an earlier state
of it. What was saved since is kept, so the command can be repeated, also while calls come in.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import ClientError

from aws.items import Item
from infra.deploy.account import explain_errors
from infra.deploy.settings import DeployError, DeploySettings
from infra.deploy.stack import Clients, describe_stack

_WRITERS = 8  # at a time; fewer than boto3's ten connections
_NOTHING_NEWER = "attribute_not_exists(#number) OR lastAt < :lastAt"


def restore(settings: DeploySettings, clients: Clients, source: str) -> str:
    """Copy the items of the source table that are missing or newer, and return the counts as a line.

    Raises DeployError.
    """
    deployed = describe_stack(settings, clients)
    deployed.check()
    target, dynamodb = deployed.outputs["CallersTable"], clients("dynamodb")
    if source in {"", target}:
        raise DeployError("name the table that DynamoDB has restored with --from TABLE; the line's own is no source")
    copied = read = 0
    for page in _pages(dynamodb, source):
        with ThreadPoolExecutor(_WRITERS) as writers:
            copied += sum(writers.map(lambda item: _copy(dynamodb, target, item), page))
        read += len(page)
        print(f"read {read} items, copied {copied}")
    return f"copied {copied} of {read} items; the table had the other {read - copied}, or later calls of theirs"


def _pages(dynamodb: Any, table: str) -> Iterator[list[Item]]:
    """Yield all items of a table, a page at a time. Raises DeployError when there is no such table."""
    start: dict[str, Any] = {}
    while True:
        with explain_errors("dynamodb:Scan"):
            try:
                page = dynamodb.scan(TableName=table, ConsistentRead=True, **start)
            except dynamodb.exceptions.ResourceNotFoundException:
                raise DeployError(f"there is no table {table}: wait until DynamoDB has restored it") from None
        yield page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def _copy(dynamodb: Any, table: str, item: Item) -> bool:
    """Put an item, unless the table has the same or a later state of it. Return whether it was put."""
    with explain_errors("dynamodb:PutItem"):
        try:
            dynamodb.put_item(
                TableName=table,
                Item=item,
                ConditionExpression=_NOTHING_NEWER,
                ExpressionAttributeNames={"#number": "number"},
                ExpressionAttributeValues={":lastAt": item["lastAt"]},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
    return True
