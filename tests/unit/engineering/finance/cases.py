"""Systems and their cash flows, out of a reference case or for laws."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from penstock.engineering.finance import (
    Cash,
    CashFlow,
    Financed,
    LoanTerms,
    Outlook,
    Project,
    Replacement,
    Rounding,
    Way,
    cash_flow,
    degraded,
    loan_for,
    nominal_rate,
)

REFERENCE = Path(__file__).parents[3] / "reference" / "finance"


def reference_cases() -> Any:
    """Return the cases that PySAM answered, with its answers."""
    text = (REFERENCE / "cash-loan" / "cases.json").read_text(encoding="utf-8")
    return json.loads(text)["cases"]


def number(value: float) -> Decimal:
    """Return a number of a case as it is written."""
    return Decimal(repr(value))


def project_of(case: dict[str, Any]) -> Project:
    """Return the system of a case."""
    lost, years = number(case["degradation"]), case["years"]
    energy = degraded(number(case["yield_kwh"]), degradation=lost, years=years)
    return Project(
        price_cents=round(case["price_dollars"] * 100),
        savings_cents=degraded(
            number(case["savings_dollars"]) * 100, degradation=lost, years=years
        ),
        yield_kwh=tuple(map(float, energy)),
        upkeep_cents=round(case["upkeep_dollars"] * 100),
        replacements=tuple(
            Replacement(name="Part", year=each["year"], price_cents=round(each["dollars"] * 100))
            for each in case.get("replacements", [])
        ),
    )


def outlook_of(case: dict[str, Any]) -> Outlook:
    """Return what a case takes for granted."""
    inflation = number(case["inflation"])
    real = number(case["real_discount_rate"])
    return Outlook(
        price_escalator=number(case["price_escalator"]),
        discount_rate=nominal_rate(real_rate=real, inflation=inflation),
        inflation=inflation,
    )


def way_of(case: dict[str, Any]) -> Way:
    """Return how a case is paid: what is not borrowed is paid at once, and back once a year."""
    loan = case.get("loan")
    if not loan:
        return Cash()
    price = round(case["price_dollars"] * 100)
    terms = LoanTerms(
        rate=number(loan["rate"]),
        years=loan["years"],
        down_payment_cents=price - round(price * loan["share"]),
        payments_a_year=1,
    )
    return Financed(loan=loan_for(price, terms, rounding=Rounding.NONE))


def flow_of(case: dict[str, Any], way: Way) -> CashFlow:
    """Return the cash flow of a case as a model without cents has it."""
    return cash_flow(
        project_of(case),
        outlook_of(case),
        way,
        incentives_cents=_incentives(case),
        rounding=Rounding.NONE,
    )


def _incentives(case: dict[str, Any]) -> dict[int, int]:
    rebate = round(case.get("rebate_dollars", 0) * 100)
    left = round(case["price_dollars"] * 100) - rebate
    return {0: rebate, 1: round(left * case.get("credit_rate", 0))}
