"""What a caller looks like in DynamoDB: the names of the attributes, and the values in its own types.

docs/data-model.md has the reasons for the keys.
"""

import json
from hashlib import sha256
from typing import Any, NamedTuple
from zlib import crc32

from calls.call import CALLER, Call, SavedAnswer, Source
from calls.callers import Caller

Item = dict[str, Any]
LATEST = "latest"  # the index of the latest callers
_DAY = 86_400
_CONTACT_BYTES = 8  # of a SHA-256: two among a caller's thousand latest contacts are alike once in 10^13 callers


class Keeping(NamedTuple):
    """For how long a caller is kept, in days after the last call, and over how many shards the index is spread."""

    days: int
    shards: int


def key(call: Call) -> Item:
    """The primary key: one item for a number, and one more when someone keyed it."""
    return item_key(call.number, call.source)


def item_key(number: str, source: Source) -> Item:
    """The primary key of a number's item for this source."""
    return {"number": {"S": number}, "source": {"S": source}}


def shard(place: int) -> str:
    """The partition of the index with this number."""
    return f"{LATEST}#{place}"


def shard_of(number: str, shards: int) -> str:
    """The partition that a number belongs to: always the same one, so that a caller is listed once."""
    return shard(crc32(number.encode()) % shards)


def fingerprint(contact_id: str) -> bytes:
    """What is remembered of a contact: enough to know it again."""
    return sha256(contact_id.encode()).digest()[:_CONTACT_BYTES]


def knows(item: Item, contact_id: str) -> bool:
    """Whether an item has counted this contact."""
    seen = fingerprint(contact_id)
    return any(seen in item.get(name, {}).get("BS", ()) for name in ("seen", "seenBefore"))


def values(call: Call, keeping: Keeping) -> Item:
    """What the latest call leaves in its item, by attribute. A number that was only keyed is in no shard."""
    latest = {
        # As text: nothing asks for a part of them, and maps in a list take the client and the table longer.
        "answers": {"S": json.dumps(call.answers, separators=(",", ":"))},
        "lastAt": {"N": str(call.at)},
        "lastContact": {"S": call.contact_id},
        "expires": {"N": str(call.at // 1000 + keeping.days * _DAY)},
    }
    return latest | ({"indexShard": {"S": shard_of(call.number, keeping.shards)}} if call.source == CALLER else {})


def caller(item: Item) -> Caller:
    """The caller that an item of the table, or of the index, is about."""
    return Caller(
        item["number"]["S"],
        tuple(SavedAnswer(text, tuple(words), points) for text, words, points in json.loads(item["answers"]["S"])),
        int(item["firstAt"]["N"]),
        int(item["lastAt"]["N"]),
        int(item["calls"]["N"]),
    )
