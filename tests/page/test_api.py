"""The API: what it answers, what it caches, how it fails."""

import json
from typing import Any

import pytest

from calls.errors import ServiceError, ServiceUnavailableError
from page.masking import mask
from tests.page.callers import NOW, Table, called, crowd
from tests.page.conftest import Answer, Api
from tests.page.requests import by_operator, event, trying
from vanity import VanityIndex
from vanity.cli import main
from vanity.cli.arguments import BAD_INPUT
from vanity.ladder import worth_showing

FLOWERS = "+18003569377"
JUNK = "+18004685865"


def body(answer: Answer) -> Any:
    return json.loads(answer["body"])


def assert_is_problem(answer: Answer, status: int) -> None:
    told = body(answer)

    assert answer["statusCode"] == told["status"] == status
    assert answer["headers"]["content-type"] == "application/problem+json"
    assert answer["headers"]["cache-control"] == "no-store"
    assert set(told) == {"type", "title", "status", "detail"}


def test_the_latest_five_callers_are_told_newest_first(api: Api, index: VanityIndex) -> None:
    api.table.callers = crowd(index, 20, seed=1)
    answer = api(event("GET /api/callers"))

    times = [caller["at"] for caller in body(answer)["callers"]]
    assert answer["statusCode"] == 200
    assert len(times) == 5
    assert times == sorted(times, reverse=True)


def test_a_caller_is_told_masked(api: Api, index: VanityIndex) -> None:
    api.table.call(called(index, JUNK, at=1_763_999_000_999, calls=2))

    assert body(api(event("GET /api/callers"))) == {
        "callers": [
            {
                "at": "2025-11-24T15:43:20Z",
                "calls": 2,
                "number": "1-•••-•••-5865",
                "answers": list(mask(called(index, JUNK)).answers),
            }
        ],
        "unreadable": 0,
    }
    assert mask(called(index, JUNK)).answers[0] == "1-•••-•••-JUNK"


def test_a_caller_no_word_fits_is_told_of(api: Api, index: VanityIndex) -> None:
    api.table.call(called(index, "+12012110000"))

    assert body(api(event("GET /api/callers")))["callers"][0]["answers"] == []


def test_who_has_the_latest_already_gets_it_once(api: Api, index: VanityIndex) -> None:
    api.table.call(called(index, FLOWERS))
    tag = api(event("GET /api/callers"))["headers"]["etag"]
    again = api(event("GET /api/callers", headers={"If-None-Match": f'"other", W/{tag}'}))
    api.table.call(called(index, FLOWERS, at=NOW + 1000))
    changed = api(event("GET /api/callers", headers={"If-None-Match": tag}))

    assert (again["statusCode"], again["body"], again["headers"]["etag"]) == (304, "", tag)
    assert changed["statusCode"] == 200
    assert changed["headers"]["etag"] != tag


def test_the_api_is_kept_for_a_second_and_files_for_ever(api: Api) -> None:
    files = {"version": api.site.routes._assets.version, "name": "page.css"}

    assert api(event("GET /api/callers"))["headers"]["cache-control"] == "private, max-age=1"
    assert api(event("GET /"))["headers"]["cache-control"] == "no-cache"
    assert "immutable" in api(event("GET /assets/{version}/{name}", pathParameters=files))["headers"]["cache-control"]


@pytest.mark.parametrize("name", ["index.html", "../handler.py", "", "page.css.map"])
def test_only_the_pages_own_files_are_served(api: Api, name: str) -> None:
    files = {"version": api.site.routes._assets.version, "name": name}

    assert_is_problem(api(event("GET /assets/{version}/{name}", pathParameters=files)), 404)


def test_files_of_another_version_are_gone(api: Api) -> None:
    files = {"version": "0" * 20, "name": "page.css"}

    assert_is_problem(api(event("GET /assets/{version}/{name}", pathParameters=files)), 404)


@pytest.mark.parametrize("number", [FLOWERS, "1-800-356-9377", "+442079460958"])
def test_any_number_can_be_tried_and_is_not_kept(api: Api, index: VanityIndex, number: str) -> None:
    answer = api(trying(number))

    assert body(answer)["answers"] == [found.text for found in worth_showing(index.best(number))]
    assert answer["headers"]["cache-control"] == "no-store"
    assert api.table.callers == []


@pytest.mark.parametrize("number", ["", "12", "+1 800", "flowers", "+18001234567", "+999123456", "1" * 40])
def test_a_number_that_is_none_is_told_as_on_the_command_line(
    api: Api, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = api(trying(number))

    assert_is_problem(answer, 422)
    assert main(["best", number]) == BAD_INPUT
    assert capsys.readouterr().err == f"vanity: {body(answer)['detail']}\n"


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", "null", '{"number": 1}', "{", "\xff", '{"number": "' + "1" * 300 + '"}']
)
def test_a_body_of_another_shape_is_answered_with_the_right_one(api: Api, sent: str) -> None:
    answer = api(event("POST /api/try", body=sent))

    assert_is_problem(answer, 400)
    assert '{"number": "+18003569377"}' in body(answer)["detail"]


def test_a_body_may_come_in_base64(api: Api) -> None:
    answer = api(event("POST /api/try", body="eyJudW1iZXIiOiAiKzE4MDAzNTY5Mzc3In0=", isBase64Encoded=True))

    assert body(answer)["number"] == "1-800-356-9377"


@pytest.mark.parametrize(("sent", "encoded"), [("!", True), ("é", True), ("\ud800", False), (7, False), ({}, True)])
def test_a_body_that_cannot_be_decoded_is_one_of_another_shape(api: Api, sent: object, encoded: bool) -> None:
    assert_is_problem(api(event("POST /api/try", body=sent, isBase64Encoded=encoded)), 400)


@pytest.mark.parametrize("nothing", [None, "text", 7, [], {"If-None-Match": None, "cursor": 7}])
def test_a_request_without_what_is_optional_is_answered(api: Api, nothing: object) -> None:
    optional = ("headers", "queryStringParameters", "pathParameters", "body")
    answers = [
        api(by_operator(route, **dict.fromkeys(optional, nothing))) for route in ("GET /", "GET /api/callers/all")
    ]

    assert [answer["statusCode"] for answer in answers] == [200, 200]


@pytest.mark.parametrize(
    "context", [None, [], {"authorizer": None}, {"authorizer": "jwt"}, {"authorizer": {"jwt": None}}]
)
def test_without_claims_nobody_is_an_operator(api: Api, context: object) -> None:
    assert_is_problem(api(event("GET /api/callers/all", requestContext=context)), 403)


@pytest.mark.parametrize(
    "failure", [ServiceError("Query failed: AccessDenied"), ServiceUnavailableError("no time left")]
)
def test_a_table_that_fails_is_a_problem_without_internals(api: Api, failure: ServiceError) -> None:
    api.table.failure = failure
    answer = api(event("GET /api/callers"))

    assert_is_problem(answer, 503)
    assert answer["headers"]["retry-after"] == "2"
    assert "Query" not in answer["body"]


def test_what_is_not_there_is_a_problem(api: Api) -> None:
    assert_is_problem(api(event("$default /nowhere") | {"routeKey": "$default"}), 404)


# Headers

EVERY = {
    "the page": event("GET /"),
    "the callers": event("GET /api/callers"),
    "a number tried": trying(FLOWERS),
    "no number": trying("no number"),
    "no JSON": event("POST /api/try", body="{"),
    "nothing there": event("GET /nowhere"),
}


@pytest.mark.parametrize("asked", EVERY.values(), ids=EVERY.keys())
def test_every_answer_tells_the_browser_to_be_careful(api: Api, asked: dict[str, Any]) -> None:
    headers = api(asked)["headers"]
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))

    assert "unsafe" not in headers["content-security-policy"]
    assert (policy["default-src"], policy["frame-ancestors"], policy["script-src"]) == ("'none'", "'none'", "'self'")
    assert int(headers["strict-transport-security"].partition("=")[2].partition(";")[0]) >= 31_536_000
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


def test_the_page_may_reach_the_sign_in_service_and_nothing_else(index: VanityIndex) -> None:
    api = Api(Table(), {"SIGN_IN_URL": "https://line.auth.example.com", "SIGN_IN_CLIENT": "abc"})
    answer = api(event("GET /"))

    assert "connect-src 'self' https://line.auth.example.com;" in answer["headers"]["content-security-policy"]
    assert 'data-sign-in="https://line.auth.example.com" data-client="abc"' in answer["body"]


def test_what_is_set_in_the_page_cannot_break_out_of_it() -> None:
    page = Api(Table(), {"SIGN_IN_CLIENT": '"><script>'})(event("GET /"))["body"]

    assert 'data-client="&quot;&gt;&lt;script&gt;"' in page


def test_the_page_shows_the_number_to_dial_when_there_is_one() -> None:
    with_number, without = (
        Api(Table(), {"LINE_NUMBER": line})(event("GET /"))["body"] for line in ("+12065550142", "")
    )

    assert 'href="tel:+12065550142">1-206-555-0142<' in with_number
    assert '<p class="dial" hidden>' in without
    assert "{{" not in with_number


def test_the_page_says_how_long_numbers_are_kept() -> None:
    page = Api(Table(), {"RETENTION_DAYS": "30"})(event("GET /"))["body"]

    assert "A number is kept for 30 days after its last call" in page
