"""The page for everyone: by keyboard, by ear, in the dark, on a small screen, without motion."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.browsers import keep_picture, violations
from tests.page.callers import Table, called
from tests.page.server import Served
from vanity import VanityIndex

DARK = {"color_scheme": "dark"}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
SMALLEST = {"viewport": {"width": 320, "height": 640}}
LOOKS = {"light": {}, "dark": DARK, "phone": PHONE, "smallest": SMALLEST}
in_every_look = pytest.mark.parametrize("screen", LOOKS.values(), ids=LOOKS.keys(), indirect=True)
# Seconds ago, and how often.
FIVE = {
    "+12062342779": (2, 1),
    "+15854685865": (47, 3),
    "+13128406872": (190, 1),
    "+14156857233": (3700, 2),
    "+17186647669": (90_000, 1),
}


@pytest.fixture
def five(table: Table, index: VanityIndex) -> None:
    """Five callers."""
    for number, (ago, calls) in FIVE.items():
        table.callers.append(called(index, number, int((time.time() - ago) * 1000), calls))


def opened(page: Page, served: Served) -> Page:
    page.goto(served.url)
    expect(page.get_by_role("status")).to_have_text("Live")
    page.wait_for_timeout(100)
    return page


def look(request: pytest.FixtureRequest) -> str:
    return request.node.callspec.id  # type: ignore[no-any-return]  # pytest does not say


@in_every_look
def test_axe_finds_nothing_on_the_full_page(
    screen: Page, served: Served, five: None, request: pytest.FixtureRequest
) -> None:
    opened(screen, served)

    assert violations(screen) == []
    keep_picture(screen, f"five-{look(request)}")


@in_every_look
def test_axe_finds_nothing_on_the_empty_page(screen: Page, served: Served, request: pytest.FixtureRequest) -> None:
    opened(screen, served)
    expect(screen.locator("#cards h2")).to_have_text("No calls yet")
    expect(screen.locator("#cards > li").first).to_contain_text("Call 1-206-555-0142")

    assert violations(screen) == []
    keep_picture(screen, f"empty-{look(request)}")


def _tried(page: Page) -> None:
    page.get_by_label("Any phone number").fill("+1 800 356 9377")
    page.get_by_role("button", name="Spell it").click()
    expect(page.locator("#tried h3")).to_have_text("1-800-Flowers")


def _refused(page: Page) -> None:
    page.get_by_role("button", name="Spell it").click()
    expect(page.get_by_role("alert")).not_to_be_empty()


def _paused(page: Page) -> None:
    page.get_by_role("button", name="Pause").click()


def _offline(page: Page) -> None:
    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_contain_text("offline")


STATES = [_tried, _refused, _paused, _offline]


@pytest.mark.parametrize("screen", [{}, DARK], ids=["light", "dark"], indirect=True)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_axe_finds_nothing_in_any_state(
    screen: Page, served: Served, five: None, state: Callable[[Page], None]
) -> None:
    state(opened(screen, served))

    assert violations(screen) == []


@in_every_look
def test_nothing_is_wider_than_the_screen(screen: Page, served: Served, five: None) -> None:
    opened(screen, served)
    _tried(screen)

    assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_dark_is_dark(browser_look: Callable[[dict[str, Any]], int]) -> None:
    assert browser_look(DARK) < 60
    assert browser_look({}) > 200


@pytest.fixture
def browser_look(browser: Browser, served: Served) -> Callable[[dict[str, Any]], int]:
    def brightness(settings: dict[str, Any]) -> int:
        context = browser.new_context(**settings)
        page = context.new_page()
        page.goto(served.url)
        colour: list[int] = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        context.close()
        return max(colour)

    return brightness


def test_everything_can_be_done_with_the_keyboard_alone(screen: Page, served: Served, five: None) -> None:
    opened(screen, served)
    reached = []
    for _ in range(5):
        screen.keyboard.press("Tab")
        reached.append(screen.evaluate("document.activeElement.id || document.activeElement.className"))
        assert screen.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert reached == ["skip", "pause", "line", "number", ""]

    screen.keyboard.press("Shift+Tab")
    screen.keyboard.type("8003569377")
    screen.keyboard.press("Enter")
    expect(screen.locator("#tried h3")).to_have_text("1-800-Flowers")
    screen.locator("#pause").focus()
    screen.keyboard.press("Space")
    expect(screen.get_by_role("status")).to_contain_text("Paused")


def test_the_skip_link_leads_to_the_callers(screen: Page, served: Served, five: None) -> None:
    opened(screen, served)
    screen.keyboard.press("Tab")
    screen.keyboard.press("Enter")

    expect(screen.locator("main")).to_be_focused()


def test_a_screen_reader_hears_words_and_no_single_letters(screen: Page, served: Served, five: None) -> None:
    opened(screen, served)
    heard = screen.locator("main").aria_snapshot()

    assert '- heading "1-hidden-hidden-Happy" [level=2]' in heard
    assert "- listitem: 1-hidden-hidden-Harry" in heard
    assert "DEF" not in heard


@pytest.mark.parametrize("screen", [{"reduced_motion": "reduce"}], ids=["still"], indirect=True)
def test_who_wants_no_motion_gets_none(screen: Page, served: Served, five: None) -> None:
    opened(screen, served)
    screen.evaluate("document.querySelector('#cards > li').classList.add('new')")

    assert screen.evaluate("document.getAnimations().length") == 0


def test_the_pictures_of_the_manual_are_those_of_the_page(screen: Page, served: Served, five: None) -> None:
    _tried(opened(screen, served))
    screen.locator("h1").click()

    assert keep_picture(screen, "callers-page").stat().st_size > 20_000
