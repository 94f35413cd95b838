"""Bills and comparisons for people: a table of months, each line explained, and the reasons."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from penstock.app.energy.tariffs_hours import MONTH_NAMES
from penstock.app.energy.tariffs_words import noted, price
from penstock.engineering.tariffs.bill import Line, LineKind, MonthBill, YearBill
from penstock.engineering.tariffs.comparing import Comparison, Difference

# A column for each group of kinds that a year has.
_COLUMNS = {
    "Customer": {LineKind.FIXED},
    "Energy": {LineKind.ENERGY},
    "Demand": {
        LineKind.DEMAND,
        LineKind.PERIOD_DEMAND,
        LineKind.REACTIVE,
        LineKind.POWER_FACTOR,
    },
    "Riders": {LineKind.RIDER},
    "Credits": {
        LineKind.EXPORT,
        LineKind.CREDIT_USED,
        LineKind.CREDIT_CARRIED,
        LineKind.CREDIT_LOST,
        LineKind.PAID_OUT,
    },
    "Minimum": {LineKind.MINIMUM},
}


def year_lines(bill: YearBill) -> Iterator[str]:
    """Yield a year as a table of its months."""
    yield f"{bill.tariff}: {bill.year}"
    yield ""
    columns = [
        name for name, kinds in _COLUMNS.items() if bill.cents_of(*kinds) or _has(bill, kinds)
    ]
    exports = any(month.export_kwh for month in bill.months)
    kept = any(month.carried_kwh for month in bill.months)
    flows = [*(["out kWh"] if exports else []), *(["kept kWh"] if kept else [])]
    header = ["", bill.unit, *flows, *columns, "Bill"]
    rows = [_row(MONTH_NAMES[each.month - 1], [each], columns, flows) for each in bill.months]
    yield from table([header, *rows, _row("Year", bill.months, columns, flows)])
    yield from note_lines(bill.notes)


def explained_lines(bill: YearBill, months: Sequence[int]) -> Iterator[str]:
    """Yield every line of some months: how much of what, at which price."""
    yield f"{bill.tariff}: {bill.year}"
    for number in months:
        month = bill.months[number - 1]
        yield ""
        yield MONTH_NAMES[number - 1]
        if month.export_kwh:
            flows = f"{month.import_energy:,.1f} kWh flowed in and {month.export_kwh:,.1f} kWh out."
            yield f"  {flows}"
        rows = [_explained(line) for line in month.lines]
        yield from (f"  {row}" for row in table([*rows, ["Bill", "", "", dollars(month.cents)]]))
        if month.carried_kwh:
            yield f"  {month.carried_kwh:,.1f} kWh are kept for later months."
    yield from note_lines(bill.notes)


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield which tariff is the cheapest, by how much, month by month, and why."""
    cheapest, others = comparison.cheapest, comparison.others
    bills = [cheapest, *(each.bill for each in others)]
    header = ["", *(name(bill) for bill in bills)]
    rows = [[MONTH_NAMES[n], *(dollars(bill.months[n].cents) for bill in bills)] for n in range(12)]
    yield from table([header, *rows, ["Year", *(dollars(bill.cents) for bill in bills)]])
    yield ""
    for other in others:
        yield from _difference_lines(cheapest, other)
    yield from note_lines(dict.fromkeys(note for bill in bills for note in bill.notes))


def _difference_lines(cheapest: YearBill, other: Difference) -> Iterator[str]:
    pair = (cheapest, other.bill)
    if not other.cents:
        both = f"{name(cheapest)} and {name(other.bill)}"
        yield f"{both} cost the same, {dollars(cheapest.cents)} a year."
    else:
        share = f" ({other.cents / abs(other.bill.cents):.1%})" if other.bill.cents else ""
        yield (
            f"{name(cheapest)} costs {dollars(other.cents)}{share} a year less than "
            f"{name(other.bill)}. These lines differ:"
        )
    header = ["", name(cheapest), name(other.bill), "difference"]
    rows = [
        [str(kind), *(dollars(bill.cents_of(kind)) for bill in pair), dollars(-cents)]
        for kind, cents in other.kinds
    ]
    yield from (f"  {row}" for row in table([header, *rows]))
    better = [MONTH_NAMES[n] for n, cents in enumerate(other.months) if cents < 0]
    if better:
        yield f"  {name(other.bill)} is cheaper in {', '.join(better)}."


def name(bill: YearBill) -> str:
    """Return what a bill's tariff is called in a table."""
    return bill.label if 0 < len(bill.label) <= 12 else bill.tariff[:24]


def dollars(cents: int) -> str:
    """Return an amount of money: `$1,234.56`, `-$0.20`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()


def note_lines(notes: Sequence[str] | dict[str, None]) -> Iterator[str]:
    """Yield notes after an empty line, if there are any."""
    if notes:
        yield ""
    yield from noted(notes)


def _has(bill: YearBill, kinds: set[LineKind]) -> bool:
    return any(line.kind in kinds for line in bill.lines)


def _row(
    first: str, months: Sequence[MonthBill], columns: Sequence[str], flows: Sequence[str]
) -> list[str]:
    energy = f"{sum(month.import_energy for month in months):,.0f}"
    shown = {
        "out kWh": f"{sum(month.export_kwh for month in months):,.0f}",
        "kept kWh": f"{months[-1].carried_kwh:,.0f}",
    }
    lines = [line for month in months for line in month.lines]
    sums = [sum(line.cents for line in lines if line.kind in _COLUMNS[each]) for each in columns]
    total = sum(month.cents for month in months)
    return [first, energy, *(shown[each] for each in flows), *map(dollars, sums), dollars(total)]


def _explained(line: Line) -> list[str]:
    if line.unit == "$":
        base = f"{dollars(int(line.quantity * 100))} x" if abs(line.price) != 1 else ""
        share = f"{line.price:.4%}" if base else ""
        return [line.what, base, share, dollars(line.cents)]
    many = "s" if line.unit in {"day", "month", "therm"} and line.quantity != 1 else ""
    return [
        line.what,
        f"{_amount(line.quantity)} {line.unit}{many} x",
        price(line.price),
        dollars(line.cents),
    ]


def _amount(quantity: Decimal) -> str:
    return f"{quantity.normalize():,f}"
