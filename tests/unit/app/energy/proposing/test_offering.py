"""A proposal's numbers hold together, from a meter's readings to the last year's cents."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from penstock.app.energy.proposing.asked import (
    BatteryAsked,
    Building,
    Costs,
    Payment,
    ProposalAsked,
    UnfitProposalError,
)
from penstock.app.energy.proposing.offering import offer_for
from penstock.engineering.finance.loans import LoanTerms
from penstock.engineering.finance.ways import Lease, PowerPurchase
from penstock.engineering.proposal.offer import Offer
from penstock.engineering.usage.errors import UsageError


@pytest.fixture(scope="module")
def asked(checkout: Path) -> ProposalAsked:
    folder = checkout / "examples" / "energy"
    return ProposalAsked(
        usage=folder / "greensboro-home.xml",
        roof=folder / "roof.json",
        tariff="RES-E",
        weather="greensboro",
        customer="Jane Roe",
        offered_on=date(2026, 3, 2),
        building=Building(place="US-NC", begins=date(2026, 5, 1), in_service=date(2026, 6, 1)),
        payment=Payment(
            loan=LoanTerms(rate=Decimal("0.0499"), years=20, dealer_fee=Decimal("0.2")),
            lease=Lease(monthly_cents=9_000, escalator=Decimal("0.02"), years=25),
            power_purchase=PowerPurchase(
                cents_per_kwh=Decimal(8), escalator=Decimal("0.02"), years=20
            ),
        ),
    )


@pytest.fixture(scope="module")
def offer(asked: ProposalAsked) -> Offer:
    return offer_for(asked)


def test_lines_of_bills_sum_to_their_months(offer: Offer) -> None:
    bills = offer.bills

    sums = [
        sum(getattr(each, row) for each in bills.lines) for row in ("before_cents", "after_cents")
    ]

    assert sums == [sum(bills.before_cents), sum(bills.after_cents)]


def test_energy_is_conserved_at_the_meter(offer: Offer) -> None:
    energy = offer.energy

    net = sum(energy.import_kwh) - sum(energy.export_kwh)

    assert net == pytest.approx(sum(energy.use_kwh) - sum(energy.p50_kwh), abs=1e-6)


def test_planes_yield_what_the_system_does(offer: Offer) -> None:
    total = sum(each.yield_kwh for each in offer.system.planes)

    assert total == pytest.approx(sum(offer.energy.p50_kwh), rel=1e-9)


def test_a_poor_year_saves_less_and_pays_back_later(offer: Offer) -> None:
    cash = offer.ways[0]

    assert sum(offer.bills.after_p90_cents) > sum(offer.bills.after_cents)
    assert sum(cash.net_p90_cents) < sum(cash.net_p50_cents)


def test_a_dealer_fee_is_borrowed_and_shows_in_the_rate(offer: Offer) -> None:
    loan = offer.ways[1].loan

    assert loan is not None
    assert loan.principal_cents == loan.cash_price_cents + loan.dealer_fee_cents
    assert loan.apr > loan.rate


def test_the_credit_that_ended_is_not_counted(offer: Offer) -> None:
    (credit,) = [each for each in offer.incentives if "25D" in each.name]

    assert credit.granted_cents == 0
    assert "31 December 2025" in credit.because


def test_the_same_system_in_2025_had_the_credit(asked: ProposalAsked) -> None:
    building = Building(
        place="US-NC",
        begins=date(2025, 5, 1),
        in_service=date(2025, 6, 1),
        declared=frozenset(
            {"the owner lives in the home", "the owner owes at least as much income tax"}
        ),
    )

    offer = offer_for(replace(asked, building=building))

    granted = sum(each.granted_cents for each in offer.incentives)
    assert granted == round(offer.price_cents * 0.3)


def test_a_rent_is_paid_by_month_and_ends_with_its_years(offer: Offer) -> None:
    lease, purchase = offer.ways[2:]

    assert lease.first_year_cents == 12 * 9_000
    assert purchase.net_p50_cents[21:] == (0,) * 5


def test_prices_that_rise_faster_leave_more(offer: Offer) -> None:
    left = [each.net_cents for each in offer.rises]

    assert left == sorted(left)


def test_the_needed_rise_lies_where_what_is_left_changes_its_sign(offer: Offer) -> None:
    needed = offer.needed_escalator

    assert needed is not None
    assert all((each.net_cents > 0) == (each.escalator > needed) for each in offer.rises)


def test_a_battery_uses_more_at_home(asked: ProposalAsked, offer: Offer) -> None:
    with_it = offer_for(replace(asked, battery=BatteryAsked(usable_kwh=13.5)))

    assert with_it.energy.used_at_home_share > offer.energy.used_at_home_share
    assert with_it.price_cents == offer.price_cents + 1_350_000


def test_a_stated_price_is_the_whole_price(asked: ProposalAsked) -> None:
    found = offer_for(
        replace(asked, costs=Costs(price_cents=4_000_000), battery=BatteryAsked(usable_kwh=13.5))
    )

    assert found.price_cents == 4_000_000


def test_a_gas_tariff_is_refused(asked: ProposalAsked) -> None:
    with pytest.raises(UnfitProposalError, match="sells gas"):
        offer_for(replace(asked, tariff="RES-G"))


def test_a_use_of_another_zone_is_refused(asked: ProposalAsked, tmp_path: Path) -> None:
    roof = tmp_path / "roof.json"
    text = asked.roof.read_text(encoding="utf-8")
    roof.write_text(text.replace("America/New_York", "America/Denver"), encoding="utf-8")

    with pytest.raises(UnfitProposalError, match="America/Denver and the use in America/New_York"):
        offer_for(replace(asked, roof=roof))


def test_a_missing_month_is_named(asked: ProposalAsked, tmp_path: Path) -> None:
    bills = tmp_path / "bills.csv"
    lines = (asked.usage.parent / "greensboro-bills.csv").read_text(encoding="utf-8").splitlines()
    bills.write_text("\n".join([*lines[:6], *lines[7:]]), encoding="utf-8")

    with pytest.raises(UsageError):
        offer_for(replace(asked, usage=bills))
