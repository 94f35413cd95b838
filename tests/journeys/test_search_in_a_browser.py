"""The one box in which everything is found, by keys, on the page of the application."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from penstock.web.running import listener, running
from tests.browser import PHONE, Screen, looks_right, screen
from tests.houses import SELLER, office

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Yield the address of the application, whose people can be played."""
    with office() as town, running(town.app(is_demo=True), listener(0)) as address:
        yield address


@pytest.fixture
def seller(chromium: "Browser", base: str) -> Iterator[Screen]:
    """Yield a browser in which somebody who sells is signed in."""
    with screen(chromium, base) as found:
        found.go("/sign-in")
        found.page.get_by_role("button", name=SELLER).click()
        yield found


def test_keys_alone_lead_from_any_page_to_a_case(seller: Screen) -> None:
    page = seller.go("/value-streams/NCV-03")

    page.keyboard.press("Control+k")
    page.get_by_role("option", name="Begin a case").wait_for()
    page.keyboard.type("rivera 2")
    page.get_by_role("option", name="SOL-2").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/cases/SOL-2")


def test_what_belongs_to_the_other_side_is_as_what_is_nowhere(seller: Screen) -> None:
    page = seller.go("/me")

    page.keyboard.press("/")
    page.keyboard.type("grid-1")

    page.get_by_text("Nothing is called so.").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Nothing is called so.").wait_for(state="detached")


def test_the_page_of_the_search_is_for_everybody(chromium: "Browser", base: str) -> None:
    with screen(chromium, base, PHONE, scheme="dark") as found:
        looks_right(found.go("/search?q=NCV-03"))
