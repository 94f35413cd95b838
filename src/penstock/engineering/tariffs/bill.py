"""A year's bill: every line says how much of what, at which price, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class LineKind(StrEnum):
    """What a line is for; lines of a month stand in this order."""

    FIXED = "customer charge"
    ENERGY = "energy"
    DEMAND = "demand"
    PERIOD_DEMAND = "demand within a period"
    REACTIVE = "reactive demand"
    POWER_FACTOR = "power factor adjustment"
    RIDER = "rider"
    EXPORT = "credit for energy that flowed out"
    CREDIT_USED = "credit from earlier months"
    CREDIT_CARRIED = "credit kept for later months"
    CREDIT_LOST = "credit that is lost"
    MINIMUM = "minimum bill"
    PAID_OUT = "paid out to the customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a bill: `cents` is `quantity` x `price`, half a cent rounded away from zero.

    Args:
        month: From 1 to 12.
        kind: What it is for.
        what: The line in words.
        quantity: How much, to six decimals.
        unit: Of what: kWh, therm, kW, kvar, day, month, or $ where it is a share of other lines.
        price: What one costs. [$]
        cents: What the line costs; below 0 for a credit.
        period: The tariff's period, where the line has one.
        tier: Its tier from 1 on, where the line has one.
    """

    month: int
    kind: LineKind
    what: str
    quantity: Decimal
    unit: str
    price: Decimal
    cents: int
    period: str | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBill:
    """The bill of a month.

    Args:
        month: From 1 to 12.
        lines: Its lines.
        import_energy: What flowed in. [kWh or therm]
        export_kwh: What flowed out. [kWh]
        carried_kwh: What the net-metering account holds after it. [kWh]
        peak_kw: The highest demand; None where nothing is billed by it. [kW]
    """

    month: int
    lines: tuple[Line, ...]
    import_energy: float
    export_kwh: float = 0.0
    carried_kwh: float = 0.0
    peak_kw: float | None = None

    @property
    def cents(self) -> int:
        """The sum of the lines [cents]."""
        return sum(line.cents for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBill:
    """The bills of a calendar year.

    Args:
        label: The short name of the tariff, such as `RES-E`.
        tariff: The name of the tariff.
        year: The year.
        unit: Of the energy: kWh or therm.
        months: Twelve bills.
        notes: What a reader has to know of how it was billed.
    """

    label: str
    tariff: str
    year: int
    unit: str
    months: tuple[MonthBill, ...]
    notes: tuple[str, ...] = ()

    @property
    def cents(self) -> int:
        """The sum of the months [cents]."""
        return sum(month.cents for month in self.months)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all months."""
        return tuple(line for month in self.months for line in month.lines)

    def cents_of(self, *kinds: LineKind) -> int:
        """Return what lines of some kinds cost [cents]."""
        return total_cents(line for line in self.lines if line.kind in kinds)


def total_cents(lines: Iterable[Line]) -> int:
    """Return the sum of lines [cents]."""
    return sum(line.cents for line in lines)
