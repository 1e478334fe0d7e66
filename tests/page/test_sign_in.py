"""The operator's page in a browser: signing in with PKCE at a service that stands in for Cognito's, then seeing all."""

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from page.routes import PAGE_SIZE
from page.wiring import site_over
from tests.page.browsers import keep_picture, violations
from tests.page.callers import NOW, Table, called, crowd
from tests.page.server import Served
from vanity import VanityIndex

SERVICE = "https://line.auth.example.com"
TOKEN = "token-of-the-operator"


class Service:
    """The sign-in service: signs everyone in, and gives the token to who can show what the challenge was made from."""

    def __init__(self) -> None:
        self.asked: dict[str, str] = {}

    def __call__(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.path == "/oauth2/authorize":
            self.asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            back = f"{self.asked['redirect_uri']}?code=once&state={self.asked['state']}"
            route.fulfill(status=302, headers={"location": back})
        elif address.path == "/oauth2/token":
            sent = {name: values[0] for name, values in parse_qs(route.request.post_data or "").items()}
            digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
            right = urlsafe_b64encode(digest).decode().rstrip("=") == self.asked["code_challenge"]
            headers = {"access-control-allow-origin": "*", "content-type": "application/json"}
            body = json.dumps({"access_token": TOKEN} if right and sent["code"] == "once" else {})
            route.fulfill(status=200 if right else 400, headers=headers, body=body)
        else:
            route.fulfill(status=302, headers={"location": parse_qs(address.query)["logout_uri"][0]})


@pytest.fixture
def guarded(table: Table) -> Iterator[Served]:
    environment = {"SIGN_IN_URL": SERVICE, "SIGN_IN_CLIENT": "client-1", "LINE_NUMBER": "+12065550142"}
    with Served(site_over(table, environment), authorized=TOKEN) as running:
        yield running


@pytest.fixture
def operator(screen: Page, guarded: Served, table: Table, index: VanityIndex) -> Page:
    """The page of an operator who has just signed in."""
    table.callers = crowd(index, PAGE_SIZE + 3, seed=4)
    table.call(called(index, "+18003569377", NOW + 1000))
    service = Service()
    screen.route(f"{SERVICE}/**", service)
    screen.on("dialog", lambda asked: asked.accept())
    screen.goto(guarded.url)
    screen.get_by_role("button", name="Sign in").click()
    expect(screen.get_by_role("status")).to_have_text("Live")
    assert service.asked["code_challenge_method"] == "S256"
    return screen


def test_without_signing_in_nothing_is_asked_and_nothing_shown(screen: Page, guarded: Served) -> None:
    screen.goto(guarded.url)
    expect(screen.get_by_role("status")).to_have_text("Sign in to see the callers")
    screen.wait_for_timeout(300)

    assert not [address for address, _ in guarded.seen if "/api/" in address]
    assert violations(screen) == []


def test_the_operator_sees_whole_numbers(operator: Page, guarded: Served) -> None:
    expect(operator.locator("#cards > li:first-child h2")).to_have_text("1-800-Flowers")
    expect(operator.locator("#cards > li:first-child .meta")).to_contain_text("1-800-356-9377")

    assert "code=" not in operator.url
    assert violations(operator) == []
    keep_picture(operator, "operator")


def test_the_session_outlives_a_reload_and_ends_when_told(operator: Page) -> None:
    operator.reload()
    expect(operator.get_by_role("status")).to_have_text("Live")

    operator.get_by_role("button", name="Sign out").click()
    expect(operator.get_by_role("status")).to_have_text("Sign in to see the callers")


def test_the_operator_pages_through_all_callers(operator: Page) -> None:
    operator.get_by_role("button", name="Show all callers").click()
    expect(operator.locator(".all > li")).to_have_count(PAGE_SIZE)
    operator.get_by_role("button", name="Show more").click()
    expect(operator.locator(".all > li")).to_have_count(PAGE_SIZE + 4)
    expect(operator.get_by_role("button", name="Show more")).to_be_hidden()


def test_a_caller_can_be_forgotten(operator: Page, table: Table) -> None:
    operator.get_by_role("button", name="Forget this caller").first.click()
    expect(operator.locator("#cards > li:first-child h2")).not_to_have_text("1-800-Flowers")

    assert table.forgotten == ["+18003569377"]


def test_a_session_that_has_run_out_leads_back_to_signing_in(operator: Page, guarded: Served) -> None:
    guarded.authorized = "another"
    expect(operator.get_by_role("status")).to_have_text("Sign in to see the callers", timeout=8000)


@pytest.mark.parametrize("answer", ["code=once&state=forged", "error=access_denied"])
def test_an_answer_that_was_not_asked_for_signs_nobody_in(screen: Page, guarded: Served, answer: str) -> None:
    screen.goto(f"{guarded.url}?{answer}")
    expect(screen.get_by_role("status")).to_have_text("Sign in to see the callers")
