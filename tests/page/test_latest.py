"""The latest callers are the latest callers, whatever happened before: against a DynamoDB that has all its quirks."""

import random
from collections.abc import Callable
from typing import Any

from aws.callers import CallersTable
from aws.items import Item, TablePolicy, item_key, latest_attributes
from calls.call import KEYED
from page.callers_json import next_cursor, parse_cursor
from tests.call_data import AMPLE, call

HISTORIES = 10_000
NOW = 1_795_577_400
DAYS = 90
PAGE = 3  # items that a query reads at once, so that it takes several


class FakeIndex:
    """The query of the index as DynamoDB answers it: equal sort keys come in any order, what is filtered out counts
    towards the limit, and a page ends where it likes."""

    def __init__(self, items: list[Item], dice: random.Random) -> None:
        self._shards: dict[str, list[Item]] = {}
        for item in sorted(items, key=lambda one: (-int(one["lastAt"]["N"]), dice.random())):
            if "indexShard" in item:
                self._shards.setdefault(item["indexShard"]["S"], []).append(item)

    def query(self, **asked: Any) -> dict[str, Any]:
        assert asked["KeyConditionExpression"] == "indexShard = :shard AND lastAt <= :at"
        assert (asked["FilterExpression"], asked["ScanIndexForward"]) == ("expires > :now", False)
        given = asked["ExpressionAttributeValues"]
        at, now = int(given[":at"]["N"]), int(given[":now"]["N"])
        items = [one for one in self._shards.get(given[":shard"]["S"], []) if int(one["lastAt"]["N"]) <= at]
        start = asked.get("ExclusiveStartKey", 0)
        end = start + min(PAGE, asked["Limit"])
        page = {"Items": [one for one in items[start:end] if int(one["expires"]["N"]) > now]}
        return page | ({"LastEvaluatedKey": end} if end < len(items) else {})


def history(dice: random.Random, policy: TablePolicy) -> list[Item]:
    """The items that random calls left: few numbers, few moments, some long ago, some keyed."""
    items: dict[tuple[str, str], Item] = {}
    moments = [NOW * 1000 - dice.choice([0, 1, 5000, 86_400_000 * dice.randrange(100)]) for _ in range(6)]
    for contact in range(dice.randrange(24)):
        made = call(f"+1206685{dice.randrange(7000, 7020)}", f"contact-{contact}", dice.choice(moments))
        if dice.random() < 0.15:
            made = made._replace(source=KEYED)
        name = (made.number, made.source)
        if name not in items or int(items[name]["lastAt"]["N"]) < made.at:
            counted = {"firstAt": {"N": str(made.at)}, "calls": {"N": "1"}}
            items[name] = (
                item_key(made.number, made.source) | latest_attributes(made._replace(answers=()), policy) | counted
            )
    return list(items.values())


def truth(items: list[Item]) -> list[str]:
    """The numbers that called and are not expired, the latest first, of equal ones the lower first."""
    listed = [one for one in items if one["source"]["S"] != KEYED and int(one["expires"]["N"]) > NOW]
    return [
        one["number"]["S"] for one in sorted(listed, key=lambda one: (-int(one["lastAt"]["N"]), one["number"]["S"]))
    ]


def in_histories(count: int, check: Callable[[CallersTable, list[str], random.Random], None]) -> None:
    dice = random.Random(17)
    for _ in range(count):
        policy = TablePolicy(DAYS, dice.randint(1, 16))
        items = history(dice, policy)
        check(CallersTable(FakeIndex(items, dice), "callers", policy, lambda: NOW), truth(items), dice)


def test_the_latest_five_are_the_truth_in_ten_thousand_histories() -> None:
    def check(table: CallersTable, wanted: list[str], dice: random.Random) -> None:
        assert [one.number for one in table.latest(5, AMPLE)] == wanted[:5]

    in_histories(HISTORIES, check)


def test_pages_of_any_size_tell_each_caller_once() -> None:
    def check(table: CallersTable, wanted: list[str], dice: random.Random) -> None:
        size, seen = dice.randint(1, 6), list[str]()
        cursor, more = "", True
        while more:
            place = parse_cursor(cursor)
            callers = table.latest(size, AMPLE, place)
            seen += [one.number for one in callers]
            cursor = next_cursor(callers, place, size)
            more = bool(cursor) and len(seen) <= len(wanted)
        assert seen == wanted

    in_histories(HISTORIES // 10, check)
