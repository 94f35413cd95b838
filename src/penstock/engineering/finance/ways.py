"""Ways of paying for a system: cash, a loan, a lease, or by the kilowatt-hour."""

from dataclasses import dataclass
from decimal import Decimal

from penstock.engineering.finance.errors import FinanceError, require_amount, require_rate
from penstock.engineering.finance.loans import Loan


@dataclass(frozen=True, slots=True, kw_only=True)
class Cash:
    """The customer pays the price at once and owns the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Financed:
    """The customer borrows the price, or a part of it, and owns the system."""

    loan: Loan


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Somebody else owns the system; the customer pays a rent for it.

    Args:
        monthly_cents: The rent of a month in year 1.
        escalator: How it rises a year.
        years: For how long. Afterwards the system is taken down, and nothing is saved or paid.
        upfront_cents: What is paid at once.

    Raises:
        FinanceError: No lease has such terms.
    """

    monthly_cents: int
    escalator: Decimal
    years: int
    upfront_cents: int = 0

    def __post_init__(self) -> None:
        require_amount(self.monthly_cents, "The rent")
        require_amount(self.upfront_cents, "The upfront payment")
        _require_term(self.escalator, self.years, "the lease")


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerPurchase:
    """Somebody else owns the system; the customer pays for each kilowatt-hour that it makes.

    Args:
        cents_per_kwh: The price in year 1.
        escalator: How it rises a year.
        years: For how long. Afterwards the system is taken down, and nothing is saved or paid.

    Raises:
        FinanceError: No agreement has such terms.
    """

    cents_per_kwh: Decimal
    escalator: Decimal
    years: int

    def __post_init__(self) -> None:
        require_amount(self.cents_per_kwh, "The price of a kilowatt-hour")
        _require_term(self.escalator, self.years, "the power purchase agreement")


Way = Cash | Financed | Lease | PowerPurchase


def _require_term(escalator: Decimal, years: int, name: str) -> None:
    require_rate(escalator, f"The escalator of {name}")
    if years < 1:
        raise FinanceError(f"The term of {name} is {years} years; expected at least 1.")
