"""Loans end at exactly nothing, and their rate counts the dealer's fee."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.finance import FinanceError, LoanTerms, Rounding, loan_for
from penstock.engineering.finance.loans import amortised, annual_percentage_rate

TERMS = st.builds(
    LoanTerms,
    rate=st.decimals("0", "0.3", places=4),
    years=st.integers(1, 30),
    dealer_fee=st.decimals("0", "0.4", places=2),
    payments_a_year=st.sampled_from([1, 4, 12]),
)
PRICES = st.integers(1, 10**8)


@given(price=PRICES, terms=TERMS)
def test_what_is_paid_back_is_exactly_what_was_owed(price: int, terms: LoanTerms) -> None:
    loan = loan_for(price, terms)

    assert sum(loan.schedule.principal_cents) == loan.principal_cents


@given(price=PRICES, terms=TERMS)
def test_every_payment_is_whole_cents(price: int, terms: LoanTerms) -> None:
    payments = loan_for(price, terms).schedule.payments_cents

    assert all(each == each.to_integral_value() and each >= 0 for each in payments)


@given(price=st.integers(10**5, 10**8), terms=TERMS)
def test_only_the_last_payment_differs_from_the_others(price: int, terms: LoanTerms) -> None:
    schedule = loan_for(price, terms).schedule

    # Payments that were rounded up may end the loan early.
    paid = [each for each in schedule.payments_cents if each]
    assert set(paid[:-1]) <= {schedule.payment_cents}


@given(price=PRICES, terms=TERMS)
def test_without_rounding_all_payments_are_equal(price: int, terms: LoanTerms) -> None:
    schedule = loan_for(price, terms, rounding=Rounding.NONE).schedule

    assert float(schedule.payments_cents[-1]) == pytest.approx(float(schedule.payment_cents))


@given(price=st.integers(10**5, 10**8), terms=TERMS)
def test_a_dealer_fee_never_lowers_the_rate_that_is_paid(price: int, terms: LoanTerms) -> None:
    loan = loan_for(price, terms)

    # Each payment is rounded by half a cent at most, of half the loan in the mean.
    rounded = terms.payments_a_year * 0.5 / (price / 2)
    assert loan.apr is not None
    assert loan.apr >= float(terms.rate) - max(rounded, 1e-5)


@given(price=st.integers(10**6, 10**8), terms=TERMS)
def test_the_rate_makes_the_payments_worth_what_was_financed(price: int, terms: LoanTerms) -> None:
    loan = loan_for(price, terms)

    assert loan.apr is not None
    rate = loan.apr / terms.payments_a_year
    payments = enumerate(loan.schedule.payments_cents, start=1)
    assert sum(float(each) / (1 + rate) ** place for place, each in payments) == pytest.approx(
        price, abs=1
    )


def test_the_example_of_regulation_z_has_its_printed_rate() -> None:
    # 12 CFR Part 1026, appendix J, (c)(1)(i): 5,000 advanced, 24 monthly payments of 230.
    terms = LoanTerms(rate=Decimal(0), years=2)
    schedule = amortised(Decimal(230_00 * 24), terms)

    assert round(annual_percentage_rate(Decimal(5_000_00), schedule), 4) == 0.0969


def test_a_fee_of_a_quarter_makes_four_percent_nearly_seven() -> None:
    terms = LoanTerms(rate=Decimal("0.0399"), years=25, dealer_fee=Decimal("0.25"))

    loan = loan_for(24_000_00, terms)

    parts = (loan.financed_cents, loan.fee_cents, loan.principal_cents)
    assert tuple(map(int, parts)) == (24_000_00, 8_000_00, 32_000_00)
    assert loan.apr == pytest.approx(0.0694, abs=5e-5)


def test_nothing_borrowed_has_no_rate() -> None:
    loan = loan_for(100, LoanTerms(rate=Decimal("0.05"), years=1, down_payment_cents=100))

    assert (loan.apr, int(loan.paid_cents)) == (None, 100)


def test_more_down_than_the_price_is_refused() -> None:
    terms = LoanTerms(rate=Decimal("0.05"), years=1, down_payment_cents=101)

    with pytest.raises(FinanceError, match="down payment of 101 cents is more than the price"):
        loan_for(100, terms)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"rate": Decimal("4.5")}, "The interest rate is 4.5"),
        ({"rate": Decimal("-0.1")}, "The interest rate is -0.1"),
        ({"rate": Decimal("NaN")}, "The interest rate is NaN"),
        ({"dealer_fee": Decimal(1)}, "The dealer fee is 1"),
        ({"years": 0}, "runs for 0 years"),
        ({"years": 51}, "runs for 51 years; expected at least 1 and at most 50"),
        ({"payments_a_year": 13}, "13 payments a year"),
        ({"down_payment_cents": -1}, "down payment is -1 cents"),
    ],
)
def test_terms_that_no_loan_has_are_refused(wrong: dict[str, object], words: str) -> None:
    right: dict[str, object] = {"rate": Decimal("0.05"), "years": 10}

    with pytest.raises(FinanceError, match=words):
        LoanTerms(**right | wrong)  # type: ignore[arg-type]
