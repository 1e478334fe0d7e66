"""What a caller looks like in DynamoDB: the attributes of its item, and the updates that save a call in it.

Each update is one conditional write, and each counts a contact once. `latest_update` is for a call that is later than
all the item knows, which is nearly every call: it replaces what the item says of the latest call. `late_update` is for
a call that arrives after a later call of its number, from the queue or because of a race: it only counts.
docs/data-model.md gives the reasons.
"""

import json
from hashlib import sha256
from typing import Any, NamedTuple
from zlib import crc32

from calls.call import CALLER, Call, Source, decode_answers
from calls.callers import Caller

Item = dict[str, Any]
Update = dict[str, Any]  # the arguments of UpdateItem
LATEST = "latest"  # the index of the latest callers
_DAY = 86_400  # seconds
# Of a SHA-256. The chance that two of a caller's latest thousand contacts share these bytes is one in 10^13.
_CONTACT_BYTES = 8
CONTACTS_IN_A_SET = 500  # 4.5 kB, five write units
_NOT_COUNTED = "NOT contains(seen, :contact) AND NOT contains(seenBefore, :contact)"
_HAS_ROOM = "(attribute_not_exists(seen) OR size(seen) < :most)"


class TablePolicy(NamedTuple):
    """How the table keeps callers."""

    #: Days after the last call until a caller is deleted.
    retention_days: int
    #: Partitions over which the index of the latest callers is spread.
    shards: int


def item_key(number: str, source: Source) -> Item:
    """Return the primary key: one item for a number, and another one when somebody keyed it."""
    return {"number": {"S": number}, "source": {"S": source}}


def shard_name(shard: int) -> str:
    """Return the name of a partition of the index, counted from 0."""
    return f"{LATEST}#{shard}"


def shard_of(number: str, shards: int) -> str:
    """Return the name of a number's partition: always the same one, so that a caller is listed once."""
    return shard_name(crc32(number.encode()) % shards)


def contact_fingerprint(contact_id: str) -> bytes:
    """Return the part of a contact's hash that is stored: enough to recognise the contact."""
    return sha256(contact_id.encode()).digest()[:_CONTACT_BYTES]


def has_counted(item: Item, contact_id: str) -> bool:
    """Return whether an item has already counted this contact."""
    fingerprint = contact_fingerprint(contact_id)
    return any(fingerprint in item.get(name, {}).get("BS", ()) for name in ("seen", "seenBefore"))


def latest_attributes(call: Call, policy: TablePolicy) -> Item:
    """Return the attributes that describe the latest call. A number that was only keyed belongs to no shard."""
    attributes = {
        # As text: no query uses parts of them, and a list of maps is slower for both the client and the table.
        "answers": {"S": json.dumps(call.answers, separators=(",", ":"))},
        "lastAt": {"N": str(call.at)},
        "lastContact": {"S": call.contact_id},
        "expires": {"N": str(call.at // 1000 + policy.retention_days * _DAY)},
    }
    shard = {"indexShard": {"S": shard_of(call.number, policy.shards)}} if call.source == CALLER else {}
    return attributes | shard


def decode_caller(item: Item) -> Caller:
    """Return the caller that an item of the table, or of the index, describes.

    One damaged item must not hide the others, so of an item that cannot be read, what it is listed by is returned.
    """
    number, last_at = item["number"]["S"], int(float(item["lastAt"]["N"]))
    try:
        answers = decode_answers(json.loads(item["answers"]["S"]))
        return Caller(number, answers, int(item["firstAt"]["N"]), last_at, int(item["calls"]["N"]))
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return Caller(number, (), last_at, last_at, 0, is_readable=False)


def latest_update(call: Call, policy: TablePolicy) -> Update:
    """Count the call and make it the latest, unless its contact was counted, a later call was saved, or the set is
    full.
    """
    latest = latest_attributes(call, policy)
    sets = ["firstAt = if_not_exists(firstAt, :lastAt)", *(f"{name} = :{name}" for name in latest)]
    return _update(
        call,
        f"SET {', '.join(sets)} ADD calls :one, seen :contacts",
        f"attribute_not_exists(lastAt) OR (lastAt < :lastAt AND {_NOT_COUNTED} AND {_HAS_ROOM})",
        {f":{name}": value for name, value in latest.items()},
    )


def late_update(call: Call, item: Item) -> Update:
    """Count a call that is not later than the latest one of its item, unless the item has changed since it was read.

    `item` is the item as a failed `latest_update` returned it. The call may turn out to be the number's first.
    """
    first = min(int(item["firstAt"]["N"]), call.at)
    return _update(
        call,
        "SET firstAt = :first ADD calls :one, seen :contacts",
        f"firstAt = :firstAt AND lastAt >= :at AND {_NOT_COUNTED} AND {_HAS_ROOM}",
        {":first": {"N": str(first)}, ":firstAt": item["firstAt"], ":at": {"N": str(call.at)}},
    )


def is_full(item: Item) -> bool:
    """Return whether the contacts of an item must be rotated before it can count another one."""
    return len(item.get("seen", {}).get("BS", ())) >= CONTACTS_IN_A_SET


def rotate_contacts(call: Call) -> Update:
    """Move a full set of contacts to `seenBefore`, and forget the set that was there.

    A contact is therefore recognised until 500 later calls of its number have been counted, and the item stays small.
    """
    return {
        "Key": item_key(call.number, call.source),
        "UpdateExpression": "SET seenBefore = seen REMOVE seen",
        "ConditionExpression": "size(seen) >= :most",
        "ExpressionAttributeValues": {":most": {"N": str(CONTACTS_IN_A_SET)}},
    }


def _update(call: Call, expression: str, condition: str, values: Item) -> Update:
    contact = {"B": contact_fingerprint(call.contact_id)}
    counting = {
        ":one": {"N": "1"},
        ":contact": contact,
        ":contacts": {"BS": [contact["B"]]},
        ":most": {"N": str(CONTACTS_IN_A_SET)},
    }
    return {
        "Key": item_key(call.number, call.source),
        "UpdateExpression": expression,
        "ConditionExpression": condition,
        "ExpressionAttributeValues": values | counting,
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
