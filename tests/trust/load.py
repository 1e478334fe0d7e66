"""Calls in their thousands on the local cloud, some delivered twice, with the page open; then a search for numbers."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from math import inf
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from typing import Any
from urllib.request import urlopen

from samtranslator.yaml_helper import yaml_parse

from infra.local.cloud import CONNECT_PARAMETERS, LocalCloud, install_emulator
from infra.local.packaging import build_zip
from infra.local.paths import ARTIFACTS, TEMPLATE
from infra.local.sam import code_folders
from infra.local.stack import Deployment, deploy
from tests.cloud.conftest import Line
from tests.cloud.test_line import eventually, waiting
from tests.samples import pressed, random_numbers
from tests.trust.score import Campaign, Score

CALLS = 5_000
AT_ONCE = 50
TWICE = 0.2  # the share of calls that are delivered twice
LATE = 8.0  # seconds after which Connect stops waiting
_DRAINED = 120.0  # seconds until the queue is surely empty
_PAGE = "http://127.0.0.1:{port}/_aws/execute-api/c0ffee00/api/callers"


def run(campaign: Campaign) -> list[Score]:
    """Deploy the stack, make the calls, count them in the table, and search all that was written for their numbers."""
    with TemporaryDirectory() as folder, _deployed(Path(folder)) as line:
        contacts = _contacts(campaign)
        load, pages = Score("load on the local cloud"), set[str]()
        over = Event()
        with ThreadPoolExecutor(AT_ONCE + 1) as pool:
            watching = pool.submit(_watch, line, over, pages)
            deliveries = _deliveries(campaign, contacts)
            for (contact, _), seconds in zip(deliveries, pool.map(partial(_deliver, line), deliveries), strict=True):
                load.cases += 1
                # The first calls wait for as many environments, which the emulator starts on few cores at once.
                if seconds > LATE and (load.cases > 2 * AT_ONCE or seconds == inf):
                    load.fail("late" if seconds < inf else "unanswered", f"seed {campaign.seed}, {contact}")
            over.set()
            watching.result()
        _compare(load, line, Counter(contacts.values()))
        return [load, _search(line, Path(folder), pages, set(contacts.values()))]


@contextmanager
def _deployed(folder: Path) -> Iterator[Line]:
    install_emulator(_quietly)
    for name, code in code_folders(yaml_parse(TEMPLATE.read_text(encoding="utf-8"))):
        build_zip(name, (TEMPLATE.parent / code).resolve(), ARTIFACTS)
    cloud = LocalCloud.start(folder, rate=0)
    try:
        parameters = CONNECT_PARAMETERS | {"Architecture": "x86_64", "QueueRetrySeconds": "30"}
        yield Line(cloud.aws, deploy(cloud.aws, Deployment("vanity-trust", TEMPLATE, parameters, ARTIFACTS), _quietly))
    finally:
        cloud.stop()


def _quietly(_: str) -> None:
    """Say nothing: the score is what is to be read."""


def _contacts(campaign: Campaign) -> dict[str, str]:
    """Return contacts and the numbers that they call from, several from one."""
    dice, calls = Random(campaign.seed), campaign.some(CALLS)
    numbers = random_numbers(max(1, calls // 4), campaign.seed)
    return {f"contact-{place}": dice.choice(numbers) for place in range(calls)}


def _deliveries(campaign: Campaign, contacts: dict[str, str]) -> list[tuple[str, str]]:
    dice = Random(campaign.seed)
    once = list(contacts.items())
    all_of_them = once + dice.sample(once, int(len(once) * TWICE))
    dice.shuffle(all_of_them)
    return all_of_them


def _deliver(line: Line, delivery: tuple[str, str]) -> float:
    """Make a call, and return how many seconds its reply took; infinity when there was none."""
    contact, number = delivery
    endpoint = {"Address": number, "Type": "TELEPHONE_NUMBER"}
    data = {"ContactId": contact, "Channel": "VOICE", "CustomerEndpoint": endpoint}
    started = monotonic()
    try:
        line.call({"Details": {"ContactData": data, "Parameters": {}}})
    except Exception:  # whatever it is, the caller hears the error branch
        return inf
    return monotonic() - started


def _watch(line: Line, over: Event, pages: set[str]) -> None:
    """Look at the open page, as its script does, until it is over, and once more.

    The emulator has fewer threads than there are calls at once, so while they last, a page may come late.
    """
    while not over.wait(1.0):
        with suppress(OSError):
            pages.add(_page(line))
    pages.add(_page(line))


def _page(line: Line) -> str:
    with urlopen(_PAGE.format(port=line.cloud.port), timeout=5) as response:  # loopback only
        text: str = response.read().decode()
    return text


def _compare(score: Score, line: Line, truth: Counter[str]) -> None:
    """Count what the table has too few or too many of, once the writer has saved what was queued."""
    eventually(lambda: waiting(line) == 0, _DRAINED)
    pages = line.cloud.client("dynamodb").get_paginator("scan").paginate(TableName=line.outputs["CallersTable"])
    counted = {item["number"]["S"]: int(item["calls"]["N"]) for page in pages for item in page["Items"]}
    for number, calls in truth.items():
        if counted.get(number, 0) < calls:
            score.fail("lost", f"a number called {calls} times, {counted.get(number, 0)} are counted")
        elif counted[number] > calls:
            score.fail("unhandled", f"a number called {calls} times, {counted[number]} are counted")


def _search(line: Line, folder: Path, pages: set[str], numbers: set[str]) -> Score:
    """Search every log, file and page for the numbers, in digits and in letters."""
    score = Score("privacy, after all of it")
    places = {f"the page, {place}": text for place, text in enumerate(sorted(pages))} | dict(_logs(line))
    logs = (path for path in folder.rglob("*") if path.suffix == ".log")
    places |= {path.name: path.read_text(encoding="utf-8", errors="replace") for path in logs}
    for place, text in places.items():
        score.cases += 1
        keys = pressed(text.upper().replace("-", ""))
        found = sum(number[2:] in text or number[2:] in keys for number in numbers)
        if found:
            score.fail("leaked", f"{found} numbers in {place}")
    return score


def _logs(line: Line) -> Iterator[tuple[str, str]]:
    logs: Any = line.cloud.client("logs")
    for group in logs.describe_log_groups()["logGroups"]:
        events = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
        yield group["logGroupName"], "\n".join(json.dumps(event) for page in events for event in page["events"])
