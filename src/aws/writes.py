"""The two updates that keep a call. Each is one conditional write, and each counts a contact once.

`newest` is for a call later than all that the item knows, which is nearly every call: it replaces what is said of the
latest call. `late` is for one that comes after a newer call of its number, from the queue or by a race: it only counts.
"""

from typing import Any

from aws.items import Item, Keeping, fingerprint, key, values
from calls.call import Call

Update = dict[str, Any]  # the arguments of UpdateItem
_UNSEEN = "NOT contains(seen, :contact) AND NOT contains(seenBefore, :contact)"
_ROOM = "(attribute_not_exists(seen) OR size(seen) < :most)"
SEEN = 500  # contacts in a set before it is put aside: 4.5 kB, five write units


def newest(call: Call, keeping: Keeping) -> Update:
    """Count the call and make it the latest, unless its contact is known, a later one is, or the set is full."""
    latest = values(call, keeping)
    sets = ["firstAt = if_not_exists(firstAt, :lastAt)", *(f"{name} = :{name}" for name in latest)]
    return _update(
        call,
        f"SET {', '.join(sets)} ADD calls :one, seen :contacts",
        f"attribute_not_exists(lastAt) OR (lastAt < :lastAt AND {_UNSEEN} AND {_ROOM})",
        {f":{name}": value for name, value in latest.items()} | {":most": {"N": str(SEEN)}},
    )


def late(call: Call, item: Item) -> Update:
    """Count a call that is not later than the latest of its item, unless the item has changed since it was read.

    item: the item as a failed `newest` found it. The first call may turn out to be this one.
    """
    first = min(int(item["firstAt"]["N"]), call.at)
    return _update(
        call,
        "SET firstAt = :first ADD calls :one, seen :contacts",
        f"firstAt = :firstAt AND lastAt >= :at AND {_UNSEEN} AND {_ROOM}",
        {
            ":first": {"N": str(first)},
            ":firstAt": item["firstAt"],
            ":at": {"N": str(call.at)},
            ":most": {"N": str(SEEN)},
        },
    )


def is_full(item: Item) -> bool:
    """Whether the contacts of an item must be put aside before it can count another."""
    return len(item.get("seen", {}).get("BS", ())) >= SEEN


def set_aside(call: Call) -> Update:
    """Put a full set of contacts aside, in the place of the set before it, which is forgotten.

    A contact is known again while fewer than SEEN calls of its number came after it, and the item stays small.
    """
    return {
        "Key": key(call),
        "UpdateExpression": "SET seenBefore = seen REMOVE seen",
        "ConditionExpression": "size(seen) >= :most",
        "ExpressionAttributeValues": {":most": {"N": str(SEEN)}},
    }


def _update(call: Call, expression: str, condition: str, of_it: Item) -> Update:
    contact = {"B": fingerprint(call.contact_id)}
    counted = {":one": {"N": "1"}, ":contact": contact, ":contacts": {"BS": [contact["B"]]}}
    return {
        "Key": key(call),
        "UpdateExpression": expression,
        "ConditionExpression": condition,
        "ExpressionAttributeValues": of_it | counted,
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
