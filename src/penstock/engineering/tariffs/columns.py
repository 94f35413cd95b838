"""Columns: one line of the bill of one month, for every meter at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import Line, LineKind
from penstock.engineering.tariffs.rounding import cents, quantity_of
from penstock.engineering.tariffs.rules import MONTHS
from penstock.engineering.tariffs.tariff import Period

Floats = NDArray[np.float64]
Cents = NDArray[np.int64]
_MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A line for every meter; the fields are those of `Line`.

    Args:
        quantity: How much, shape (meters,).
        cents: What it costs, shape (meters,).
    """

    month: int
    kind: LineKind
    what: str
    quantity: Floats
    unit: str
    price: Decimal
    cents: Cents
    period: str | None = None
    tier: int | None = None

    def line(self, meter: int) -> Line:
        """Return the line of a meter."""
        return Line(
            month=self.month,
            kind=self.kind,
            what=self.what,
            quantity=quantity_of(self.quantity[meter]),
            unit=self.unit,
            price=self.price,
            cents=int(self.cents[meter]),
            period=self.period,
            tier=self.tier,
        )


def priced(
    kind: LineKind, what: str, quantity: Floats, unit: str, price: Decimal, *, months: Iterable[int]
) -> Iterator[Column]:
    """Yield a column for each of some months, at one price.

    Args:
        kind: What it is for.
        what: The line in words.
        quantity: How much, shape (meters, 12).
        unit: Of what.
        price: What one costs. [$]
        months: The months, from 1 to 12.
    """
    amounts = cents(quantity, np.array(float(price)))
    for month in months:
        each, cost = quantity[:, month - 1], amounts[:, month - 1]
        if quantity[:, month - 1].any() or kind is LineKind.FIXED:
            yield Column(
                month=month, kind=kind, what=what, quantity=each, unit=unit, price=price, cents=cost
            )


def tiered(
    kind: LineKind,
    periods: tuple[Period, ...],
    quantity: Floats,
    unit: str,
    *,
    selling: bool = False,
) -> Iterator[Column]:
    """Yield a column for each month, period and tier in which any meter has something.

    Args:
        kind: What it is for.
        periods: The periods with their prices.
        quantity: How much, shape (meters, 12, periods, tiers).
        unit: Of what.
        selling: Whether what flowed out is credited at the tiers' sell prices.
    """
    for p, period in enumerate(periods):
        for t, tier in enumerate(period.tiers):
            price = -tier.sell if selling else tier.price
            amounts = cents(quantity[:, :, p, t], np.array(float(price)))
            tiers = len(period.tiers) > 1
            what = _words(kind, period, number=t + 1 if tiers else None, alone=len(periods) == 1)
            for month in range(MONTHS):
                each = quantity[:, month, p, t]
                if each.any() and (price or not selling):
                    yield Column(
                        month=month + 1,
                        kind=kind,
                        what=what,
                        quantity=each,
                        unit=unit,
                        price=price,
                        cents=amounts[:, month],
                        period=period.label,
                        tier=t + 1 if tiers else None,
                    )


def share_of(
    kind: LineKind, what: str, base: Cents, share: Decimal, *, month: int
) -> Iterator[Column]:
    """Yield a column that is a share of other lines, whose sum is its quantity in dollars."""
    price = share.quantize(_MILLIONTH)
    quantity = base / 100
    amounts = cents(quantity, np.array(float(price)))
    if amounts.any():
        yield Column(
            month=month,
            kind=kind,
            what=what,
            quantity=quantity,
            unit="$",
            price=price,
            cents=amounts,
        )


def moved(kind: LineKind, what: str, amounts: Cents, *, month: int, sign: int) -> Iterator[Column]:
    """Yield a column of money that is neither more nor less than it says."""
    if amounts.any():
        yield Column(
            month=month,
            kind=kind,
            what=what,
            quantity=amounts / 100,
            unit="$",
            price=Decimal(sign),
            cents=sign * amounts,
        )


def sums(columns: Iterable[Column], meters: int) -> Cents:
    """Return what columns cost in each month, shape (meters, 12) [cents]."""
    found = np.zeros((meters, MONTHS), dtype=np.int64)
    for column in columns:
        found[:, column.month - 1] += column.cents
    return found


def _words(kind: LineKind, period: Period, *, number: int | None, alone: bool) -> str:
    head = {
        LineKind.ENERGY: "Energy",
        LineKind.EXPORT: "Energy that flowed out",
        LineKind.DEMAND: "Demand",
        LineKind.PERIOD_DEMAND: "Demand",
    }[kind]
    parts = [head, *([] if alone else [period.label]), *([f"tier {number}"] if number else [])]
    return ", ".join(parts)
