"""The pages of results as people meet them: on a desk and a phone, in the dark, without scripts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from penstock.web.running import listener, running
from tests.browser import DESKTOP, PHONE, looks_right, screen
from tests.engineered import HOME, REQUEST, Engineered
from tests.houses import SERVICE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = (
    "/results",
    f"/results/energy/{HOME}",
    f"/results/designs/{HOME}/v1",
    f"/results/proposals/{HOME}",
    f"/results/interconnection/{REQUEST}",
)
_DRAWN = "images => images.every(each => each.complete && each.naturalWidth > 0)"


@pytest.fixture(scope="module")
def base(engineered: Engineered) -> Iterator[str]:
    """Yield the address of an application whose cases hold results."""
    with running(engineered.office.app(is_demo=True), listener(0)) as address:
        yield address


def _sign_in(page: "Page") -> None:
    page.get_by_role("button", name=SERVICE).click()


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop light", "phone dark"]
)
def test_every_page_of_results_is_for_everybody(
    chromium: "Browser", base: str, size: tuple[int, int], scheme: str
) -> None:
    with screen(chromium, base, size, scheme=scheme) as found:
        _sign_in(found.go("/sign-in"))
        for path in PAGES:
            page = found.go(path)
            assert page.locator("main img").evaluate_all(_DRAWN)
            looks_right(page, stops=12)


def test_from_the_menu_to_an_earlier_version_of_a_design_and_its_case(
    chromium: "Browser", base: str
) -> None:
    with screen(chromium, base, scripts=False) as found:
        _sign_in(found.go("/sign-in"))
        page = found.page

        page.get_by_role("link", name="Results", exact=True).click()
        page.get_by_label("Kind").select_option("designs")
        page.get_by_role("button", name="Show results").click()
        page.get_by_role("link", name=f"System design of {HOME}").click()
        page.get_by_role("link", name="Version 1", exact=True).click()
        page.get_by_text("This version counts no more.").wait_for()
        page.get_by_role("link", name="The case").click()

        page.get_by_role("heading", level=1, name=HOME).wait_for()
        page.get_by_role("link", name="Proposal", exact=True).wait_for()
