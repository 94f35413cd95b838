"""What an applicant is offered, what they say of themselves, and what is decided."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum


class Kind(Enum):
    """How a system is paid for."""

    CASH = "cash"
    LOAN = "loan"
    LEASE = "lease"
    POWER_PURCHASE = "power purchase"


class ScoreBand(Enum):
    """The range of a FICO score, which is all that an applicant is asked about it.

    References:
        Fair Isaac Corporation, "What is a FICO Score?": the five ranges.
    """

    EXCEPTIONAL = "800-850"
    VERY_GOOD = "740-799"
    GOOD = "670-739"
    FAIR = "580-669"
    POOR = "300-579"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingChoice:
    """One way of paying, with each of its costs apart.

    Args:
        offer_id: What it is called among the offers: `EVERGREEN-15`.
        lender: Who offers it.
        kind: How it is paid.
        price_cents: The cash price that it pays for.
        down_payment_cents: What the customer pays at once.
        dealer_fee_cents: What the lender keeps; it is on top of the price and owed by the customer.
        rate_percent: The rate of a year that the note states; 0 where there is no note.
        apr_percent: What it costs a year with the fee counted; None where nothing is borrowed.
        years: How long it is paid.
        escalator_percent: How what is paid rises a year.
        first_monthly_cents: What a month costs in year 1; for a power purchase at the yield that is
            expected.
        cents_per_kwh: The price of a kilowatt-hour in year 1; 0 for all but a power purchase.
        total_cents: All that is paid until the end.
        is_owner: Whether the customer owns the system.
    """

    offer_id: str
    lender: str
    kind: Kind
    price_cents: int
    down_payment_cents: int = 0
    dealer_fee_cents: int = 0
    rate_percent: Decimal = Decimal(0)
    apr_percent: Decimal | None = None
    years: int = 0
    escalator_percent: Decimal = Decimal(0)
    first_monthly_cents: int = 0
    cents_per_kwh: Decimal = Decimal(0)
    total_cents: int
    is_owner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingWish:
    """What financing is asked for.

    Args:
        price_cents: The cash price.
        annual_yield_kwh: What the system gives in a typical first year. [kWh]
        down_payment_cents: What the customer would pay at once.
    """

    price_cents: int
    annual_yield_kwh: int
    down_payment_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditApplication:
    """What an applicant says of their means; what is not said is None.

    Whoever prints it sees none of the amounts: they are for the lender and for nobody else.

    Args:
        gross_monthly_income_cents: Before taxes.
        monthly_debt_cents: Payments of debts each month, the home's left out.
        monthly_housing_cents: Rent, or the payments of the home's loan.
        score_band: The range of their credit score.
        owns_the_premise: Whether the premise is theirs.
        agrees_to_check: Whether they agree that the lender looks at what they say.

    Raises:
        ValueError: An amount is negative.
    """

    gross_monthly_income_cents: int | None = field(default=None, repr=False)
    monthly_debt_cents: int | None = field(default=None, repr=False)
    monthly_housing_cents: int | None = field(default=None, repr=False)
    score_band: ScoreBand | None = field(default=None, repr=False)
    owns_the_premise: bool | None = None
    agrees_to_check: bool = False

    def __post_init__(self) -> None:
        amounts = (
            self.gross_monthly_income_cents,
            self.monthly_debt_cents,
            self.monthly_housing_cents,
        )
        if any(each is not None and each < 0 for each in amounts):
            raise ValueError("an amount of the credit application is negative; write what is paid")


class Outcome(Enum):
    """How an application was decided."""

    APPROVED = "approved"
    DECLINED = "declined"
    NEEDS_MORE = "needs more"


@dataclass(frozen=True, slots=True, kw_only=True)
class LenderDecision:
    """What a lender decided, and why.

    Args:
        offer_id: The offer that was applied for.
        lender: Who decided.
        outcome: How.
        reasons: Why it was declined, or what is still needed; the weightiest first.
        notice: What the law wants the applicant told; empty where it was approved.
    """

    offer_id: str
    lender: str
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    notice: str = ""
