"""Tariffs, bills and comparisons as JSON: money in cents, prices as decimal texts."""

from collections.abc import Sequence
from typing import Any

from penstock.app.energy.tariffs import TariffFile
from penstock.engineering.tariffs.bill import Line, MonthBill, YearBill
from penstock.engineering.tariffs.comparing import Comparison, Difference


def list_as_json(known: Sequence[TariffFile]) -> list[dict[str, Any]]:
    """Return the tariffs that are known."""
    return [
        {
            "label": each.tariff.label,
            "name": each.tariff.name,
            "utility": each.tariff.utility,
            "commodity": str(each.tariff.commodity),
            "assumed": list(each.tariff.assumed),
            "file": str(each.file),
        }
        for each in known
    ]


def bill_as_json(bill: YearBill) -> dict[str, Any]:
    """Return a bill with every line."""
    return {
        "label": bill.label,
        "tariff": bill.tariff,
        "year": bill.year,
        "unit": bill.unit,
        "cents": bill.cents,
        "months": [_month(month) for month in bill.months],
        "notes": list(bill.notes),
    }


def comparison_as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the cheapest bill, and what the others cost more."""
    return {
        "cheapest": bill_as_json(comparison.cheapest),
        "others": [_difference(each) for each in comparison.others],
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "bill": bill_as_json(each.bill),
        "cents_more": each.cents,
        "cents_more_by_month": list(each.months),
        "cents_more_by_kind": {str(kind): cents for kind, cents in each.kinds},
    }


def _month(month: MonthBill) -> dict[str, Any]:
    return {
        "month": month.month,
        "cents": month.cents,
        "import": round(month.import_energy, 6),
        "export_kwh": round(month.export_kwh, 6),
        "carried_kwh": round(month.carried_kwh, 6),
        "peak_kw": None if month.peak_kw is None else round(month.peak_kw, 6),
        "lines": [_line(line) for line in month.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "kind": str(line.kind),
        "what": line.what,
        "quantity": str(line.quantity),
        "unit": line.unit,
        "price_dollars": str(line.price),
        "cents": line.cents,
        "period": line.period,
        "tier": line.tier,
    }
