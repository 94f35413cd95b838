from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.financing.offering import choices_for
from penstock.engineering.finance.loans import level_payment
from tests.unit.casework.financing.lending import CASH, LEASE, LOAN, PPA, WISH


def test_cash_costs_its_price_and_nothing_a_month() -> None:
    (cash,) = choices_for(WISH, [CASH])

    assert (cash.total_cents, cash.first_monthly_cents) == (23_450_00, 0)


def test_a_loan_without_fee_costs_a_year_what_its_note_states() -> None:
    (loan,) = choices_for(WISH, [LOAN])

    assert loan.apr_percent == loan.rate_percent == Decimal("7.49")


def test_a_dealer_fee_stands_apart_and_raises_what_a_year_costs() -> None:
    dear = replace(LOAN, rate_percent=Decimal("4.99"), dealer_fee_percent=Decimal(20))
    (loan,) = choices_for(WISH, [dear])

    assert loan.dealer_fee_cents == 23_450_00 // 4
    assert loan.apr_percent is not None
    assert loan.apr_percent > Decimal(8)


def test_a_loan_is_paid_in_level_payments() -> None:
    (loan,) = choices_for(WISH, [LOAN])
    level = level_payment(Decimal(23_450_00), rate=Decimal("0.0749") / 12, number=180)

    assert loan.first_monthly_cents == round(level)


def test_a_lease_costs_a_share_of_the_price_and_rises() -> None:
    (lease,) = choices_for(WISH, [replace(LEASE, years=2)])

    assert lease.first_monthly_cents == 145_39
    assert lease.total_cents == 12 * (145_39 + 148_15)


def test_a_power_purchase_is_paid_by_the_yield() -> None:
    (bought,) = choices_for(WISH, [PPA])

    assert bought.first_monthly_cents == 127_20
    assert not bought.is_owner


@given(st.integers(1, 10**8))
def test_a_product_is_offered_within_its_limits_alone(price_cents: int) -> None:
    found = choices_for(replace(WISH, price_cents=price_cents), [LOAN])

    assert bool(found) == (price_cents <= LOAN.most_cents)
