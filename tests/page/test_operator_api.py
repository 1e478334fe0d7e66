"""The API for operators, and broken items: skipped for visitors, shown to operators, who can remove them."""

import json

import pytest

from calls.call import SavedAnswer
from calls.callers import Caller
from page.masking import mask
from page.routes import PAGE_SIZE
from tests.page.callers import NOW, called, crowd
from tests.page.conftest import Api
from tests.page.requests import by_operator, event
from tests.page.test_api import FLOWERS, assert_is_problem, body
from vanity import VanityIndex

BROKEN = {
    "not a number": Caller("<b>nobody</b>", (), NOW, NOW, 1),
    "a number that is none": Caller("+2000652775304", (), NOW, NOW, 1),
    "an item that cannot be read": Caller(FLOWERS, (), NOW, NOW, 0, is_readable=False),
    "another's answer": Caller(FLOWERS, (SavedAnswer("1-800-GOT-JUNK", ("GOT", "JUNK"), 0),), NOW, NOW, 1),
}
broken_callers = pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())


@broken_callers
def test_a_broken_item_is_skipped_and_counted(api: Api, index: VanityIndex, broken: Caller) -> None:
    whole = crowd(index, 6, seed=3)
    api.table.callers = [broken._replace(last_at=NOW + 1), *whole]
    shown = body(api(event("GET /api/callers")))

    assert shown["unreadable"] == 1
    assert [caller["number"] for caller in shown["callers"]] == [mask(caller).number for caller in whole[:5]]


@broken_callers
def test_the_operator_sees_a_broken_item_and_can_remove_it(api: Api, index: VanityIndex, broken: Caller) -> None:
    api.table.callers = [broken, *crowd(index, 2, seed=3)]
    listed = body(api(by_operator("GET /api/callers/all")))["callers"]
    (found,) = [caller for caller in listed if not caller["readable"]]
    api(by_operator("POST /api/forget", body=json.dumps({"key": found["key"]})))

    assert found["key"] == broken.number
    assert api.table.forgotten == [broken.number]
    assert len(api.table.callers) == 2


def test_what_the_operator_sees_is_stored_nowhere(api: Api, index: VanityIndex) -> None:
    api.table.call(called(index, FLOWERS))
    answer = api(by_operator("GET /api/callers"))

    assert answer["headers"]["cache-control"] == "no-store"
    assert "etag" not in answer["headers"]


def test_the_operator_sees_whole_numbers(api: Api, index: VanityIndex) -> None:
    api.table.call(called(index, FLOWERS))
    caller = body(api(by_operator("GET /api/callers")))["callers"][0]

    assert (caller["number"], caller["answers"][0]) == ("1-800-356-9377", "1-800-FLOWERS")


@pytest.mark.parametrize("route", ["GET /api/callers/all", "POST /api/forget"])
def test_others_do_not_even_where_the_authorizer_is_missing(api: Api, index: VanityIndex, route: str) -> None:
    api.table.call(called(index, FLOWERS))

    assert_is_problem(api(event(route, body=json.dumps({"number": FLOWERS}))), 403)
    assert api.table.forgotten == []


def test_the_operator_pages_through_all_callers_once_each(api: Api, index: VanityIndex) -> None:
    alike = [called(index, f"+1206685{place}", at=NOW - place // 50) for place in range(7000, 7000 + 3 * PAGE_SIZE + 4)]
    api.table.callers = alike
    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        answer = body(api(by_operator("GET /api/callers/all", queryStringParameters={"cursor": cursor})))
        seen += [caller["number"] for caller in answer["callers"]]
        cursor = answer["cursor"]
        if not cursor:
            break

    assert len(seen) == len(set(seen)) == len(alike)


def test_a_cursor_holds_no_number(api: Api, index: VanityIndex) -> None:
    api.table.callers = crowd(index, PAGE_SIZE + 1, seed=2)
    cursor = body(api(by_operator("GET /api/callers/all")))["cursor"]

    assert cursor == f"{api.table.callers[PAGE_SIZE - 1].last_at}-1"


@pytest.mark.parametrize("cursor", ["x", "1", "-", "1-", "99999999999999999-1"])
def test_a_cursor_that_leads_nowhere_is_a_problem(api: Api, cursor: str) -> None:
    assert_is_problem(api(by_operator("GET /api/callers/all", queryStringParameters={"cursor": cursor})), 400)


@pytest.mark.parametrize("written", [FLOWERS, "1-800-356-9377"])
def test_the_operator_can_have_a_caller_forgotten(api: Api, index: VanityIndex, written: str) -> None:
    api.table.call(called(index, FLOWERS))
    answer = api(by_operator("POST /api/forget", body=json.dumps({"number": written})))

    assert (answer["statusCode"], answer["body"]) == (204, "")
    assert api.table.forgotten == [FLOWERS]


@pytest.mark.parametrize("sent", [{"key": 7}, {"key": None}, {"key": FLOWERS, "number": True}, {"number": []}, {}])
def test_what_names_no_caller_is_refused(api: Api, index: VanityIndex, sent: dict[str, object]) -> None:
    api.table.call(called(index, FLOWERS))

    assert_is_problem(api(by_operator("POST /api/forget", body=json.dumps(sent))), 400)
    assert api.table.forgotten == []
