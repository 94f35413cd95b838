"""A customer of NCV-01 cancels, or moves the visit: what is given back, and what stands."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from penstock.app.cases import By, new_key
from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.app.streams.payments import LedgerPayments
from penstock.app.streams.warehouse import RecordedWarehouse
from penstock.casework.appointment.jobs import Window
from penstock.delivery.stage_acts import ActRefusedError
from tests.home_sale import HomeCase, agreeing, home_on
from tests.unit.app.cases.bench import NOON

ANA = "LINK-1 Ana Rivera"
NEEDED = {"skills": ["smart home", "hvac"], "minutes": 120}
HERE: dict[str, Any] = {"latitude": 36.05, "longitude": -79.8}


def prepared() -> HomeCase:
    """Return a home whose deposit is paid, whose kit is kept and whose visit is booked."""
    home = home_on().opened()
    home.sold()
    home.over().record("Installation requirements", NEEDED).do("reserve").do("plan-visit", **HERE)
    return home


def later(home: HomeCase, **by: int) -> HomeCase:
    """Return the same home after a while."""
    moment = home.cases.now() + timedelta(**by)
    return HomeCase(replace(home.cases, now=lambda: moment), home.id)


def booked(home: HomeCase) -> int:
    """Count what the calendar of technicians has for the home."""
    calendar = RecordedCrewCalendar(records=home.cases.store.records)
    window = Window(start=NOON, end=NOON + timedelta(days=40))
    return sum(each.job == home.id for each in calendar.booked(window))


def day_of(appointment: dict[str, Any]) -> str:
    return str(appointment["visits"][0]["day"])


def test_who_cancels_in_time_gets_the_deposit_back_and_gives_kit_and_visit_back() -> None:
    home = prepared()

    home.do("cancel", ANA, reason="We move.")

    found, paid = home.read("Cancellation request"), home.read("Payment secured")
    ledger = LedgerPayments(records=home.cases.store.records, now=home.cases.now)
    charge = ledger.find(paid["charge_id"])
    warehouse = RecordedWarehouse(records=home.cases.store.records)
    assert (found["within_right"], found["refund_cents"]) == (True, paid["deposit_cents"])
    assert charge is not None
    assert charge.kept_cents == 0
    assert home.read("Signed contract")["is_void"]
    assert (home.read("Kit reservation")["kept"], warehouse.reserved(home.id)) == ([], ())
    assert (home.read("Installer appointment")["appointment"], booked(home)) == (None, 0)


def test_who_cancels_before_anything_is_signed_owes_and_gets_nothing() -> None:
    home = home_on().opened()
    quote = home.to_agreement()

    home.do("cancel", ANA)

    assert home.read("Cancellation request")["undone"] == []
    assert "a new home is a new case" in home.refused("agree", **agreeing(quote))


def test_after_three_business_days_a_customer_is_told_that_it_is_too_late() -> None:
    home = later(prepared(), days=5)

    said = home.refused("cancel", ANA)

    assert "ended with 2026-11-24. Ask your sales consultant" in said
    assert not home.read("Signed contract")["is_void"]
    assert booked(home) == 1


def test_who_cancels_late_by_an_employee_gets_back_what_was_not_spent() -> None:
    home = later(prepared(), days=5)

    home.do("cancel", reason="by letter", costs_cents=1_000)

    paid = home.read("Payment secured")
    assert paid["refunded_cents"] == paid["deposit_cents"] - 1_000


def test_nobody_cancels_twice() -> None:
    home = prepared().do("cancel", ANA)

    assert "cancelled on 2026-11-20 already" in home.refused("cancel", ANA)


def test_a_form_that_is_sent_twice_gives_the_deposit_back_once() -> None:
    home, once = prepared(), By(actor=ANA, key=new_key())

    for _ in range(2):
        home.cases.do(home.id, "cancel", once, said=b'{"reason": ""}')

    paid = home.read("Payment secured")
    assert paid["refunded_cents"] == paid["deposit_cents"]


def test_a_customer_moves_the_visit_to_the_soonest_of_some_days() -> None:
    home = prepared()
    before = home.read("Installer appointment")["appointment"]
    wished = datetime.fromisoformat(before["visits"][0]["start"]).date() + timedelta(days=7)

    home.do("move-visit", ANA, days=[str(wished)])

    after = home.read("Installer appointment")
    assert day_of(after["appointment"]) == str(wished)
    assert after["confirmed_by"] == ANA
    assert after["moved"][0]["because"] == "the customer asked for another day"
    assert booked(home) == 1


@pytest.mark.parametrize(
    ("day", "because"),
    [("2026-11-29", "The appointment stands"), ("2026-11-20", "say later days")],
)
def test_a_day_on_which_nobody_can_come_leaves_the_appointment_as_it_is(
    day: str, because: str
) -> None:
    home = prepared()
    before = home.read("Installer appointment")

    with pytest.raises(ActRefusedError, match=because):
        home.do("move-visit", ANA, days=[day])

    assert (home.read("Installer appointment"), booked(home)) == (before, 1)
