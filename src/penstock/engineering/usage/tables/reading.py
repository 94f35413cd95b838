"""CSV files of utilities read: columns are recognised by their headings."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Intervals
from penstock.engineering.usage.tables.columns import Table, cell, read_columns
from penstock.engineering.usage.tables.moments import Clock, is_day_first, minutes_of
from penstock.engineering.usage.tables.periods import bills_in
from penstock.engineering.usage.tables.values import TableUsage

# Energy of one of the unit, in the unit that is counted in; 1 ccf of natural gas has 1.038 therms
# (U.S. Energy Information Administration, heat content delivered to consumers, 2023).
_FACTORS = {"": ("kWh", 1.0), "kWh": ("kWh", 1.0), "Wh": ("kWh", 1e-3), "MWh": ("kWh", 1e3)}
_FACTORS |= {"therm": ("therm", 1.0), "ccf": ("therm", 1.038)}
_NUMBER = re.compile(r"^\(?-?\$?-?[\d,]*\.?\d+(?:[eE][+-]?\d+)?\)?$")
_RANGE = re.compile(r"\s+to\s+|\s+[-–]\s+")


def read_table(text: str, *, zone: str | None) -> TableUsage:
    """Return the usage that a CSV file tells, as intervals or as bills.

    Periods of more than a day are bills. Times without an offset are those of the zone; an hour
    that its clock shows twice is the earlier one first, in the order of the file.

    Args:
        text: The file.
        zone: The zone of the meter by its IANA name, needed where times name no offset.

    Raises:
        UsageError: No columns are recognised, or a cell is not what its column needs; the sentence
            names the line.
    """
    table = read_columns(text)
    if not table.rows:
        raise UsageError("The file has headings and no row under them.")
    unit, factor = _FACTORS[table.unit() or _unit_of_rows(table)]
    service = "gas" if unit == "therm" else "electricity"
    bills = bills_in(table, factor)
    if bills is not None:
        return TableUsage(unit=unit, service=service, bills=bills.bills, notes=bills.notes)
    made, notes = _intervals(table, factor, zone)
    return TableUsage(unit=unit, service=service, intervals=made, notes=notes)


def _unit_of_rows(table: Table) -> str:
    said = cell(table.rows[0][1], table.places, "unit").lower()
    return {"kwh": "kWh", "wh": "Wh", "mwh": "MWh", "therms": "therm", "therm": "therm"}.get(
        said, ""
    )


@dataclass(slots=True)
class _Row:
    line: int
    start_s: int | None
    end_s: int | None
    amount: float
    cost: float
    estimated: bool


def _intervals(table: Table, factor: float, zone: str | None) -> tuple[Intervals, tuple[str, ...]]:
    order = table.rows if _rises(table) else table.rows[::-1]
    role = next(role for role in ("range", "start", "end", "date") if role in table.places)
    dates = [cell(row, table.places, role) for _, row in order]
    clock = Clock(zone, day_first=is_day_first(dates))
    rows = [each for each in (_row(table, line, row, clock) for line, row in order) if each]
    if not rows:
        raise UsageError("No row of the file has a time that its clock shows.")
    notes = [] if table.unit() or "power" in table.places else ["No unit is named: taken as kWh."]
    if clock.left_out:
        notes.append(f"{clock.left_out} rows are of an hour that the clock leaves out: dropped.")
    return _made(rows, table, factor), tuple(notes)


def _rises(table: Table) -> bool:
    """Tell whether the first row is the earliest; some utilities begin with the latest."""
    role = next(role for role in ("range", "start", "end", "date") if role in table.places)
    ends = [cell(table.rows[place][1], table.places, role) for place in (0, -1)]
    clock = Clock("UTC", day_first=is_day_first(ends))
    try:
        first, last = (clock.moment_s(_RANGE.split(each)[0]) or 0 for each in ends)
    except UsageError:
        return True
    return first <= last


def _row(table: Table, line: int, row: tuple[str, ...], clock: Clock) -> _Row | None:
    try:
        start_s, end_s = _bounds(table, row, clock)
        if start_s is None and end_s is None:
            return None
        return _Row(
            line=line,
            start_s=start_s,
            end_s=end_s,
            amount=_number(
                cell(row, table.places, "amount" if "amount" in table.places else "power")
            ),
            cost=_number(cell(row, table.places, "cost")),
            estimated=cell(row, table.places, "estimated").lower()[:1] in ("e", "y", "t"),
        )
    except UsageError as error:
        raise UsageError(f"Line {line}: {error}") from None


def _bounds(table: Table, row: tuple[str, ...], clock: Clock) -> tuple[int | None, int | None]:
    places = table.places
    if "range" in places:
        parts = _RANGE.split(cell(row, places, "range"))
        if len(parts) != 2:
            raise UsageError(f"“{cell(row, places, 'range')[:60]}” is no time “from to”.")
        return clock.moment_s(parts[0]), None
    if "date" in places and ("start_time" in places or "end_time" in places):
        role = "start_time" if "start_time" in places else "end_time"
        begins = datetime.combine(clock.day(cell(row, places, "date")), datetime.min.time())
        shown = begins + timedelta(minutes=minutes_of(cell(row, places, role)))
        moment_s = clock.local_s(shown)
        return (moment_s, None) if role == "start_time" else (None, moment_s)
    if "start" in places:
        return clock.moment_s(cell(row, places, "start")), None
    role = "date" if "date" in places else "end"
    moment_s = clock.moment_s(cell(row, places, role))
    return (moment_s, None) if role == "date" else (None, moment_s)


def _number(words: str) -> float:
    if not words:
        return float("nan")
    if not _NUMBER.match(words):
        raise UsageError(f"“{words[:40]}” is no number.")
    plain = words.replace(",", "").replace("$", "").strip("()")
    return -float(plain) if words.startswith("(") else float(plain)


def _made(rows: list[_Row], table: Table, factor: float) -> Intervals:
    by_start = rows[0].start_s is not None
    moments_s = np.array(
        [(row.start_s if by_start else row.end_s) or 0 for row in rows], dtype=np.int64
    )
    step_s = _step_s(moments_s)
    amount = np.array([row.amount for row in rows]) * factor
    if "amount" not in table.places:
        amount = amount * step_s / 3600
    return Intervals(
        start_s=moments_s if by_start else moments_s - step_s,
        duration_s=np.full(len(rows), step_s),
        amount=amount,
        estimated=np.array([row.estimated for row in rows]),
        cost_cents=np.array([row.cost for row in rows]) * 100,
    )


def _step_s(moments_s: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> int:
    """Return the usual distance of rows: what an interval is long."""
    apart = np.diff(np.unique(moments_s))
    if not len(apart):
        raise UsageError("The file has one row, which does not tell how long an interval is.")
    values, counts = np.unique(apart, return_counts=True)
    return int(values[np.argmax(counts)])
