"""What may come of a stream, as people ask it: on a desk and a phone, in the light and the dark."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from penstock.measurement.flow.workload import Spell
from penstock.web.running import listener, running
from tests.browser import DESKTOP, PHONE, looks_right, screen
from tests.houses import SELLER, office
from tests.unit.simulation.what_if.loads import load_of, stage_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = "/insights/NCV-03/simulate"
LOAD = load_of(
    stage_of("NCV-03.1", Spell(1.0, 2.0)),
    stage_of("NCV-03.2", Spell(0.0, 4.0), Spell(0.0, 6.0)),
    lead_days=(9.0,) * 60,
    days=2.0,
)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Yield the address of an office whose stream had something to do for half a year."""
    # It would take dozens of cases from their inquiry to their end.
    with pytest.MonkeyPatch.context() as patch, office() as town:
        patch.setattr(
            "penstock.web.live.showing.insights.simulate.loaded", lambda _log, _stream: LOAD
        )
        with running(town.app(is_demo=True), listener(0)) as address:
            yield address


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop light", "phone dark"]
)
def test_the_fan_is_for_everybody(
    chromium: "Browser", base: str, size: tuple[int, int], scheme: str
) -> None:
    with screen(chromium, base, size, scheme=scheme) as found:
        found.sign_in(SELLER)
        looks_right(found.go(f"{PAGE}?stage=NCV-03.2&people=2"), stops=20)
        looks_right(found.go("/insights/NCV-03/burn-down"), stops=20)
        looks_right(found.go("/notices"), stops=10)


def test_what_is_chosen_is_played_and_stands_in_the_address(chromium: "Browser", base: str) -> None:
    with screen(chromium, base) as found:
        found.sign_in(SELLER)
        page = found.go(PAGE)

        page.get_by_label("Change stage").select_option("NCV-03.2")
        page.get_by_label("People").select_option("1")

        page.wait_for_url("**/simulate?stage=NCV-03.2&*people=1&*")
        page.get_by_role("columnheader", name="Unchanged P50").wait_for()


def test_without_scripts_a_button_plays_the_same(chromium: "Browser", base: str) -> None:
    with screen(chromium, base, scripts=False) as found:
        found.sign_in(SELLER)
        page = found.go(PAGE)

        page.get_by_label("Cases that come").select_option("150")
        page.get_by_role("button", name="Play").click()

        page.wait_for_url("**/simulate?*arrivals=150*")
        assert page.get_by_role("heading", name="What is taken for granted").is_visible()
