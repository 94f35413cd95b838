"""The pages with cases as people meet them: on a desk and a phone, in the dark, without scripts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from penstock.web.running import listener, running
from tests.browser import DESKTOP, PHONE, Screen, looks_right, screen
from tests.houses import SELLER, SERVICE, office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (1600, 1440, 1376, 1280, 1024, 860, 768, 390, 320)
CUT = """() => {
  const top = document.querySelector('.top').getBoundingClientRect();
  return [...document.querySelectorAll('.menu a, .account > *, .search')].filter((each) => {
    const box = each.getBoundingClientRect();
    const frame = each.parentElement.closest('.menu, .top').getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > Math.min(frame.right, top.right) + 1;
  }).map((each) => each.textContent.trim());
}"""
PAGES = ("/", "/cases", "/cases/SOL-1", "/value-streams/NCV-03", "/me")


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Yield the address of the application, whose people can be played."""
    with office() as town:
        town.banner = "These cases are made up for tests."
        with running(town.app(is_demo=True), listener(0)) as address:
            yield address


def _sign_in(found: Screen, person: str) -> None:
    found.go("/sign-in")
    found.page.get_by_role("button", name=person).click()


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop light", "phone dark"]
)
def test_every_page_is_for_everybody(
    chromium: "Browser", base: str, size: tuple[int, int], scheme: str
) -> None:
    with screen(chromium, base, size, scheme=scheme) as found:
        looks_right(found.go("/sign-in"))
        _sign_in(found, SERVICE)
        for path in PAGES:
            looks_right(found.go(path))


def test_no_entry_of_the_menu_is_cut_off_at_any_width(chromium: "Browser", base: str) -> None:
    with screen(chromium, base) as found:
        _sign_in(found, SELLER)
        page, cut = found.go("/cases"), {}
        name = page.locator(".account .name")
        name.evaluate("(name) => { name.textContent = 'Maximiliane Featherstonehaugh-Oyelaran' }")

        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            cut[width] = page.evaluate(CUT)

        assert cut == {each: [] for each in WIDTHS}


def test_what_happens_in_a_stage_has_room_beside_the_counts_of_cases(
    chromium: "Browser", base: str
) -> None:
    with screen(chromium, base) as found:
        _sign_in(found, SELLER)
        cell = found.go("/value-streams/NCV-03").locator('td[data-label="What happens"]').first

        width = cell.bounding_box()

    assert width
    assert width["width"] >= 300


def test_a_list_follows_what_is_chosen_above_it(chromium: "Browser", base: str) -> None:
    with screen(chromium, base) as found:
        _sign_in(found, SERVICE)
        page = found.go("/cases")

        page.get_by_label("Value stream").select_option("RCV-03")

        page.get_by_role("link", name="SOL-1").wait_for(state="detached")
        page.get_by_role("link", name="GRID-1").wait_for()
        page.wait_for_url("**/cases?stream=RCV-03&*")


def test_without_scripts_a_button_does_the_same(chromium: "Browser", base: str) -> None:
    with screen(chromium, base, scripts=False) as found:
        _sign_in(found, SERVICE)
        page = found.go("/cases")

        page.get_by_label("Value stream").select_option("RCV-03")
        page.get_by_role("button", name="Show cases").click()

        page.get_by_role("link", name="SOL-1").wait_for(state="detached")
        assert page.get_by_role("link", name="GRID-1").is_visible()


def test_from_the_map_of_a_stream_to_a_case_by_keys_alone(chromium: "Browser", base: str) -> None:
    with screen(chromium, base) as found:
        _sign_in(found, SELLER)
        page = found.go("/value-streams/NCV-03")

        page.locator("svg a[aria-label^='3 open cases']").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/cases?stream=NCV-03&stage=NCV-03.1&status=open")
        page.get_by_role("link", name="SOL-2").focus()
        page.keyboard.press("Enter")

        page.wait_for_url("**/cases/SOL-2")
        page.get_by_role("heading", level=1, name="SOL-2 Rivera 2").wait_for()


def test_a_page_whose_scripts_do_not_run_is_not_waited_for_without_an_end(
    chromium: "Browser", base: str
) -> None:
    with screen(chromium, base, scripts=False) as found:
        page = found.go("/sign-in")

        with pytest.raises(AssertionError, match="did not answer within"):
            looks_right(page, patience_s=0.2)
