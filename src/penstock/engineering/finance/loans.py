"""Loans: what is borrowed, what of it is a fee, and each payment until nothing is owed."""

from dataclasses import dataclass
from decimal import Decimal

from penstock.engineering.finance.errors import (
    FinanceError,
    require_amount,
    require_rate,
    require_share,
)
from penstock.engineering.finance.money import Rounding, settled

_MOST_PAYMENTS = 600
_PAYMENTS_A_YEAR = (1, 2, 4, 12, 24, 26, 52)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """What a lender offers.

    Args:
        rate: The interest rate of a year that the note states; 0.0399 for 3.99 %.
        years: How long it is paid back.
        dealer_fee: The share of the principal that the lender keeps of what it would pay to the
            installer, who adds it to the price; 0.25 for 25 %. Advertised rates are low because
            of it.
        down_payment_cents: What the customer pays at once.
        payments_a_year: 12, and rarely another number.

    Raises:
        FinanceError: No loan has such terms.
    """

    rate: Decimal
    years: int
    dealer_fee: Decimal = Decimal(0)
    down_payment_cents: int = 0
    payments_a_year: int = 12

    def __post_init__(self) -> None:
        require_rate(self.rate, "The interest rate")
        require_share(self.rate, "The interest rate")
        require_share(self.dealer_fee, "The dealer fee")
        require_amount(self.down_payment_cents, "The down payment")
        if self.payments_a_year not in _PAYMENTS_A_YEAR:
            expected = ", ".join(map(str, _PAYMENTS_A_YEAR))
            raise FinanceError(
                f"There are {self.payments_a_year} payments a year; expected one of {expected}."
            )
        if not 1 <= self.years * self.payments_a_year <= _MOST_PAYMENTS:
            raise FinanceError(
                f"The loan runs for {self.years} years; expected at least 1 and at most "
                f"{_MOST_PAYMENTS // self.payments_a_year}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Each payment of a loan, in cents, until nothing is owed. All arrays are (payments,).

    Args:
        payment_cents: The payment that repeats; the last one takes what is left.
        interest_cents: The part of each payment that is interest.
        principal_cents: The part that pays the debt back.
        payments_a_year: How many there are in a year.
    """

    payment_cents: Decimal
    interest_cents: tuple[Decimal, ...]
    principal_cents: tuple[Decimal, ...]
    payments_a_year: int

    @property
    def payments_cents(self) -> tuple[Decimal, ...]:
        """What is paid each time."""
        both = zip(self.interest_cents, self.principal_cents, strict=True)
        return tuple(interest + principal for interest, principal in both)

    def by_year(self, cents: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        """Return a row of the schedule added up by years (years of the loan,)."""
        step = self.payments_a_year
        return tuple(
            sum(cents[start : start + step], Decimal(0)) for start in range(0, len(cents), step)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A loan for a certain price, its cost taken apart.

    Args:
        terms: What the lender offers.
        financed_cents: What of the cash price is borrowed.
        fee_cents: The dealer fee on top of it, which the customer also pays back with interest.
        schedule: All payments.
        apr: The rate of a year that the payments cost, the fee counted as interest. None where
            nothing is borrowed.
    """

    terms: LoanTerms
    financed_cents: Decimal
    fee_cents: Decimal
    schedule: Schedule
    apr: float | None

    @property
    def principal_cents(self) -> Decimal:
        """What is owed on the first day."""
        return self.financed_cents + self.fee_cents

    @property
    def paid_cents(self) -> Decimal:
        """All that is paid until the end, the down payment included."""
        return self.terms.down_payment_cents + sum(self.schedule.payments_cents, Decimal(0))


def loan_for(price_cents: int, terms: LoanTerms, *, rounding: Rounding = Rounding.CENTS) -> Loan:
    """Return the loan that pays a cash price.

    principal = (price - down payment) / (1 - dealer fee)

    Raises:
        FinanceError: The down payment is more than the price.
    """
    financed = Decimal(price_cents) - terms.down_payment_cents
    if financed < 0:
        raise FinanceError(
            f"The down payment of {terms.down_payment_cents} cents is more than the price of "
            f"{price_cents} cents; expected at most the price."
        )
    principal = settled(financed / (1 - terms.dealer_fee), rounding)
    schedule = amortised(principal, terms, rounding=rounding)
    return Loan(
        terms=terms,
        financed_cents=financed,
        fee_cents=principal - financed,
        schedule=schedule,
        apr=annual_percentage_rate(financed, schedule) if financed else None,
    )


def amortised(
    principal_cents: Decimal, terms: LoanTerms, *, rounding: Rounding = Rounding.CENTS
) -> Schedule:
    """Return equal payments of a principal; the last one takes what is left, to nothing.

    Interest is that of what is owed, and each payment is rounded to the cent as lenders do.
    """
    rate = terms.rate / terms.payments_a_year
    number = terms.years * terms.payments_a_year
    payment = settled(level_payment(principal_cents, rate=rate, number=number), rounding)
    owed, interests, principals = principal_cents, [], []
    for left in range(number, 0, -1):
        interest = settled(owed * rate, rounding)
        principal = owed if left == 1 else min(payment - interest, owed)
        owed -= principal
        interests.append(interest)
        principals.append(principal)
    return Schedule(
        payment_cents=payment,
        interest_cents=tuple(interests),
        principal_cents=tuple(principals),
        payments_a_year=terms.payments_a_year,
    )


def level_payment(principal_cents: Decimal, *, rate: Decimal, number: int) -> Decimal:
    """Return the payment that amortises a principal in a number of equal payments [cents].

    P = A i / (1 - (1 + i)^-n), and A / n without interest

    Args:
        principal_cents: What is owed. [cents]
        rate: The interest of one period; 0.005 for 6 % a year, monthly.
        number: How many payments.

    Example:
        >>> round(level_payment(Decimal(100_000_00), rate=Decimal("0.005"), number=360))
        59955

    References:
        S. G. Kellison, "The Theory of Interest", 3rd ed., 2008, section 3.2.
    """
    if rate == 0:
        return principal_cents / number
    return principal_cents * rate / (1 - (1 + rate) ** -number)


def annual_percentage_rate(financed_cents: Decimal, schedule: Schedule) -> float:
    """Return the annual percentage rate: what the payments cost on the money that bought something.

    A = sum of P_k / (1 + i)^k, APR = i times the payments of a year

    The actuarial method. A dealer fee buys nothing, so it is not in A, and the rate counts it.

    Args:
        financed_cents: A, the money that bought the system. [cents]
        schedule: The payments P_k.

    References:
        12 CFR Part 1026 (Regulation Z), appendix J, (b).
    """
    import pyxirr

    flows = [-float(financed_cents), *map(float, schedule.payments_cents)]
    found = pyxirr.irr(flows, guess=0.01)
    if found is None:
        raise FinanceError("No rate makes the payments worth what was borrowed.")
    return float(found) * schedule.payments_a_year
