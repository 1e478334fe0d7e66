"""Strangers at the open page and its API, and people who sign in with tokens that are none."""

import json
from random import Random
from typing import Any

from calls.callers import Caller
from page.http import Request
from page.wiring import site_over
from tests.call_data import AMPLE
from tests.page.callers import Table, called
from tests.samples import random_numbers
from tests.trust.checks import LeakError, check_unseen
from tests.trust.score import Campaign, Score
from vanity import VanityIndex

CASES = 4_000
_MARKUP = "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{line}}", "\u202e", "\x00", "&#x27;"
_PATHS = "/", "//", "/..%2f", "/api/callers/", "/API/CALLERS", "/assets/../handler.py", "/api/callers?x=1", "/.env"
_METHODS = "GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"
_HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"origin": "https://evil.example", "access-control-request-method": "POST"},
    {"host": "evil.example", "x-forwarded-host": "evil.example"},
    {"if-none-match": "*"},
    {"if-none-match": '"' + "0" * 20 + '"'},
    {"authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9."},
    {"x-http-method-override": "DELETE", "range": "bytes=0-9"},
)


def run(campaign: Campaign) -> list[Score]:
    """Ask for everything in every way, and search what comes back for whole numbers."""
    score, index = Score("attacks on the page"), VanityIndex.open()
    dice = Random(campaign.seed)
    numbers = random_numbers(50, campaign.seed)
    for case in range(campaign.some(CASES)):
        callers = [_spoiled(dice, called(index, number)) for number in dice.sample(numbers, 5)]
        _attack(score, Table(*callers), _request(dice, callers[0].number), f"seed {campaign.seed}, case {case}")
        score.cases += 1
    return [score]


def _spoiled(dice: Random, caller: Caller) -> Caller:
    """Return a caller as it is, or with markup in what is saved of it."""
    if dice.random() < 0.7:
        return caller
    markup = dice.choice(_MARKUP)
    answers = tuple(answer._replace(text=markup, words=(markup,)) for answer in caller.answers)
    return dice.choice(
        [caller._replace(number=markup), caller._replace(answers=answers), caller._replace(last_at=10**15)]
    )


def _request(dice: Random, number: str) -> dict[str, Any]:
    """Return an event of the HTTP API: a route of the page, or one that it does not have, with anything in it."""
    known = "GET /", "GET /api/callers", "GET /api/callers/all", "POST /api/try", "POST /api/forget"
    route = dice.choice([*known, f"{dice.choice(_METHODS)} {dice.choice(_PATHS)}", "$default"])
    bodies = [
        None,
        "",
        "{",
        json.dumps({"number": number[:-1]}),
        json.dumps({"key": number}),
        "9" * 100_000,
        "[" * 50_000,
    ]
    return {
        "routeKey": route,
        "headers": dice.choice(_HEADERS),
        "body": dice.choice(bodies),
        "queryStringParameters": dice.choice([None, {"cursor": dice.choice(["", "1-1", "-1", "9" * 400, "\u0661-1"])}]),
        "pathParameters": {"version": dice.choice(_PATHS), "name": "../../etc/passwd"},
        "requestContext": {},
    }


def _attack(score: Score, table: Table, event: dict[str, Any], case: str) -> None:
    site = site_over(table, {"LINE_NUMBER": ""})
    try:
        response = site.routes.respond(Request.parse(event), AMPLE).payload(site.headers)
    except Exception as error:  # whatever it is, the handler would report it as a failure of ours
        score.fail("unhandled", f"{case}, {event['routeKey']}: {type(error).__name__}")
        return
    if "access-control-allow-origin" in response["headers"] or table.forgotten:
        score.fail("unhandled", f"{case}, {event['routeKey']}: a stranger was let in")
    try:
        check_unseen(
            json.dumps(response, ensure_ascii=False), (one.number for one in table.callers if one.number[1:].isdigit())
        )
    except LeakError:
        score.fail("leaked", f"{case}, {event['routeKey']}")
