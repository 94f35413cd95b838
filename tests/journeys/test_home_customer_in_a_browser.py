"""The customer of a smart home on a phone: from the quote to a home that answers."""

from typing import TYPE_CHECKING

from starlette.applications import Starlette

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.web.customers import assets, project
from penstock.web.running import listener, running
from tests.browser import PHONE, looks_right, screen
from tests.home_sale import home_on
from tests.unit.web.customers.test_home_deal import HomeDoor
from tests.unit.web.customers.test_living_home import STAT, Household, living_household

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_customer_signs_and_pays_on_a_phone(chromium: "Browser") -> None:
    home = home_on().opened()
    home.to_agreement()
    kept = KeptOpen(database=IN_MEMORY)
    kept.hold(home.cases)
    served = Starlette(routes=[*assets.routes(), *project.routes(kept)])
    with (
        running(served, listener(0)) as base,
        screen(chromium, base, PHONE) as found,
    ):
        door = HomeDoor(base, kept, home)
        page = found.go(f"{door.path}/proposal")
        looks_right(page, stops=14)
        page.get_by_label("I agree to sign electronically").check()
        page.get_by_label("Type your name").fill("Ana Rivera")
        page.get_by_role("button", name="Sign and order").click()
        page.get_by_text("Thank you: we have your signature.").wait_for()

        home.do("sign-contract", "Cora", typed_name="Cora Counsel")
        page = found.go(f"{door.path}/proposal?language=es")
        looks_right(page, stops=14)
        page.get_by_label("Tarjeta").check()
        page.get_by_role("button", name="Pagar").click()
        page.get_by_text("Gracias: el anticipo está pagado.").wait_for()

    assert home.read("Payment secured")["refunded_cents"] == 0


def test_a_customer_sees_the_home_and_reports_a_problem_on_a_phone(chromium: "Browser") -> None:
    with living_household() as house:
        house.supported().installed().active()
        house.allow("function")
        with running(house.served, listener(0)) as base, screen(chromium, base, PHONE) as found:
            page = found.go(f"{house.path}/home")
            looks_right(page, stops=14)
            page.get_by_label("What is it about?").select_option(STAT)
            page.get_by_label("What is wrong?").fill("It clicks.")
            page.get_by_role("button", name="Send").click()
            page.get_by_text("Thank you: we have it").wait_for()

        _is_told(house)


def _is_told(house: Household) -> None:
    (ticket,) = house.tickets()
    assert ticket["words"] == "It clicks."
