"""The callers in their DynamoDB table."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from aws.clients import client
from aws.errors import translate_errors
from aws.items import LATEST, Item, Keeping, caller, item_key, knows, shard
from aws.retry import ATTEMPT_SECONDS, retry
from aws.writes import Update, is_full, late, newest, set_aside
from calls.call import SOURCES, Call
from calls.callers import Caller, Cursor
from calls.deadline import Deadline
from calls.errors import ServiceUnavailableError

CONTENDED = 5  # times that others may change an item between our reading and writing it
# What must be left when the table gives up: a client for the queue, an attempt there, and the answer's way back.
RESERVE_SECONDS = ATTEMPT_SECONDS + 0.6
_TOP = Cursor(10**15 - 1, 0)  # later than every call


class CallersTable:
    """The table, over a botocore client: the `Callers` of the domain, and who called last."""

    def __init__(self, dynamodb: Any, table: str, keeping: Keeping, clock: Callable[[], float] = time.time) -> None:
        self._client = dynamodb
        self._table = table
        self._keeping = keeping
        self._clock = clock

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "CallersTable":
        """The table that a function's environment names."""
        keeping = Keeping(int(environment["RETENTION_DAYS"]), int(environment["SHARDS"]))
        return cls(client("dynamodb"), environment["CALLERS_TABLE"], keeping)

    def save(self, call: Call, deadline: Deadline) -> None:
        """Keep a call; one whose contact is known already changes nothing. Raises ServiceError."""
        item: Item = {}
        for _ in range(CONTENDED):
            is_late = bool(item) and int(item["lastAt"]["N"]) >= call.at
            found = self._refused(late(call, item) if is_late else newest(call, self._keeping), deadline)
            if found is None or knows(found, call.contact_id):
                return
            if is_full(found):
                self._refused(set_aside(call), deadline)  # if it is refused, another was quicker
            item = found
        raise ServiceUnavailableError("UpdateItem failed: others keep changing the item")

    def latest(self, limit: int, deadline: Deadline, after: Cursor | None = None) -> list[Caller]:
        """The callers with the latest calls, the very latest first, from a place on. Of those who called in the same
        millisecond, the lower number comes first. Raises ServiceError.
        """
        after = after or _TOP
        wanted, places = limit + after.passed, range(self._keeping.shards)
        shards = [retry(partial(self._latest_of, shard(place), wanted, after.at), deadline) for place in places]
        found = sorted(chain(*shards), key=_latest_first)
        passed = min(after.passed, sum(one.last_at == after.at for one in found))
        return found[passed : passed + limit]

    def forget(self, number: str, deadline: Deadline) -> None:
        """Delete all that is kept of a number; fine when that is nothing. Raises ServiceError."""
        for source in SOURCES:
            retry(partial(self._delete, item_key(number, source)), deadline)

    def _delete(self, one: Item) -> None:
        with translate_errors("DeleteItem"):
            self._client.delete_item(TableName=self._table, Key=one)

    def _refused(self, update: Update, deadline: Deadline) -> Item | None:
        """Write; None when it was written, and the item as it is when its condition does not hold."""
        return retry(partial(self._refused_once, update), deadline, RESERVE_SECONDS)

    def _refused_once(self, update: Update) -> Item | None:
        with translate_errors("UpdateItem"):
            try:
                self._client.update_item(TableName=self._table, **update)
            except self._client.exceptions.ConditionalCheckFailedException as error:
                item: Item = error.response.get("Item", {})
                return item
        return None

    def _latest_of(self, partition: str, limit: int, at: int) -> list[Caller]:
        """The latest callers of one shard, and all who called in the same millisecond as the last of them: the index
        has those in no order, so which of them are wanted is not known yet.
        """
        found: list[Caller] = []
        for one in self._unexpired(partition, limit, at):
            if len(found) >= limit and one.last_at < found[-1].last_at:
                break
            found.append(one)
        return found

    def _unexpired(self, partition: str, limit: int, at: int) -> Iterator[Caller]:
        """The callers of one shard, the latest first. DynamoDB deletes what has expired within days, not at once."""
        now = int(self._clock())
        asked: dict[str, Any] = {
            "TableName": self._table,
            "IndexName": LATEST,
            "KeyConditionExpression": "indexShard = :shard AND lastAt <= :at",
            "FilterExpression": "expires > :now",
            "ExpressionAttributeValues": {
                ":shard": {"S": partition},
                ":at": {"N": str(at)},
                ":now": {"N": str(now)},
            },
            "ScanIndexForward": False,
            "Limit": limit + 1,  # one more tells that the last one wanted has no equal
        }
        while True:
            with translate_errors("Query"):
                page = self._client.query(**asked)
            yield from map(caller, page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _latest_first(one: Caller) -> tuple[int, str]:
    return -one.last_at, one.number
