"""Pages that follow what happens while they are open, in a real browser."""

import re
from collections.abc import Callable
from itertools import count
from time import monotonic, sleep
from typing import TYPE_CHECKING

from penstock.app.cases import By
from penstock.delivery import commands as do
from tests.browser import Screen, screen
from tests.houses import SELLER, Office
from tests.unit.web.live.test_alerts import ALERT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

KEYS = count(1)
HIDE = """(is_hidden) => {
  Object.defineProperty(document, 'hidden', {value: is_hidden, configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""


def act(town: tuple[str, Office], case_id: str, command: do.Command) -> None:
    town[1].cases.act(case_id, command, By(actor="begin", key=f"test {next(KEYS)}"))


def test_a_list_shows_what_others_do_and_keeps_the_focus(
    seller: Screen, town: tuple[str, Office]
) -> None:
    page = seller.go("/cases?stream=NCV-03")
    page.get_by_role("link", name="SOL-2").focus()

    act(town, "SOL-3", do.Hold(reason="rain"))

    page.locator("tr.changed", has_text="SOL-3").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "SOL-2"
    assert page.locator("body > p[role=status]").inner_text() == "1 case changed"
    act(town, "SOL-3", do.Resume(reason="sun"))


def test_what_scripts_have_added_stays_while_the_list_changes(
    seller: Screen, town: tuple[str, Office]
) -> None:
    page = seller.go("/cases?stream=NCV-03")
    page.get_by_role("button", name="Copy link").focus()

    act(town, "SOL-3", do.Hold(reason="snow"))

    page.locator("tr.changed", has_text="SOL-3").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Copy link"
    act(town, "SOL-3", do.Resume(reason="thaw"))


def test_a_late_look_does_not_undo_what_was_chosen(seller: Screen) -> None:
    held: list[Route] = []
    seller.page.route(
        re.compile("/cases$"),
        lambda route: held.append(route) if _is_look(route) else route.continue_(),
    )
    page = seller.go("/cases")
    while not held:
        page.wait_for_timeout(20)
    page.get_by_label("Value stream").select_option("AOV-04")
    page.get_by_role("link", name="SOL-1").wait_for(state="detached")

    with page.expect_response(lambda each: "stream=AOV-04" in each.url):
        held[0].continue_()

    assert page.get_by_role("link", name="SOL-1").count() == 0


def _is_look(route: "Route") -> bool:
    """Tell whether a page looks by itself at what it shows."""
    return route.request.resource_type == "fetch"


def test_what_somebody_types_stays_while_the_case_changes_around_it(
    seller: Screen, town: tuple[str, Office]
) -> None:
    page = seller.go("/cases/SOL-1")
    page.locator("#cancel summary").click()
    page.locator("#cancel input[name=reason]").fill("The roof is")

    act(town, "SOL-1", do.Record(item="Customer inquiry", sha256="1"))

    page.get_by_text("version 1 from NCV-03.1").wait_for()
    page.keyboard.type(" too small")
    field = page.locator("#cancel input[name=reason]")
    assert field.input_value() == "The roof is too small"
    assert page.evaluate("document.activeElement.name") == "reason"


def test_a_board_and_a_map_follow_new_cases(seller: Screen, town: tuple[str, Office]) -> None:
    page, cases = seller.go("/board/NCV-03"), town[1].cases
    cases.open("NCV-03", By(actor="begin", key="seven"), case_id="SOL-7", customer="Rivera 7")
    page.get_by_role("link", name="SOL-7", exact=True).wait_for()

    seller.go("/value-streams/NCV-03")
    cases.open("NCV-03", By(actor="begin", key="eight"), case_id="SOL-8", customer="Rivera 8")

    page.locator("svg a[aria-label^='5 open cases']").first.wait_for(state="attached")
    assert page.locator("body > p[role=status]").inner_text() == "1 stage changed"


def test_an_alert_reaches_the_menu_and_the_list_of_pages_that_are_open(
    seller: Screen, town: tuple[str, Office]
) -> None:
    records, other = town[1].cases.store.records, seller.page.context.new_page()
    other.goto(f"{town[0]}alerts")
    page = seller.go("/cases")
    assert page.locator(".account .count").count() == 0
    assert _comes_true(lambda: town[1].house.newsroom.listeners == 2)

    records.keep(ALERT)

    page.locator(".account .count", has_text="1").wait_for()
    other.get_by_role("link", name="ALERT-1").wait_for()
    assert other.locator("body > p[role=status]").inner_text() == "1 alert changed"


def test_a_hidden_page_holds_no_connection_and_comes_back(
    seller: Screen, town: tuple[str, Office]
) -> None:
    newsroom = town[1].house.newsroom
    page = seller.go("/cases")
    assert _comes_true(lambda: newsroom.listeners == 1)

    page.evaluate(HIDE, arg=True)

    assert _comes_true(lambda: newsroom.listeners == 0)
    page.evaluate(HIDE, arg=False)
    assert _comes_true(lambda: newsroom.listeners == 1)


def _comes_true(fact: Callable[[], bool]) -> bool:
    """Tell whether something becomes so within the patience of a test."""
    end = monotonic() + 20
    while not fact() and monotonic() < end:
        sleep(0.05)
    return fact()


def test_eight_open_pages_do_not_keep_a_ninth_from_loading(
    chromium: "Browser", town: tuple[str, Office]
) -> None:
    with screen(chromium, town[0]) as found:
        found.go("/sign-in")
        found.page.get_by_role("button", name=SELLER).click()
        for _ in range(8):
            found.page.context.new_page().goto(f"{town[0]}cases")

        found.go("/cases")

        assert found.page.get_by_role("link", name="SOL-2").is_visible()
