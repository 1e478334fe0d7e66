"""Inputs of every kind, real ones and changed ones, each from its dice alone."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from calls.call import Call
from calls.callers import Caller
from tests.contact_flow import flows
from tests.converter import events
from tests.page import requests
from tests.page.callers import NOW, called
from tests.samples import ABROAD
from tests.trust import checks, parts
from tests.trust.mutation import ODD_TEXTS, change, change_bytes, change_text

ROOT = Path(__file__).parents[2]
_FLOW_FILES = [flows.PATH, flows.PATH.with_name("aws_example.json"), ROOT / "infra/flow/vanity-line.json"]
_COUNTRIES = [
    "1",
    "7",
    "20",
    "33",
    "39",
    "44",
    "49",
    "52",
    "54",
    "55",
    "61",
    "64",
    "65",
    "81",
    "86",
    "290",
    "800",
    "883",
]
_ROUTES = [
    "GET /",
    "GET /assets/{version}/{name}",
    "GET /api/callers",
    "POST /api/try",
    "GET /api/callers/all",
    "POST /api/forget",
]


@dataclass(frozen=True)
class Kind:
    """A kind of input. `check` raises what is wrong with the way an input is treated."""

    #: How many a whole campaign tries.
    cases: int
    make: Callable[[Random], Any]
    check: Callable[[Any], None]


def number(dice: Random) -> str:
    """Return a number as people and networks write them, well or badly."""
    match dice.randrange(6):
        case 0:
            return dice.choice(ABROAD)
        case 1:
            return f"+{dice.choice(_COUNTRIES)}{_digits(dice, dice.randrange(3, 14))}"
        case 2:
            return _written(_north_american(dice), dice)
        case 3:
            return change_text(dice.choice([_north_american(dice), *ABROAD]), dice)
        case 4:
            return dice.choice([_digits(dice, dice.randrange(1, 20)), *ODD_TEXTS])
        case _:
            return _north_american(dice)


def event(dice: Random) -> Any:
    """Return an event of Amazon Connect."""
    base = events.calling(number(dice)) if dice.random() < 0.7 else events.event(keyed=number(dice) + "#")
    return change(base, dice) if dice.random() < 0.6 else base


def flow(dice: Random) -> bytes:
    """Return the text of a flow, of which one in ten is damaged as bytes."""
    original = dice.choice(_flows())
    if dice.random() < 0.1:
        return change_bytes(original, dice)
    changed = change(json.loads(original), dice)
    return json.dumps(_writable(changed)).encode()


def request(dice: Random) -> dict[str, Any]:
    """Return a request of the HTTP API."""
    route, body = dice.choice(_ROUTES), _body(dice)
    more: dict[str, Any] = {
        "body": body,
        "queryStringParameters": {"cursor": _cursor(dice)},
        "pathParameters": {"version": parts.asset_version(), "name": dice.choice(["page.css", "page.js", "x"])},
        "headers": {"If-None-Match": dice.choice(['"x"', "*", "W/"]), "Content-Type": "application/json"},
    }
    if dice.random() < 0.2:
        more |= {"body": b64encode(body.encode(errors="replace")).decode(), "isBase64Encoded": True}
    made = (requests.by_operator if dice.random() < 0.4 else requests.event)(route, **more)
    changed = change(made, dice) if dice.random() < 0.7 else made
    return {**(changed if isinstance(changed, dict) else {}), "routeKey": route}


def stored(dice: Random) -> list[dict[str, Any]]:
    """Return items as the table has them, one of them changed in all but its keys, whose types the table checks."""
    items = [dice.choice(_items()) for _ in range(dice.randrange(1, 6))]
    changed = change(items[-1], dice)
    keys = {name: items[-1][name] for name in ("number", "lastAt")}
    return [*items[:-1], (changed if isinstance(changed, dict) else {}) | keys]


def message(dice: Random) -> str:
    """Return the body of a message in the queue."""
    original = dice.choice(_messages())
    if dice.random() < 0.2:
        return change_text(original, dice)
    return json.dumps(_writable(change(json.loads(original), dice)))


def _north_american(dice: Random) -> str:
    return f"+1{dice.randrange(200, 1000)}{dice.randrange(2_000_000, 10_000_000)}"


def _digits(dice: Random, count: int) -> str:
    return "".join(dice.choices("0123456789", k=count))


def _written(e164: str, dice: Random) -> str:
    national = e164[2:]
    form = dice.choice(["({}) {}-{}", "{}-{}-{}", "1 {} {} {}", "+1.{}.{}.{}", "{}{}{}", " 1/{}/{}/{} "])
    return form.format(national[:3], national[3:6], national[6:])


def _body(dice: Random) -> str:
    sent = {"number": number(dice)}
    text = json.dumps(_writable(change(sent, dice) if dice.random() < 0.4 else sent))
    return change_text(text, dice) if dice.random() < 0.2 else text


def _cursor(dice: Random) -> str:
    at = NOW - dice.randrange(60_000)
    return dice.choice([f"{at}-{dice.randrange(9)}", "", change_text(f"{at}-1", dice)])


def _writable(value: Any) -> Any:
    """Return a value without nesting that the writer of JSON, unlike its reader, cannot follow."""
    try:
        json.dumps(value)
    except RecursionError:
        return "too deep"
    return value


@cache
def _flows() -> list[bytes]:
    return [path.read_bytes() for path in _FLOW_FILES]


@cache
def _callers() -> list[Caller]:
    dice = Random(1)
    numbers = ["+18003569377", *ABROAD[:4], *(_north_american(dice) for _ in range(20))]
    return [called(parts.index(), one, NOW - place * 1000) for place, one in enumerate(numbers)]


@cache
def _items() -> list[dict[str, Any]]:
    return [_item(caller) for caller in _callers()]


def _item(caller: Caller) -> dict[str, Any]:
    times = {"firstAt": {"N": str(caller.first_at)}, "lastAt": {"N": str(caller.last_at)}}
    answers = {"S": json.dumps(caller.answers)}
    return {"number": {"S": caller.number}, "answers": answers, "calls": {"N": str(caller.calls)}, **times}


@cache
def _messages() -> list[str]:
    return [Call(one.number, "caller", "contact-1", one.last_at, one.answers).to_json() for one in _callers()]


#: The kinds by the names of their rows.
KINDS = {
    "events of Connect": Kind(100_000, event, checks.check_event),
    "phone numbers": Kind(100_000, number, checks.check_number),
    "contact flows": Kind(20_000, flow, checks.check_flow),
    "files with flows": Kind(5_000, flow, checks.check_flow_file),
    "requests to the page": Kind(60_000, request, checks.check_request),
    "stored callers": Kind(20_000, stored, checks.check_stored),
    "queued calls": Kind(40_000, message, checks.check_message),
}
