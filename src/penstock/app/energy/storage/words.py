"""What was tried, in words for a terminal, and as tables for programs."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from penstock.app.energy.storage.choosing import Backup, Money
from penstock.app.energy.storage.trying import BatteryTried
from penstock.app.energy.tariffs_bill_words import dollars, table
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import Dispatch
from penstock.engineering.storage.islands import IslandHours
from penstock.engineering.storage.sizing import BestSizes, Limits, Tried
from penstock.engineering.storage.years import SiteYear


def battery_words(battery: Battery) -> str:
    """Return what a battery is, in a line."""
    may = [
        "charges from sun and grid" if battery.charges_from_grid else "charges from the sun alone",
        "sells what it holds" if battery.exports else "sells nothing that it holds",
    ]
    if battery.reserve_kwh:
        may.append(f"keeps {battery.reserve_kwh:.1f} kWh for outages")
    return (
        f"Battery of {battery.capacity_kwh:g} kWh, {battery.charge_kw:g} kW in and "
        f"{battery.discharge_kw:g} kW out, {battery.round_trip_efficiency:.0%} round trip, "
        f"{battery.coupling.upper()} coupled: {', '.join(may)}."
    )


def tried_lines(found: BatteryTried) -> Iterator[str]:
    """Yield what a battery does for a site: its saving with and without foresight, and its age."""
    year = found.site.year
    yield battery_words(found.battery)
    yield (
        f"Load {year.load_kwh.sum():,.0f} kWh, sun {year.yield_kwh.sum():,.0f} kWh in "
        f"{year.steps.year}; {found.tariff.name}."
    )
    yield ""
    rows = (
        ("Without battery", found.none),
        ("With it, by a rule without foresight", found.rule),
        ("With it, if the year were known in advance", found.best),
    )
    header = ["", "Bill", "Saves", "In kWh", "Out kWh", "Lost kWh", "Cycles"]
    body = [
        [
            name,
            dollars(each.cents),
            "" if each is found.none else dollars(found.none.cents - each.cents),
            *_flows(each.dispatch),
        ]
        for name, each in rows
    ]
    yield from table([header, *body])
    yield ""
    yield from _verdict(found)
    shares = ", ".join(f"{share:.0%} after {year}" for year, share in found.shares.items())
    yield f"Capacity that is left by the model: {shares} years. The warranty is what is owed."
    yield from (f"Note: {note}" for note in found.site.notes)


def _verdict(found: BatteryTried) -> Iterator[str]:
    rule, best = (found.none.cents - each.cents for each in (found.rule, found.best))
    if rule <= 0:
        most = f"{dollars(best)} if the year were known" if best > 0 else "nothing with it either"
        yield (
            f"Under this tariff the battery saves nothing without foresight, and {most}; what it "
            "is worth is its backup."
        )
    else:
        yield (
            f"Promise no more than {dollars(rule)} a year: no controller knows the days to come. "
            f"{dollars(best)} is a bound."
        )


def _flows(found: Dispatch) -> list[str]:
    lost_kwh = (
        found.charge_kwh.sum()
        - found.discharge_kwh.sum()
        - (found.stored_kwh[-1] - found.stored_kwh[0])
        + found.curtailed_kwh.sum()
    )
    return [
        f"{found.import_kwh.sum():,.0f}",
        f"{found.export_kwh.sum():,.0f}",
        f"{max(lost_kwh, 0.0):,.0f}",
        f"{found.full_cycles:,.0f}",
    ]


def island_lines(
    battery: Battery, rows: Sequence[IslandHours], backup: Backup, most_hours: float
) -> Iterator[str]:
    """Yield how long outages are lasted through, by season."""
    yield battery_words(battery)
    yield (
        f"An outage finds {backup.soc:.0%} in the battery and {backup.critical_share:.0%} of the "
        f"load to serve, and may begin in any step of the year."
    )
    yield ""
    header = ["", "Worst", "1 in 10", "Median", f"{most_hours:g} h or more"]
    body = [
        [
            (row.season or "year").capitalize(),
            f"{row.least:g} h",
            f"{row.p10:g} h",
            f"{row.median:g} h",
            f"{row.lasting:.0%}",
        ]
        for row in rows
    ]
    yield from table([header, *body])
    yield ""
    yield "Starting currents, and how long an array takes to come back, are not in these hours."


def size_lines(found: BestSizes, money: Money, limits: Limits) -> Iterator[str]:
    """Yield the best size, and every other with its worth or the limit that it breaks."""
    yield found.said
    yield ""
    header = ["Array", "Batteries", "Cost", "Worth", *(["Backup"] if limits.backup_hours else [])]
    rows = [_size_row(each, backup=bool(limits.backup_hours)) for each in found.tried]
    notes = ["", *(_size_note(each, found) for each in found.tried)]
    for line, note in zip(table([header, *rows]), notes, strict=True):
        yield f"{line}  {note}".rstrip()
    yield ""
    yield (
        f"Worth: what is saved in {money.years} years by the rule without foresight, at a discount "
        f"of {money.discount:.1%} and prices that rise {money.escalator:.1%} a year, less the cost."
    )
    yield "No tax credit, no incentive and no loan is counted, and the battery is never replaced."


def _size_row(each: Tried, *, backup: bool) -> list[str]:
    worth = "" if each.npv_cents is None else dollars(each.npv_cents)
    row = [f"{each.size.array_kw:g} kW", str(each.size.batteries), dollars(each.cost_cents), worth]
    return [*row, f"{each.backup_hours or 0:g} h"] if backup else row


def _size_note(each: Tried, found: BestSizes) -> str:
    if each is found.best:
        return "<- best"
    if each.refused:
        return f"no: {each.refused}"
    return "" if each.npv_cents is not None else "not valued: a neighbour is worth more"


def steps_csv(found: Dispatch) -> str:
    """Return a dispatch as CSV: a row for each step, with when it begins in UTC."""
    site: SiteYear = found.site
    names = "start_utc,load_kwh,yield_kwh,charge_kwh,discharge_kwh,curtailed_kwh,import_kwh"
    rows = [f"{names},export_kwh,stored_kwh"]
    columns = (
        site.load_kwh,
        site.yield_kwh,
        found.charge_kwh,
        found.discharge_kwh,
        found.curtailed_kwh,
        found.import_kwh,
        found.export_kwh,
        found.stored_kwh[1:],
    )
    for step, values in enumerate(zip(*(each.tolist() for each in columns), strict=True)):
        begin = site.steps.start + timedelta(minutes=step * site.steps.minutes)
        rows.append(",".join((f"{begin:%Y-%m-%dT%H:%MZ}", *(f"{each:.6f}" for each in values))))
    return "\n".join(rows) + "\n"
