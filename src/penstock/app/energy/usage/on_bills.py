"""Reports on bills."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from penstock.app.energy.usage.asking import Asked
from penstock.app.energy.usage.facts import meter_of, weather_by
from penstock.app.energy.usage.reading import UsageRead
from penstock.app.energy.usage.report import Bar, UsageReport
from penstock.engineering.usage.analysis.weather import Used
from penstock.engineering.usage.bills.spreading import year_from_bills
from penstock.engineering.usage.bills.values import Bill
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.years import YearLoad
from penstock.kernel.years import YearSteps

_MOST_BARS = 60


def report_on_bills(
    name: str, read: UsageRead, asked: Asked, temperatures: Mapping[date, float] | None
) -> UsageReport:
    """Return the report on a file of bills; their hours are made by a shape, if at all."""
    bills, zone = read.bills, read.zone or "UTC"
    # A shape of electricity says nothing of when gas is burnt.
    electric = read.service == "electricity"
    year, why = _year_of_bills(bills, zone, asked) if electric else (None, "")
    return UsageReport(
        file=name,
        form=read.form,
        service=read.service,
        unit=read.unit,
        zone=read.zone or "",
        of=f"{bills[0].start} to {bills[-1].end}",
        total=sum(bill.amount for bill in bills),
        meters=tuple(meter_of(each, read) for each in read.channels),
        findings=(),
        notes=(*read.notes, *(year.notes if year else ())),
        estimated=(),
        steps=0,
        bars=_bars(bills),
        shown=None,
        weather=weather_by(list(map(_used, bills)), temperatures),
        lowest_per_day=min(bill.amount / bill.days for bill in bills),
        first=bills[0].start,
        end=bills[-1].end,
        year=year,
        why_no_year=why,
    )


def _year_of_bills(bills: Sequence[Bill], zone: str, asked: Asked) -> tuple[YearLoad | None, str]:
    # The year in which most of the last twelve months lie.
    usual = (bills[-1].end - timedelta(days=182)).year
    steps = YearSteps(year=asked.year or usual, zone=zone, minutes=asked.minutes)
    try:
        return year_from_bills(bills, steps, shape=asked.shape), ""
    except UsageError as error:
        return None, str(error)


def _bars(bills: Sequence[Bill]) -> tuple[Bar, ...]:
    """Return a bar for each bill; for each month, where they are days."""
    if len(bills) <= _MOST_BARS:
        return tuple(map(_bar, bills))
    months: dict[str, list[Bill]] = defaultdict(list)
    for bill in bills:
        months[f"{bill.start:%Y-%m}"].append(bill)
    return tuple(
        Bar(name=month, amount=sum(bill.amount for bill in within))
        for month, within in months.items()
    )


def _bar(bill: Bill) -> Bar:
    name = f"{bill.start} to {bill.end}"
    return Bar(name=name, amount=bill.amount, cost_cents=bill.cost_cents)


def _used(bill: Bill) -> Used:
    return Used(start=bill.start, end=bill.end, amount=bill.amount)
