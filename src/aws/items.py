"""What a caller looks like in DynamoDB: the names of the attributes, and the values in DynamoDB's own types.

docs/data-model.md gives the reasons for the keys; `updates` has the writes.
"""

import json
from hashlib import sha256
from typing import Any, NamedTuple
from zlib import crc32

from calls.call import CALLER, Call, Source, decode_answers
from calls.callers import Caller

Item = dict[str, Any]
LATEST = "latest"  # the index of the latest callers
_DAY = 86_400  # seconds
# Of a SHA-256. Two of a caller's thousand latest contacts share these bytes for one caller in 10^13.
_CONTACT_BYTES = 8


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
    """Return what is stored of a contact, which is enough to recognise it."""
    return sha256(contact_id.encode()).digest()[:_CONTACT_BYTES]


def has_counted(item: Item, contact_id: str) -> bool:
    """Return whether an item has already counted this contact."""
    fingerprint = contact_fingerprint(contact_id)
    return any(fingerprint in item.get(name, {}).get("BS", ()) for name in ("seen", "seenBefore"))


def latest_attributes(call: Call, policy: TablePolicy) -> Item:
    """Return the attributes that describe the latest call. A number that was only keyed belongs to no shard."""
    attributes = {
        # As text: nothing queries a part of them, and a list of maps takes the client and the table longer.
        "answers": {"S": json.dumps(call.answers, separators=(",", ":"))},
        "lastAt": {"N": str(call.at)},
        "lastContact": {"S": call.contact_id},
        "expires": {"N": str(call.at // 1000 + policy.retention_days * _DAY)},
    }
    shard = {"indexShard": {"S": shard_of(call.number, policy.shards)}} if call.source == CALLER else {}
    return attributes | shard


def decode_caller(item: Item) -> Caller:
    """Return the caller that an item of the table, or of the index, describes."""
    return Caller(
        item["number"]["S"],
        decode_answers(json.loads(item["answers"]["S"])),
        int(item["firstAt"]["N"]),
        int(item["lastAt"]["N"]),
        int(item["calls"]["N"]),
    )
