"""Hostile requests to the publisher: real ones, mutated, among a victim's flow that must stay as it is."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from copy import deepcopy
from importlib import import_module
from random import Random
from typing import Any
from unittest.mock import patch

from calls.errors import ServiceError
from publisher.errors import PublisherError
from tests.publisher.account import AWAY, EARLIER, HOME, NUMBER, InProcessAccount
from tests.publisher.stack import PROPERTIES, STACK, Stack, event_of, publisher_over
from tests.publisher.test_handler import Context
from tests.publisher.test_response_url import HOSTILE
from tests.publisher.web import CannedResponse, Web
from tests.trust.score import Campaign, Score

CASES = 2000
SECRET, E164 = "X-Amz-Signature=f00d", "+18003569377"
ATTACKER = STACK.replace("/vanity/", "/attacker/")
_REPEATED = ("StackId", "RequestId", "LogicalResourceId")
# The account's own number is not among the values: whoever may deploy here may take it, and gives it back.
FOREIGN_NUMBER = NUMBER.replace("000000000000", "999999999999")
_VALUES: tuple[Any, ...] = (
    None,
    [],
    {},
    7,
    True,
    "",
    "x" * 20_000,
    "\ud800",
    E164,
    ["a"],
    {"Ref": "X"},
    AWAY,
    FOREIGN_NUMBER,
    "../..",
)


def run(campaign: Campaign) -> list[Score]:
    """Send mutated requests, and count what was unhandled, unanswered or leaked."""
    score = Score("attacks on the publisher")
    with Web([CannedResponse(200)]) as web, _environment(web.host):
        for case in range(campaign.some(CASES)):
            score.cases += 1
            _attack(Random(f"{campaign.seed}/{case}"), web, score, f"seed {campaign.seed}, case {case}")
    return [score]


@contextmanager
def _environment(host: str) -> Iterator[None]:
    """Set what Lambda and the local cloud set."""
    settings = {"AWS_DEFAULT_REGION": "us-east-1", "AWS_REGION": "us-east-1", "RESPONSE_HOST": host}
    with patch.dict("os.environ", settings):
        yield


def _attack(random: Random, web: Web, score: Score, case: str) -> None:
    account = InProcessAccount()
    victim = Stack(account).create().id
    before, answered = _state(account, victim), len(web.requests)
    event = mutate(random, victim, web.url)
    error, log = _handle(account, event)
    if error and not isinstance(error, (PublisherError, ServiceError)):
        score.fail("unhandled", f"{case}: {type(error).__name__}")
    if _state(account, victim) != before:
        score.fail("unhandled", f"{case}: something of another stack's was changed")
    if len(web.requests) - answered != _is_answerable(event, web.url):
        score.fail("unanswered", f"{case}: {len(web.requests) - answered} responses")
    if SECRET in log or E164 in log:
        score.fail("leaked", f"{case}: in the log")


def mutate(random: Random, victim: str, url: str) -> dict[str, Any]:
    """Return a request of an attacker's stack, with up to four of its fields and properties changed."""
    properties = deepcopy(PROPERTIES) | {"Name": "Forged", "PhoneNumberArn": ""}
    kind = random.choice(["Create", "Update", "Delete"])
    event = event_of(kind, properties, _physical_id(random, victim), StackId=ATTACKER, RequestId="forged")
    event |= {"OldResourceProperties": deepcopy(PROPERTIES), "ResponseURL": f"{url}/?{SECRET}"}
    for _ in range(random.randrange(5)):
        _change(random, random.choice([event, properties]))
    if random.random() < 0.2:
        event["ResponseURL"] = f"{random.choice(HOSTILE)}/?{SECRET}"
    return event


def _change(random: Random, fields: dict[str, Any]) -> None:
    """Remove a field or give it another value. The stack stays the attacker's: only CloudFormation names stacks."""
    name = random.choice([name for name in fields if name not in {"ResponseURL", "StackId"}])
    if random.random() < 0.3 and len(fields) > 4:
        del fields[name]
    else:
        fields[name] = deepcopy(random.choice(_VALUES))


def _physical_id(random: Random, victim: str) -> str:
    other = victim.replace("000000000000", "999999999999")
    nothing = f"not-created/VanityFlow/{random.choice(['request-1', ''])}"
    return random.choice(
        [victim, other, f"{HOME}/contact-flow/{EARLIER}", victim.replace(HOME, AWAY), nothing, "made-up"]
    )


def _handle(account: InProcessAccount, event: object) -> tuple[Exception | None, str]:
    """Handle a request as Lambda does. Return the error, and everything that was logged."""
    handler, log = import_module("publisher.handler"), io.StringIO()
    logged = logging.StreamHandler(log)
    logging.getLogger().addHandler(logged)
    try:
        with patch.object(handler, "PUBLISHER", publisher_over(account.client)), redirect_stdout(log):
            handler.handle(event, Context())
    except Exception as error:  # Lambda logs whatever it is
        return error, f"{log.getvalue()}{error}"
    finally:
        logging.getLogger().removeHandler(logged)
    return None, log.getvalue()


def _is_answerable(event: dict[str, Any], url: str) -> bool:
    """Return whether a response is due: the URL is good, and the response can repeat what it must."""
    repeated = [event.get(name) for name in _REPEATED]
    can_repeat = all(isinstance(value, str) and 0 < len(value) <= 1024 for value in repeated)
    good_kind = event.get("RequestType") in ("Create", "Update", "Delete")
    return can_repeat and good_kind and str(event.get("ResponseURL")).startswith(url)


def _state(account: InProcessAccount, victim: str) -> Any:
    """Return everything that is not the attacker's."""
    flows = account.flows
    kept = {name: flows.get(name) for name in (EARLIER, victim.rpartition("/")[2])}
    return deepcopy(
        (kept, account.numbers, PROPERTIES["ConverterFunctionArn"] in {name for _, name in account.functions})
    )
