"""Products and an applicant to begin with."""

from decimal import Decimal

from penstock.casework.financing.choices import (
    CreditApplication,
    FinancingWish,
    Kind,
    ScoreBand,
)
from penstock.casework.financing.rules import LenderProduct

CASH = LenderProduct(id="CASH", lender="AES", kind=Kind.CASH, years=0)
LOAN = LenderProduct(
    id="LOAN-15",
    lender="Harbor",
    kind=Kind.LOAN,
    years=15,
    rate_percent=Decimal("7.49"),
    most_cents=100_000_00,
    most_debt_percent=Decimal(43),
    lowest_band=ScoreBand.GOOD,
)
LEASE = LenderProduct(
    id="LEASE-25",
    lender="Brightside",
    kind=Kind.LEASE,
    years=25,
    monthly_percent=Decimal("0.62"),
    escalator_percent=Decimal("1.9"),
)
PPA = LenderProduct(
    id="PPA-20",
    lender="Brightside",
    kind=Kind.POWER_PURCHASE,
    years=20,
    cents_per_kwh=Decimal("15.9"),
    escalator_percent=Decimal("1.9"),
)
WISH = FinancingWish(price_cents=23_450_00, annual_yield_kwh=9_600)
ADA = CreditApplication(
    gross_monthly_income_cents=800_000,
    monthly_debt_cents=50_000,
    monthly_housing_cents=200_000,
    score_band=ScoreBand.VERY_GOOD,
    owns_the_premise=True,
    agrees_to_check=True,
)
