"""A customer's page as customers meet it: on a phone, at a desk, with and without scripts."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from starlette.applications import Starlette

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.customer.papers import papers_of
from penstock.app.links import Links
from penstock.streams.ncv_03_solar_storage.items import CustomerApproval
from penstock.web.customers import assets, project
from penstock.web.running import listener, running
from tests.leaving import wait_until_gone
from tests.solar_cases import SolarCase, solar_case

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ACCESSIBILITY = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
DESKTOP, PHONE = (1280, 900), (390, 844)


class Page(NamedTuple):
    """A customer's page in a browser, and the case behind it."""

    browser: "Chrome"
    address: str
    case: SolarCase

    def approval(self) -> CustomerApproval | None:
        return papers_of(self.case.cases, self.case.cases.case(self.case.id)).approval

    def text(self) -> str:
        return str(self.browser.execute_script("return document.body.innerText"))

    def choose_and_agree(self) -> None:
        self.browser.find_element("css selector", "input[value=CASH]").click()
        self.browser.find_element("name", "agree").click()

    def submit(self, button: str = "button.main") -> None:
        """Send the form, and wait until another page is there."""
        found = self.browser.find_element("css selector", button)
        found.click()
        wait_until_gone(self.browser, found)


@pytest.fixture
def page(browser: "Chrome") -> Iterator[Page]:
    with solar_case() as case:
        case.to_contract()
        kept = KeptOpen(database=IN_MEMORY)
        kept.hold(case.cases)
        made = Links(records=case.cases.store.records, now=case.cases.now).make(
            case.id, purpose="project", person="Ada Roof", by="sally", lasts=timedelta(days=30)
        )
        routes = [*assets.routes(), *project.routes(kept)]
        with running(Starlette(routes=routes), listener(0)) as base:
            _size(browser, DESKTOP)
            yield Page(browser, f"{base.rstrip('/')}{made.path}", case)
            _scripts(browser, on=True)


def _size(browser: "Chrome", size: tuple[int, int]) -> None:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def _scripts(browser: "Chrome", *, on: bool) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})


def _console(browser: "Chrome") -> list[str]:
    entries = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types there
    return [entry["message"] for entry in entries]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_is_for_everybody_and_says_nothing_on_the_console(
    page: Page, size: tuple[int, int]
) -> None:
    _console(page.browser)
    _size(page.browser, size)
    page.browser.get(page.address)

    assert _console(page.browser) == []
    assert page.browser.execute_script(OVERFLOW) <= 0
    assert page.browser.execute_script("return document.fonts.check('16px Inter')")
    assert page.browser.execute_script(ACCESSIBILITY) == []


def test_a_customer_signs_by_keyboard_alone(page: Page) -> None:
    from selenium.webdriver.common.keys import Keys

    page.browser.get(page.address)
    body = page.browser.switch_to.active_element
    body.send_keys(Keys.TAB)
    for _ in range(12):
        here = page.browser.switch_to.active_element
        name = here.get_attribute("name")
        if name in {"offer_id", "agree"}:
            here.send_keys(Keys.SPACE)
        elif name == "typed_name":
            here.send_keys("Ada Roof", Keys.ENTER)
            break
        here.send_keys(Keys.TAB)

    assert "Thank you: we have your signature." in page.text()
    assert page.approval() is not None


def test_a_customer_signs_by_drawing(page: Page) -> None:
    from selenium.webdriver import ActionChains

    page.browser.get(page.address)
    page.choose_and_agree()
    page.browser.find_element("css selector", "button.swap").click()
    field = page.browser.find_element("css selector", "canvas")
    chain = ActionChains(page.browser, duration=20).move_to_element(field).click_and_hold()
    for step in range(12):
        chain = chain.move_by_offset(10, 6 if step % 2 else -6)
    chain.release().perform()
    page.submit()

    found = page.approval()
    assert found is not None
    assert found.signature.is_drawn
    assert sum(len(each.points) for each in found.signature.strokes) >= 8


def test_a_customer_signs_without_scripts(page: Page) -> None:
    page.browser.get("about:blank")
    _scripts(page.browser, on=False)
    page.browser.get(page.address)
    page.choose_and_agree()
    page.browser.find_element("name", "typed_name").send_keys("Ada Roof")
    swap = page.browser.find_element("css selector", "button.swap")

    assert not swap.is_displayed()
    page.submit()
    assert page.approval() is not None


def test_another_name_is_refused_on_the_page_and_keeps_what_was_chosen(page: Page) -> None:
    page.browser.get(page.address)
    page.choose_and_agree()
    page.browser.find_element("name", "typed_name").send_keys("Eve")
    page.submit()

    assert "“Eve” was typed, and Ada Roof was identified" in page.text()
    assert page.browser.find_element("css selector", "input[value=CASH]").is_selected()
    assert page.approval() is None


def test_a_customer_cancels_on_a_phone(page: Page) -> None:
    _size(page.browser, PHONE)
    page.browser.get(page.address)
    page.browser.find_element("css selector", "summary").click()
    page.browser.find_element("name", "confirm").click()
    page.submit("button.stop")

    assert "You cancelled on 21 November 2026." in page.text()
