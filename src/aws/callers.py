"""The callers in their DynamoDB table."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from aws.clients import make_client
from aws.errors import translate_errors
from aws.items import (
    LATEST,
    Item,
    TablePolicy,
    Update,
    decode_caller,
    has_counted,
    is_full,
    item_key,
    late_update,
    latest_update,
    rotate_contacts,
    shard_name,
)
from aws.retry import ATTEMPT_SECONDS, retry
from calls.call import SOURCES, Call
from calls.callers import Caller, Cursor
from calls.deadline import Deadline
from calls.errors import ServiceUnavailableError

MOST_CONFLICTS = 5  # how many times other writers may change an item between our read and our write
# Reserved for after the table gives up: the queue's client, one attempt to send, and returning the reply.
RESERVE_SECONDS = ATTEMPT_SECONDS + 0.6
REPLY_SECONDS = 0.3  # reserved for returning what was read
_TOP = Cursor(10**15 - 1, 0)  # later than every call


class CallersTable:
    """The table of callers, over a botocore client: it implements `calls.callers.Callers` and lists the latest."""

    def __init__(self, dynamodb: Any, table: str, policy: TablePolicy, clock: Callable[[], float] = time.time) -> None:
        self._client = dynamodb
        self._table = table
        self._policy = policy
        self._clock = clock

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "CallersTable":
        """Return the table that a function's environment names."""
        policy = TablePolicy(int(environment["RETENTION_DAYS"]), int(environment["SHARDS"]))
        return cls(make_client("dynamodb"), environment["CALLERS_TABLE"], policy)

    def save(self, call: Call, deadline: Deadline) -> None:
        """Save a call. A contact that was saved before changes nothing. Raises ServiceError."""
        item: Item = {}
        reserve = deadline.reserve(RESERVE_SECONDS)
        for _ in range(MOST_CONFLICTS):
            is_late = bool(item) and int(item["lastAt"]["N"]) >= call.at
            update = late_update(call, item) if is_late else latest_update(call, self._policy)
            conflicting = self._write(update, deadline, reserve)
            if conflicting is None or has_counted(conflicting, call.contact_id):
                return
            if is_full(conflicting):
                self._write(rotate_contacts(call), deadline, reserve)  # if this fails, another writer has just done it
            item = conflicting
        raise ServiceUnavailableError("UpdateItem failed: other writers kept changing the item")

    def latest(self, limit: int, deadline: Deadline, after: Cursor | None = None) -> list[Caller]:
        """Return up to `limit` callers by their last call, the latest first, starting after a cursor.

        Of those who called in the same millisecond, the lower number comes first. Raises ServiceError.
        """
        after = after or _TOP
        wanted, shards = limit + after.passed, range(self._policy.shards)
        lists = [
            retry(partial(self._latest_in, shard_name(shard), wanted, after.at), deadline, REPLY_SECONDS)
            for shard in shards
        ]
        callers = sorted(chain(*lists), key=_latest_first)
        passed = min(after.passed, sum(caller.last_at == after.at for caller in callers))
        return callers[passed : passed + limit]

    def forget(self, number: str, deadline: Deadline) -> None:
        """Delete everything that is saved about a number, if anything is. Raises ServiceError."""
        for source in SOURCES:
            retry(partial(self._delete, item_key(number, source)), deadline, REPLY_SECONDS)

    def _delete(self, key: Item) -> None:
        with translate_errors("DeleteItem"):
            self._client.delete_item(TableName=self._table, Key=key)

    def _write(self, update: Update, deadline: Deadline, reserve: float) -> Item | None:
        """Write an update. Return None, or the item as it is when the update's condition does not hold."""
        return retry(partial(self._write_once, update), deadline, reserve)

    def _write_once(self, update: Update) -> Item | None:
        with translate_errors("UpdateItem"):
            try:
                self._client.update_item(TableName=self._table, **update)
            except self._client.exceptions.ConditionalCheckFailedException as error:
                item: Item = error.response.get("Item", {})
                return item
        return None

    def _latest_in(self, shard: str, limit: int, at: int) -> list[Caller]:
        """Return a shard's latest callers up to a time, and all who called in the same millisecond as the last of them.

        The index does not order ties, so none of them can be dropped yet.
        """
        callers: list[Caller] = []
        for caller in self._unexpired(shard, limit, at):
            if len(callers) >= limit and caller.last_at < callers[-1].last_at:
                break
            callers.append(caller)
        return callers

    def _unexpired(self, shard: str, limit: int, at: int) -> Iterator[Caller]:
        """Yield a shard's callers, the latest first. DynamoDB deletes expired items within days, not at once."""
        query: dict[str, Any] = {
            "TableName": self._table,
            "IndexName": LATEST,
            "KeyConditionExpression": "indexShard = :shard AND lastAt <= :at",
            "FilterExpression": "expires > :now",
            "ExpressionAttributeValues": {
                ":shard": {"S": shard},
                ":at": {"N": str(at)},
                ":now": {"N": str(int(self._clock()))},
            },
            "ScanIndexForward": False,
            "Limit": limit + 1,  # one extra, to show whether the last caller requested is tied with the next
        }
        while True:
            with translate_errors("Query"):
                page = self._client.query(**query)
            yield from map(decode_caller, page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            query["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _latest_first(caller: Caller) -> tuple[int, str]:
    return -caller.last_at, caller.number
