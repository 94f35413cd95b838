"""What lenders offer and whom they lend to, as data."""

from dataclasses import dataclass
from decimal import Decimal

from penstock.casework.financing.choices import Kind, ScoreBand


@dataclass(frozen=True, slots=True, kw_only=True)
class LenderProduct:
    """One way of paying that a lender offers.

    Args:
        id: What it is called.
        lender: Who offers it.
        kind: How it is paid; cash needs no lender.
        years: How long.
        rate_percent: The rate of a year that a loan's note states.
        dealer_fee_percent: The share of a loan's principal that the lender keeps.
        escalator_percent: How a rent or a price rises a year.
        monthly_percent: The first month's rent of a lease, as a share of the cash price.
        cents_per_kwh: The first year's price of a power purchase.
        least_cents: The smallest price that it pays for.
        most_cents: The largest.
        most_debt_percent: The largest share of income that all debts may take, the new one
            included.
        lowest_band: The lowest range of a credit score that it is given to.
        needs_ownership: Whether the premise has to be the applicant's.
    """

    id: str
    lender: str
    kind: Kind
    years: int
    rate_percent: Decimal = Decimal(0)
    dealer_fee_percent: Decimal = Decimal(0)
    escalator_percent: Decimal = Decimal(0)
    monthly_percent: Decimal = Decimal(0)
    cents_per_kwh: Decimal = Decimal(0)
    least_cents: int = 0
    most_cents: int = 10**12
    most_debt_percent: Decimal = Decimal(100)
    lowest_band: ScoreBand = ScoreBand.POOR
    needs_ownership: bool = True

    def pays_for(self, price_cents: int) -> bool:
        """Tell whether it is offered for a price."""
        return self.least_cents <= price_cents <= self.most_cents
