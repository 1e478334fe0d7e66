"""The page in a browser: it keeps itself up to date, says when it cannot, and can be told to stop."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.page.callers import Table, called
from tests.page.server import Served
from vanity import VanityIndex

SOON = 6000  # milliseconds within which a call must be seen
FIRST, SECOND = "+12062342779", "+15854685865"
CALLERS = "GET /api/callers"


def now() -> int:
    return time.time_ns() // 1_000_000


def asked(served: Served) -> list[int]:
    """The statuses of the questions for callers so far."""
    return [status for address, status in served.seen if address == CALLERS]


def newest(page: Page) -> str:
    return page.locator("#cards > li:first-child .best").inner_text().replace("\n", "")


def expect_newest(page: Page, word: str, timeout: int = SOON) -> None:
    expect(page.locator("#cards > li:first-child h2")).to_have_text(word, timeout=timeout)


def hide(page: Page, hidden: bool) -> None:
    """As when another tab is brought to the front."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


@pytest.fixture
def open_page(screen: Page, served: Served, table: Table, index: VanityIndex) -> Page:
    """The page, with one caller on it."""
    table.call(called(index, FIRST, now()))
    screen.goto(served.url)
    expect_newest(screen, "1-hidden-hidden-Happy")
    return screen


def test_a_call_appears_without_a_reload(open_page: Page, table: Table, index: VanityIndex) -> None:
    open_page.evaluate("window.before = true")
    table.call(called(index, SECOND, now()))

    expect_newest(open_page, "1-hidden-hidden-Junk")
    assert newest(open_page) == "JUNK"
    assert open_page.evaluate("window.before")
    expect(open_page.locator("#news")).to_have_text("New call: 1-hidden-hidden-Junk")


def test_what_has_not_changed_is_not_sent_again(open_page: Page, served: Served) -> None:
    open_page.evaluate("document.querySelector('#cards > li').dataset.mark = 'same'")
    open_page.wait_for_timeout(4500)

    assert asked(served)[0] == 200
    assert set(asked(served)[1:]) == {304}
    assert open_page.locator("[data-mark=same]").count() == 1


def test_nothing_is_asked_while_the_page_is_hidden(open_page: Page, served: Served) -> None:
    hide(open_page, True)
    open_page.wait_for_timeout(500)
    before = len(asked(served))
    open_page.wait_for_timeout(4500)
    assert len(asked(served)) == before

    hide(open_page, False)
    open_page.wait_for_timeout(500)
    assert len(asked(served)) == before + 1


def test_updates_can_be_paused(open_page: Page, served: Served, table: Table, index: VanityIndex) -> None:
    open_page.get_by_role("button", name="Pause").click()
    before = len(asked(served))
    table.call(called(index, SECOND, now()))
    open_page.wait_for_timeout(4500)
    assert (newest(open_page), len(asked(served))) == ("HAPPY", before)
    expect(open_page.get_by_role("status")).to_contain_text("Paused")

    open_page.get_by_role("button", name="Resume").click()
    expect_newest(open_page, "1-hidden-hidden-Junk")
    expect(open_page.get_by_role("status")).to_have_text("Live")


def test_offline_is_said_and_gets_over(open_page: Page, table: Table, index: VanityIndex) -> None:
    open_page.context.set_offline(True)
    expect(open_page.get_by_role("status")).to_contain_text("You are offline, showing")
    table.call(called(index, SECOND, now()))
    assert newest(open_page) == "HAPPY"

    open_page.context.set_offline(False)
    expect_newest(open_page, "1-hidden-hidden-Junk")
    expect(open_page.get_by_role("status")).to_have_text("Live")


def test_a_line_that_is_silent_is_said_and_gets_over(
    open_page: Page, served: Served, table: Table, index: VanityIndex
) -> None:
    served.down = True
    expect(open_page.get_by_role("status")).to_contain_text("Cannot reach the server, showing data from")
    assert newest(open_page) == "HAPPY"

    table.call(called(index, SECOND, now()))
    served.down = False
    expect_newest(open_page, "1-hidden-hidden-Junk", timeout=10_000)
    expect(open_page.get_by_role("status")).to_have_text("Live")


def test_nothing_moves_when_people_call(screen: Page, served: Served, table: Table, index: VanityIndex) -> None:
    screen.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries()))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    screen.goto(served.url)
    expect(screen.get_by_role("status")).to_have_text("Live")
    for number in ("+12062342779", "+13128406872", "+17573094065", "+442079460958", "+15854685865", "+14156857233"):
        table.call(called(index, number, now(), calls=12))
        time.sleep(0.05)
        screen.evaluate("dispatchEvent(new Event('focus'))")
        screen.wait_for_timeout(400)
    expect_newest(screen, "1-hidden-hidden-Safe")

    assert screen.evaluate("shifts.reduce((sum, one) => sum + one.value, 0)") == 0


def test_times_are_relative_and_exact_on_hover(screen: Page, served: Served, table: Table, index: VanityIndex) -> None:
    table.call(called(index, FIRST, now() - 190_000, calls=3))
    screen.goto(served.url)
    shown = screen.locator("#cards time").first

    expect(shown).to_have_text("3 min. ago")
    expect(shown).to_have_attribute("data-calls", "3 calls")
    assert shown.get_attribute("datetime", timeout=1000).endswith("Z")  # type: ignore[union-attr]  # or the test fails
    assert "202" in (shown.get_attribute("title") or "")


def test_a_number_is_tried(screen: Page, served: Served) -> None:
    screen.goto(served.url)
    screen.get_by_label("Any phone number").fill("(800) 356-9377")
    screen.get_by_role("button", name="Spell it").click()

    expect(screen.locator("#tried h3")).to_have_text("1-800-Flowers")
    assert not [address for address, _ in served.seen if "356" in address]


def test_a_number_that_is_none_is_said_beside_the_field(screen: Page, served: Served) -> None:
    screen.goto(served.url)
    field = screen.get_by_label("Any phone number")
    field.fill("12")
    field.press("Enter")

    expect(screen.get_by_role("alert")).to_contain_text("too short: a North American number has 10 digits")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("8003569377")
    field.press("Enter")
    expect(screen.get_by_role("alert")).to_be_empty()


def test_three_requests_bring_the_first_content(screen: Page, served: Served) -> None:
    screen.goto(served.url)
    expect(screen.get_by_role("status")).to_have_text("Live")
    # The paint is told of a little after it was made.
    screen.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    count = screen.evaluate(
        "() => { const first = performance.getEntriesByName('first-contentful-paint')[0].startTime;"
        " return 1 + performance.getEntriesByType('resource').filter((one) => one.startTime < first"
        " && !one.name.includes('/api/')).length; }"
    )

    assert count <= 3
    assert len([address for address, _ in served.seen if "/api/" not in address]) == 3
