"""A cash flow of ours and PySAM's of the same case, in the same words."""

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from penstock.engineering.finance import (
    Cash,
    Line,
    internal_rate_of_return,
    levelised_cost_cents_per_kwh,
    net_present_value_cents,
    payback_years,
)
from penstock.engineering.finance.money import whole_cents
from tests.unit.engineering.finance.cases import flow_of, outlook_of, way_of

ROWS = {
    "cf_energy_value": (Line.SAVINGS, 1),
    "cf_om_capacity_expense": (Line.UPKEEP, -1),
    "cf_om_fixed_expense": (Line.REPLACEMENTS, -1),
    "cf_debt_payment_interest": (Line.INTEREST, -1),
    "cf_debt_payment_principal": (Line.PRINCIPAL, -1),
}
# SSC's search for a rate ends earlier than its other numbers are exact.
TOLERANCES = {"irr": 5e-5, "payback": 1e-9, "discounted_payback": 1e-9, "lcoe_nom": 1e-9}


def ours(case: dict[str, Any]) -> dict[str, Any]:
    """Return what we say of a case, in PySAM's words, amounts in whole cents."""
    flow = flow_of(case, way_of(case))
    rate = outlook_of(case).discount_rate
    # PySAM's paybacks are those of the system, however it is paid.
    paid = flow_of(case, Cash()).net
    rows = {name: [sign * each for each in flow.cents(line)] for name, (line, sign) in ROWS.items()}
    found = internal_rate_of_return(flow.net)
    return rows | {
        "cf_after_tax_cash_flow": list(flow.net_cents),
        "npv": whole_cents(net_present_value_cents(flow.net, rate=rate)),
        "irr": None if found is None else found * 100,
        "payback": payback_years(paid),
        "discounted_payback": payback_years(paid, rate=rate),
        "lcoe_nom": float(levelised_cost_cents_per_kwh(flow, rate=rate)),
    }


def in_cents(said: dict[str, Any]) -> dict[str, Any]:
    """Return PySAM's words on a case with amounts in whole cents."""
    names = (*ROWS, "cf_after_tax_cash_flow")
    rows = {name: [_cents(each) for each in said[name]] for name in names}
    return rows | {"npv": _cents(said["npv"])} | {name: said[name] for name in TOLERANCES}


def _cents(dollars: float) -> int:
    return whole_cents(Decimal(repr(round(dollars * 100, 8))))


def differences(case: dict[str, Any], said: dict[str, Any]) -> list[str]:
    """Return what differs between our answer to a case and PySAM's: nothing, to the cent."""
    mine, theirs = ours(case), in_cents(said)
    for name in _unsaid(case, mine, theirs):
        del mine[name]
    return [
        f"{case['name']}: {name} is {value}, and {theirs[name]} in PySAM"
        for name, value in mine.items()
        if not _same(value, theirs[name], TOLERANCES.get(name, 0))
    ]


def _same(one: Any, two: Any, tolerance: float) -> bool:
    if one is None or two is None or not tolerance:
        return bool(one == two)
    return bool(abs(one - two) <= tolerance * max(abs(two), 1))


def _unsaid(case: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> Iterator[str]:
    """Yield what SSC does not find, though it is there."""
    # Its search for a rate finds none where nothing is paid at first, and misses high ones.
    if theirs["irr"] is None or theirs["cf_after_tax_cash_flow"][0] == 0:
        yield "irr"
    # It does not look for a payback in the last year.
    for name in ("payback", "discounted_payback"):
        if theirs[name] is None and (mine[name] or 0) > case["years"] - 1:
            yield name


def drawn(seed: int) -> dict[str, Any]:
    """Return a case as chance has it."""
    draw = random.Random(seed)
    years = draw.randint(5, 30)
    case: dict[str, Any] = {
        "name": f"Case {seed}",
        "years": years,
        # Whole dollars, so that a quarter of them is whole cents.
        "price_dollars": draw.randint(8000, 60000),
        "savings_dollars": round(draw.uniform(900, 6000), 2),
        "yield_kwh": round(draw.uniform(3000, 20000), 1),
        "degradation": round(draw.uniform(0, 0.01), 4),
        "price_escalator": round(draw.uniform(-0.01, 0.05), 4),
        "upkeep_dollars": round(draw.uniform(0, 300), 2),
        "inflation": round(draw.uniform(0, 0.04), 4),
        "real_discount_rate": round(draw.uniform(0.01, 0.07), 4),
    }
    if draw.random() < 0.5:
        share, rate = draw.choice([0.25, 0.5, 0.75, 1.0]), round(draw.uniform(0.01, 0.1), 4)
        return case | {"loan": {"share": share, "rate": rate, "years": draw.randint(1, years)}}
    return case | {"rebate_dollars": round(draw.uniform(0, 3000), 2)}
