"""What a table of usage holds."""

from dataclasses import dataclass

from penstock.engineering.usage.bills.values import Bill
from penstock.engineering.usage.intervals import Intervals


@dataclass(frozen=True, slots=True, kw_only=True)
class TableUsage:
    """Intervals or bills, and what they are counted in.

    Args:
        unit: `kWh` or `therm`.
        service: `electricity` or `gas`.
        intervals: Intervals, where the table has them.
        bills: Bills, where it has periods of many days.
        notes: What was assumed while reading, in sentences.
    """

    unit: str
    service: str
    intervals: Intervals | None = None
    bills: tuple[Bill, ...] = ()
    notes: tuple[str, ...] = ()
