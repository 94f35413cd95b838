"""What a system costs and saves, year by year, under each way of paying for it, in cents."""

from penstock.engineering.finance.cash_flow import CashFlow, Line, cash_flow
from penstock.engineering.finance.errors import FinanceError
from penstock.engineering.finance.loans import Loan, LoanTerms, Schedule, loan_for
from penstock.engineering.finance.measures import (
    internal_rate_of_return,
    levelised_cost_cents_per_kwh,
    net_present_value_cents,
    payback_years,
)
from penstock.engineering.finance.money import Rounding
from penstock.engineering.finance.project import (
    Outlook,
    Project,
    Replacement,
    degraded,
    nominal_rate,
)
from penstock.engineering.finance.ways import Cash, Financed, Lease, PowerPurchase, Way

__all__ = [
    "Cash",
    "CashFlow",
    "FinanceError",
    "Financed",
    "Lease",
    "Line",
    "Loan",
    "LoanTerms",
    "Outlook",
    "PowerPurchase",
    "Project",
    "Replacement",
    "Rounding",
    "Schedule",
    "Way",
    "cash_flow",
    "degraded",
    "internal_rate_of_return",
    "levelised_cost_cents_per_kwh",
    "loan_for",
    "net_present_value_cents",
    "nominal_rate",
    "payback_years",
]
