"""The callers in their DynamoDB table."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from heapq import merge
from itertools import islice
from typing import Any

from aws.attempts import ATTEMPT_SECONDS, attempted
from aws.clients import client
from aws.errors import translated
from aws.items import LATEST, Item, Keeping, caller, knows, shard
from aws.writes import Update, is_full, late, newest, set_aside
from vanity.call import Call
from vanity.callers import Caller, Deadline
from vanity.errors import ServiceUnavailable

CONTENDED = 5  # times that others may change an item between our reading and writing it
# What must be left when the table gives up: a client for the queue, an attempt there, and the answer's way back.
RESERVE_SECONDS = ATTEMPT_SECONDS + 0.6


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
        raise ServiceUnavailable("UpdateItem failed: others keep changing the item")

    def latest(self, limit: int, deadline: Deadline) -> list[Caller]:
        """The callers with the latest calls, the very latest first. Raises ServiceError."""
        places = range(self._keeping.shards)
        shards = [attempted(partial(self._latest_of, shard(place), limit), deadline) for place in places]
        return list(islice(merge(*shards, key=_latest_first), limit))

    def _refused(self, update: Update, deadline: Deadline) -> Item | None:
        """Write; None when it was written, and the item as it is when its condition does not hold."""
        return attempted(partial(self._refused_once, update), deadline, RESERVE_SECONDS)

    def _refused_once(self, update: Update) -> Item | None:
        with translated("UpdateItem"):
            try:
                self._client.update_item(TableName=self._table, **update)
            except self._client.exceptions.ConditionalCheckFailedException as error:
                item: Item = error.response.get("Item", {})
                return item
        return None

    def _latest_of(self, partition: str, limit: int) -> list[Caller]:
        return list(islice(self._unexpired(partition, limit), limit))

    def _unexpired(self, partition: str, limit: int) -> Iterator[Caller]:
        """The callers of one shard, the latest first. DynamoDB deletes what has expired within days, not at once."""
        asked: dict[str, Any] = {
            "TableName": self._table,
            "IndexName": LATEST,
            "KeyConditionExpression": "indexShard = :shard",
            "FilterExpression": "expires > :now",
            "ExpressionAttributeValues": {":shard": {"S": partition}, ":now": {"N": str(int(self._clock()))}},
            "ScanIndexForward": False,
            "Limit": limit,
        }
        while True:
            with translated("Query"):
                page = self._client.query(**asked)
            yield from map(caller, page["Items"])
            if "LastEvaluatedKey" not in page:
                return
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _latest_first(one: Caller) -> tuple[int, str]:
    return -one.last_at, one.number
