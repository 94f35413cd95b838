"""Who owns a system pays for its upkeep; what is paid adds up to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.finance import (
    Cash,
    Financed,
    FinanceError,
    Lease,
    Line,
    LoanTerms,
    Outlook,
    PowerPurchase,
    Project,
    Replacement,
    Way,
    cash_flow,
    degraded,
    levelised_cost_cents_per_kwh,
    loan_for,
    net_present_value_cents,
)
from penstock.engineering.finance.sensitivity import by_price_escalator, needed_price_escalator

LOSS = Decimal("0.005")
OUTLOOK = Outlook(
    price_escalator=Decimal("0.03"), discount_rate=Decimal("0.05"), inflation=Decimal("0.025")
)
LOAN = loan_for(24_000_00, LoanTerms(rate=Decimal("0.0599"), years=20))
LEASE = Lease(monthly_cents=99_00, escalator=Decimal("0.029"), years=20)
PURCHASE = PowerPurchase(cents_per_kwh=Decimal("11.5"), escalator=Decimal("0.02"), years=20)
WAYS = st.sampled_from([Cash(), Financed(loan=LOAN), LEASE, PURCHASE])


def a_project(*, years: int = 25, price_cents: int = 24_000_00) -> Project:
    energy = degraded(Decimal(10_000), degradation=LOSS, years=years)
    return Project(
        price_cents=price_cents,
        savings_cents=degraded(Decimal(1_500_00), degradation=LOSS, years=years),
        yield_kwh=tuple(map(float, energy)),
        upkeep_cents=120_00,
        replacements=(Replacement(name="Inverter", year=13, price_cents=2_500_00),),
    )


@given(way=WAYS, escalator=st.decimals("-0.05", "0.1", places=4))
def test_every_year_is_the_sum_of_its_lines_to_the_cent(way: Way, escalator: Decimal) -> None:
    outlook = Outlook(
        price_escalator=escalator, discount_rate=Decimal("0.05"), inflation=Decimal("0.025")
    )

    flow = cash_flow(a_project(), outlook, way)

    lines = zip(*(flow.cents(line) for line in Line), strict=True)
    assert tuple(map(sum, lines)) == flow.net_cents


def test_a_cash_buyer_pays_the_price_on_the_first_day() -> None:
    flow = cash_flow(a_project(), OUTLOOK, Cash())

    assert [line[:3] for line in map(flow.cents, (Line.PRICE, Line.SAVINGS, Line.UPKEEP))] == [
        (-24_000_00, 0, 0),
        (0, 1_500_00, 1_537_28),
        (0, -120_00, -123_00),
    ]


def test_a_borrower_pays_all_of_the_loan_and_no_more() -> None:
    flow = cash_flow(a_project(), OUTLOOK, Financed(loan=LOAN))

    paid = sum(flow.cents(Line.INTEREST)) + sum(flow.cents(Line.PRINCIPAL))
    assert paid == -sum(LOAN.schedule.payments_cents)


def test_a_loan_longer_than_what_is_reckoned_is_refused() -> None:
    with pytest.raises(FinanceError, match="20 years, and only 19 are reckoned"):
        cash_flow(a_project(years=19), OUTLOOK, Financed(loan=LOAN))


def test_who_rents_has_no_upkeep_and_no_incentive() -> None:
    flow = cash_flow(a_project(), OUTLOOK, LEASE, incentives_cents={1: 7_200_00})

    assert set(flow.lines) == {Line.SAVINGS, Line.RENT}


def test_the_rent_rises_as_the_contract_says() -> None:
    rent = cash_flow(a_project(), OUTLOOK, LEASE).cents(Line.RENT)

    assert rent[:4] == (0, -1_188_00, -1_222_45, -1_257_90)


def test_who_pays_by_the_kilowatt_hour_pays_for_what_is_made() -> None:
    paid = cash_flow(a_project(), OUTLOOK, PURCHASE).cents(Line.ENERGY)

    assert paid[1:3] == (-1_150_00, -round(9_950 * 11.5 * 1.02))


@pytest.mark.parametrize("way", [LEASE, PURCHASE])
def test_nothing_is_saved_or_paid_after_the_contract(way: Way) -> None:
    flow = cash_flow(a_project(), OUTLOOK, way)

    assert [flow.net_cents[20] != 0, flow.net_cents[21:]] == [True, (0,) * 5]


def test_incentives_come_in_their_years() -> None:
    flow = cash_flow(a_project(), OUTLOOK, Cash(), incentives_cents={0: 300_00, 1: 7_200_00})

    assert flow.cents(Line.INCENTIVES)[:3] == (300_00, 7_200_00, 0)


def test_energy_at_its_levelised_cost_is_worth_what_it_costs() -> None:
    flow = cash_flow(a_project(), OUTLOOK, Cash())
    rate = OUTLOOK.discount_rate

    cost = levelised_cost_cents_per_kwh(flow, rate=rate)

    energy = [cost * Decimal(each) for each in flow.yield_kwh]
    gap = net_present_value_cents(energy, rate=rate) - net_present_value_cents(
        flow.costs, rate=rate
    )
    assert abs(gap) < Decimal("1e-9")


def test_a_system_that_makes_nothing_has_no_cost_of_energy() -> None:
    project = Project(price_cents=1, savings_cents=(Decimal(0),), yield_kwh=(0.0,))

    with pytest.raises(FinanceError, match="makes no energy"):
        levelised_cost_cents_per_kwh(cash_flow(project, OUTLOOK, Cash()), rate=Decimal(0))


def test_more_is_left_the_faster_prices_rise() -> None:
    rates = [Decimal(each) / 100 for each in range(6)]

    found = by_price_escalator(a_project(), OUTLOOK, Cash(), escalators=rates)

    left = [each.net_cents for each in found]
    assert left == sorted(set(left))


def test_at_the_needed_rise_nothing_is_lost_and_below_it_something_is() -> None:
    needed = needed_price_escalator(a_project(), OUTLOOK, Cash())

    assert needed is not None
    at, below = by_price_escalator(
        a_project(), OUTLOOK, Cash(), escalators=[needed, needed - Decimal("0.0001")]
    )
    assert at.net_cents >= 0 > below.net_cents


@pytest.mark.parametrize("price_cents", [0, 10**12])
def test_no_rise_is_needed_where_none_decides(price_cents: int) -> None:
    project = Project(
        price_cents=price_cents, savings_cents=(Decimal(100),) * 25, yield_kwh=(1.0,) * 25
    )

    assert needed_price_escalator(project, OUTLOOK, Cash()) is None


def test_a_replacement_beyond_the_years_is_refused() -> None:
    with pytest.raises(FinanceError, match="Inverter is replaced in year 13; expected 1 to 12"):
        a_project(years=12)
