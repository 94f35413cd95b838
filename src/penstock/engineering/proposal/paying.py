"""What a proposal states of money: ways of paying, what they hang on, and what rules grant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOffered:
    """What a loan really costs.

    Args:
        cash_price_cents: What the system costs who pays at once.
        dealer_fee_cents: What the lender takes from the seller and the seller adds to the price.
        down_payment_cents: What is paid at once.
        principal_cents: What is borrowed: cash price and fee, less the down payment.
        rate: The rate that is advertised; 0.0499 for 4.99 %.
        apr: The rate with the fee counted as the interest that it is.
        years: For how long.
        monthly_cents: What is paid a month.
        total_cents: All payments together, the down payment with them.
    """

    cash_price_cents: int
    dealer_fee_cents: int
    down_payment_cents: int
    principal_cents: int
    rate: float
    apr: float
    years: int
    monthly_cents: int
    total_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOffered:
    """A way of paying, and what is left of it.

    Args:
        key: `cash`, `loan`, `lease` or `power_purchase`.
        name: As the proposal calls it.
        upfront_cents: What is paid on the first day.
        first_year_cents: What is paid in year 1, savings apart.
        paid_cents: All that is paid over the years, savings apart.
        terms: What was agreed, in words: a rent with its escalator, a price of a kilowatt-hour.
        net_p50_cents: What is left of each year. (years + 1,)
        net_p90_cents: The same where the sun gives what nine years of ten exceed. (years + 1,)
        net_present_value_cents: Of the first.
        rate_of_return: Its internal rate; None where it has none.
        payback_years: When the money is back for good; None where it never is.
        payback_p90_years: The same in poor years.
        levelised_cents_per_kwh: What a kilowatt-hour costs over the years.
        loan: The loan, where it is one.
    """

    key: str
    name: str
    upfront_cents: int
    first_year_cents: int
    paid_cents: int
    terms: str
    net_p50_cents: tuple[int, ...]
    net_p90_cents: tuple[int, ...]
    net_present_value_cents: int
    rate_of_return: float | None
    payback_years: float | None
    payback_p90_years: float | None
    levelised_cents_per_kwh: float | None
    loan: LoanOffered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRise:
    """What the first way of paying comes to at another rise of electricity's price.

    Args:
        escalator: The rise, a year.
        net_cents: What is left of all years (P50).
        payback_years: When the money is back; None where it never is.
    """

    escalator: float
    net_cents: int
    payback_years: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveJudged:
    """What a dated rule grants, or why it grants nothing.

    Args:
        name: The rule.
        granted_cents: 0 where it does not.
        because: The reason, in a sentence.
        citation: Where the rule stands.
    """

    name: str
    granted_cents: int
    because: str
    citation: str
