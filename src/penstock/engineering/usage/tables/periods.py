"""Bills in tables: rows with a first and a last day."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from penstock.engineering.usage.bills.values import Bill, in_order
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.tables.columns import Table, cell
from penstock.engineering.usage.tables.moments import Clock, is_day_first

_MONEY = re.compile(r"^-?\$?-?[\d,]*\.?\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsRead:
    """The bills of a table, in the order of time, and what was assumed."""

    bills: tuple[Bill, ...]
    notes: tuple[str, ...] = ()


def bills_in(table: Table, factor: float) -> BillsRead | None:
    """Return the bills of a table whose rows are periods of days; None where they are not.

    Where each bill begins the day after the one before it ends, the last day is counted to it.

    Raises:
        UsageError: A row is no bill, or bills overlap.
    """
    if not {"start", "end", "amount"} <= set(table.places) or "start_time" in table.places:
        return None
    if any(":" in cell(row, table.places, "start") for _, row in table.rows[:3]):
        return None
    starts = [cell(row, table.places, "start") for _, row in table.rows]
    clock = Clock(None, day_first=is_day_first(starts))
    read = sorted((_bill(table, line, row, clock, factor) for line, row in table.rows), key=_start)
    if _inclusive(read):
        read = [replace(bill, end=bill.end + timedelta(days=1)) for bill in read]
        note = "Each bill begins the day after the last one ends: last days are counted in."
        return BillsRead(bills=in_order(read), notes=(note,))
    return BillsRead(bills=in_order(read))


def _start(bill: Bill) -> date:
    return bill.start


def _inclusive(bills: list[Bill]) -> bool:
    apart = [(other.start - one.end).days for one, other in pairwise(bills)]
    return bool(apart) and apart.count(1) > len(apart) / 2


def _bill(table: Table, line: int, row: tuple[str, ...], clock: Clock, factor: float) -> Bill:
    try:
        cost = cell(row, table.places, "cost")
        return Bill(
            start=clock.day(cell(row, table.places, "start")),
            end=clock.day(cell(row, table.places, "end")),
            amount=_money(cell(row, table.places, "amount")) * factor,
            cost_cents=round(_money(cost) * 100) if cost else None,
            estimated=cell(row, table.places, "estimated").lower()[:1] in ("e", "y", "t"),
        )
    except UsageError as error:
        raise UsageError(f"Line {line}: {error}") from None


def _money(words: str) -> float:
    if not _MONEY.match(words):
        raise UsageError(f"“{words[:40]}” is no number.")
    return float(words.replace(",", "").replace("$", ""))
