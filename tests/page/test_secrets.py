"""All that the open page and its API can answer, over a thousand callers: no whole number, in digits or in letters."""

import json
import re
from collections.abc import Iterator

import pytest

from calls.callers import Caller
from calls.errors import ServiceUnavailableError
from tests.page.callers import Table, crowd
from tests.page.conftest import Answer, Api
from tests.page.requests import event, trying
from tests.samples import pressed
from vanity import VanityIndex

CALLERS = 1000
MOST_DIGITS = 7  # of a number that may be read in one go: a local part without its area code
MOST_BYTES = 4096


@pytest.fixture(scope="module")
def callers(index: VanityIndex) -> list[Caller]:
    return crowd(index, CALLERS, seed=5)


def answers(callers: list[Caller]) -> Iterator[Answer]:
    """Everything that the open page and API can give while these are the latest callers."""
    table = Table(*callers)
    api = Api(table, {"LINE_NUMBER": "+12065550142"})
    latest = api(event("GET /api/callers"))
    yield latest
    yield api(event("GET /api/callers", headers={"if-none-match": latest["headers"]["etag"]}))
    yield api(event("GET /api/callers/all"))
    yield api(event("POST /api/forget", body=json.dumps({"number": callers[0].number})))
    yield api(trying(callers[0].number[:-1]))
    yield api(event("POST /api/try", body=callers[0].number))
    yield api(event("GET /"))
    table.failure = ServiceUnavailableError("Query failed")
    yield api(event("GET /api/callers"))


def secrets(caller: Caller) -> set[str]:
    """What must not be readable: the national number, and each whole vanity number."""
    return {caller.number[2:]} | {answer.text for answer in caller.answers}


def test_no_answer_tells_a_whole_number(callers: list[Caller]) -> None:
    for first in range(0, CALLERS, 5):
        group = callers[first : first + 5]
        for answer in answers(group):
            sent = json.dumps(answer, ensure_ascii=False)
            keys = [pressed(text) for text in re.findall(r"[A-Z0-9()+ .-]+", sent)]
            for caller in group:
                assert not [secret for secret in secrets(caller) if secret in sent]
                assert not [text for text in keys if caller.number[2:] in text]


def test_no_stretch_of_digits_is_longer_than_a_local_part(callers: list[Caller]) -> None:
    api = Api(Table(*callers))
    for first in range(0, CALLERS, 5):
        api.table.callers = callers[first : first + 5]
        for caller in json.loads(api(event("GET /api/callers"))["body"])["callers"]:
            for text in (caller["number"], *caller["answers"]):
                longest = max(map(len, re.findall(r"[A-Z0-9]+", text.replace("-", ""))), default=0)
                assert longest <= MOST_DIGITS + 4  # letters past the end dial nothing


def test_an_answer_of_the_api_is_small(callers: list[Caller]) -> None:
    api = Api(Table())
    sizes = []
    for first in range(0, CALLERS, 5):
        api.table.callers = callers[first : first + 5]
        sizes.append(len(api(event("GET /api/callers"))["body"].encode()))

    assert max(sizes) <= MOST_BYTES


def test_nothing_that_is_told_can_be_turned_back_into_the_number(callers: list[Caller]) -> None:
    """Numbers are few enough to try all of them, so nothing made from one may be sent, a hash included."""
    api = Api(Table(callers[0]._replace(answers=())))
    other = Api(Table(callers[1]._replace(answers=(), last_at=callers[0].last_at, calls=callers[0].calls)))

    assert api(event("GET /api/callers")) == other(event("GET /api/callers"))
