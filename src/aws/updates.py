"""The updates that save a call. Each is one conditional write, and each counts a contact once.

`latest_update` is for a call that is later than all the item knows, which is nearly every call: it replaces what the
item says of the latest call. `late_update` is for a call that arrives after a later call of its number, from the queue
or because of a race: it only counts. `rotate_contacts` makes room for more contacts.
"""

from typing import Any

from aws.items import Item, TablePolicy, contact_fingerprint, item_key, latest_attributes
from calls.call import Call

Update = dict[str, Any]  # the arguments of UpdateItem
CONTACTS_IN_A_SET = 500  # 4.5 kB, five write units
_NOT_COUNTED = "NOT contains(seen, :contact) AND NOT contains(seenBefore, :contact)"
_HAS_ROOM = "(attribute_not_exists(seen) OR size(seen) < :most)"


def latest_update(call: Call, policy: TablePolicy) -> Update:
    """Count the call and make it the latest, unless its contact was counted, a later call was, or the set is full."""
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
