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
from tests.browser import DESKTOP, PHONE, looks_right, screen
from tests.solar_cases import SolarCase, solar_case
from tests.solar_sales import inquiry
from tests.unit.web.customers.homes import home_of_today

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TABS = ("", "/proposal")


class Home(NamedTuple):
    """A server with one case, and the address that its customer has."""

    base: str
    path: str
    case: SolarCase

    def approval(self) -> CustomerApproval | None:
        return papers_of(self.case.cases, self.case.cases.case(self.case.id)).approval


@pytest.fixture
def home() -> Iterator[Home]:
    with solar_case() as case:
        case.to_contract()
        kept = KeptOpen(database=IN_MEMORY)
        kept.hold(case.cases)
        made = Links(records=case.cases.store.records, now=case.cases.now).make(
            case.id, purpose="project", person="Ada Roof", by="sally", lasts=timedelta(days=30)
        )
        with running(
            Starlette(routes=[*assets.routes(), *project.routes(kept)]), listener(0)
        ) as at:
            yield Home(at, made.path, case)


@pytest.fixture
def begun() -> Iterator[Home]:
    """Yield a home whose case has just begun, by the clock of this machine."""
    with home_of_today() as found:
        found.case.open().record(inquiry())
        served = Starlette(routes=[*assets.routes(), *project.routes(found.kept)])
        with running(served, listener(0)) as at:
            yield Home(at, found.made.path, found.case)


def _fill_in(page: "Page", name: str) -> None:
    page.get_by_label("Cash").check()
    page.get_by_label("I agree to sign electronically").check()
    page.get_by_label("Type your name").fill(name)


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [(DESKTOP, "light", "en"), (PHONE, "dark", "es")],
    ids=["desktop in English", "dark phone in Spanish"],
)
def test_every_page_is_for_everybody(
    chromium: "Browser", home: Home, size: tuple[int, int], scheme: str, language: str
) -> None:
    with screen(chromium, home.base, size, scheme=scheme) as found:
        for tab in TABS:
            page = found.go(f"{home.path}{tab}?language={language}")
            assert page.locator("html").get_attribute("lang") == language
            looks_right(page, stops=14)


def test_what_customers_allow_and_ask_is_for_everybody(chromium: "Browser", begun: Home) -> None:
    with screen(chromium, begun.base, PHONE, scheme="dark") as found:
        for tab in ("", "/data", "/questions"):
            looks_right(found.go(f"{begun.path}{tab}"), stops=14)


def test_a_customer_sends_bills_and_sees_what_was_read(
    chromium: "Browser", begun: Home, checkout: Path
) -> None:
    with screen(chromium, begun.base, PHONE, scripts=False) as found:
        page = found.go(begun.path)
        page.get_by_role("link", name="Send bills").click()
        page.get_by_label("A year of bills").set_input_files(
            checkout / "examples" / "energy" / "greensboro-bills.csv"
        )
        page.get_by_role("button", name="Send my bills").click()

        page.get_by_text("That is a year, and enough.").wait_for()


def test_a_customer_allows_one_thing_and_takes_it_back_without_scripts(
    chromium: "Browser", begun: Home
) -> None:
    with screen(chromium, begun.base, PHONE, scripts=False) as found:
        page = found.go(f"{begun.path}/data?language=es")
        page.locator("summary[aria-label*='Su consumo de electricidad']").click()
        page.get_by_label("Su número de cuenta").first.fill("A-100")
        page.get_by_label("Sí, lo permito.").first.check()
        page.get_by_role("button", name="Permitir: Su consumo").click()
        page.get_by_text("Usted lo permitió.").wait_for()

        page.get_by_role("button", name="Retirarlo: Su consumo").click()
        page.get_by_text("Usted lo retiró.").wait_for()

    (consent,) = begun.case.cases.store.consents.of_customer("Ada Roof")
    assert consent.is_revoked


def test_a_customer_signs_by_keyboard_alone(chromium: "Browser", home: Home) -> None:
    with screen(chromium, home.base) as found:
        page = found.go(f"{home.path}/proposal")
        for _ in range(30):
            page.keyboard.press("Tab")
            name = page.evaluate("document.activeElement.name || ''")
            if name in {"offer_id", "agree"}:
                page.keyboard.press("Space")
            elif name == "typed_name":
                page.keyboard.type("Ada Roof")
                page.keyboard.press("Enter")
                break

        page.get_by_text("Thank you: we have your signature.").wait_for()

    assert home.approval() is not None


def test_a_customer_signs_by_drawing(chromium: "Browser", home: Home) -> None:
    with screen(chromium, home.base) as found:
        page = found.go(f"{home.path}/proposal")
        _fill_in(page, "")
        page.get_by_role("button", name="Draw instead").click()
        field = page.locator("canvas").bounding_box()
        assert field
        page.mouse.move(field["x"] + 20, field["y"] + 40)
        page.mouse.down()
        for step in range(12):
            page.mouse.move(field["x"] + 30 + 10 * step, field["y"] + (60 if step % 2 else 30))
        page.mouse.up()
        page.get_by_role("button", name="Sign and order").click()
        page.get_by_text("Thank you: we have your signature.").wait_for()

    approval = home.approval()
    assert approval is not None
    assert approval.signature.is_drawn
    assert sum(len(each.points) for each in approval.signature.strokes) >= 8


def test_a_customer_signs_in_spanish_without_scripts(chromium: "Browser", home: Home) -> None:
    with screen(chromium, home.base, PHONE, scripts=False) as found:
        page = found.go(home.path)
        page.get_by_role("link", name="Español").click()
        page.get_by_role("link", name="Leer y firmar").click()
        page.get_by_label("Al contado").check()
        page.get_by_label("acepto firmar por medios electrónicos").check()
        page.get_by_label("Escriba su nombre").fill("Ada Roof")

        assert not page.get_by_role("button", name="Mejor dibujarla").is_visible()
        page.get_by_role("button", name="Firmar y encargar").click()
        page.get_by_text("Gracias: tenemos su firma.").wait_for()

    assert home.approval() is not None


def test_another_name_is_refused_on_the_page_and_keeps_what_was_chosen(
    chromium: "Browser", home: Home
) -> None:
    with screen(chromium, home.base) as found:
        page = found.go(f"{home.path}/proposal")
        _fill_in(page, "Eve")
        page.get_by_role("button", name="Sign and order").click()

        page.get_by_text("You typed “Eve”, and the proposal is for Ada Roof.").wait_for()
        assert page.get_by_label("Cash").is_checked()
        # That a form is not taken, browsers tell on the console.
        found.complaints = [each for each in found.complaints if "422" not in each]

    assert home.approval() is None


def test_a_customer_cancels_on_a_phone(chromium: "Browser", home: Home) -> None:
    with screen(chromium, home.base, PHONE) as found:
        page = found.go(f"{home.path}/proposal")
        page.get_by_text("I want to cancel my project").click()
        page.get_by_label("Yes, cancel my project").check()
        page.get_by_role("button", name="Cancel my project").click()

        page.get_by_text("You cancelled on 21 Nov 2026.").wait_for()
