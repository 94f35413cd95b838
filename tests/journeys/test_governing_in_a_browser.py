"""Consents, people and allocation runs as people meet them: on a desk, a phone, in the dark."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from penstock.app.allocation.keeping import Runs
from penstock.app.loading import reference_company
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.web.live.building import house_of
from penstock.web.running import listener, running
from tests.browser import DESKTOP, PHONE, Screen, looks_right, screen
from tests.houses import PERSONNEL, SELLER, SERVICE, office

if TYPE_CHECKING:
    from playwright.sync_api import Browser


FINANCE = "fay"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the application, with a month that was charged."""
    runs = tmp_path_factory.mktemp("runs")
    Runs(runs).allocate(reference_company() / "allocation", "2026-09")
    with office() as town:
        since = town.cases.now() - timedelta(days=9)
        joined = Holding(person=FINANCE, role="Cost Allocation Manager", since=since)
        town.cases.store.people.change(Change(begun=(joined,)), by="HR", reason="joined")
        house = house_of(town.shelf, town.kept, banner=lambda: "", allocations=runs)
        town.__dict__["house"] = house
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
        _sign_in(found, PERSONNEL)
        for path in ("/admin", f"/admin/person?name={SELLER}", "/stand-ins", "/new-consent"):
            looks_right(found.go(path), stops=12)
        found.page.context.clear_cookies()
        _sign_in(found, FINANCE)
        looks_right(found.go("/allocations"), stops=12)
        found.go("/allocations").get_by_role("link", name="2026-09").first.click()
        looks_right(found.page, stops=12)


def test_a_consent_is_entered_from_the_text_to_what_it_lets_through_without_scripts(
    chromium: "Browser", base: str
) -> None:
    with screen(chromium, base, PHONE, scripts=False) as found:
        _sign_in(found, SERVICE)
        page = found.go("/consents?customer=Okafor")
        page.get_by_role("link", name="Enter a consent").click()
        typed = {
            "premise": "9 Oak Ave",
            "account": "A-1",
            "end": "2999-12-01",
            "text": "I allow AES\nto read my usage.",
            "edition": "2026-01",
            "identity_proof": "driving licence",
            "evidence": "form 4711",
        }
        for name, words in typed.items():
            page.locator(f"[name={name}]").fill(words)
        for name in ("data.interval_usage", "purpose.solar_design"):
            page.locator(f"[name='{name}']").check()
        page.locator("[name=grantee]").select_option("non-regulated")
        page.locator("[name=channel]").select_option("paper")

        page.get_by_role("button", name="See what it would let through").click()
        tried = page.get_by_text("is let through from then on")
        tried.wait_for()
        page.get_by_role("button", name="Keep the consent").click()

        page.wait_for_url("**/consents/CON-*")
        page.locator(".facts", has_text="holds").wait_for()
