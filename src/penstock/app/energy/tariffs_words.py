"""A tariff in words: what it charges, when, and which values nobody published."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from textwrap import wrap

from penstock.app.energy.tariffs import TariffFile
from penstock.app.energy.tariffs_hours import MONTH_NAMES, period_hours, season_months
from penstock.engineering.tariffs.rules import Metering, RollOver
from penstock.engineering.tariffs.tariff import Period, Schedule, Tariff, Tier

_METERING = {
    Metering.NET_METERING: "Net metering{}: each period's use less what flows out in it.",
    Metering.NET_BILLING: "Net billing{}: what flows out is credited at its sell price.",
    Metering.NET_BILLING_HOURLY: "Net billing{}: what flows out in an hour is credited.",
    Metering.BUY_ALL_SELL_ALL: "Buy all, sell all{}: all load is bought, all generation sold.",
    Metering.NONE: "Energy that flows out is not paid for{}.",
}


def list_lines(known: Sequence[TariffFile]) -> Iterator[str]:
    """Yield a line for each of some tariffs."""
    width = max((len(each.file.stem) for each in known), default=0)
    for each in known:
        assumed = " (some values assumed)" if each.tariff.assumed else ""
        yield f"{each.file.stem:<{width}}  {each.tariff.commodity:<11}  {each.tariff.name}{assumed}"


def tariff_lines(tariff: Tariff) -> Iterator[str]:
    """Yield a tariff for people."""
    since = f", since {tariff.in_force_from}" if tariff.in_force_from else ""
    yield f"{tariff.name} ({tariff.utility or 'no utility named'}{since})"
    yield ""
    yield from _fixed_lines(tariff)
    yield f"Energy{_energy_mark(tariff)}"
    yield from _schedule_lines(tariff.energy, tariff.unit)
    yield from _demand_lines(tariff)
    yield from _rider_lines(tariff)
    yield from _credit_lines(tariff)
    if tariff.holidays.rules:
        days = ", ".join(tariff.holidays.rules)
        mark = _mark(tariff, "penstock.holidays")
        yield from wrap(f"Holidays, billed as weekends{mark}: {days}", 100, subsequent_indent="  ")
    yield from _ending_lines(tariff)


def _fixed_lines(tariff: Tariff) -> Iterator[str]:
    for name, field, by_month, by_day in (
        ("Customer charge", "fixedchargefirstmeter", tariff.fixed_per_month, tariff.fixed_per_day),
        ("Minimum bill", "mincharge", tariff.minimum_per_month, tariff.minimum_per_day),
    ):
        if by_month or by_day:
            charge = f"{price(by_month)} a month" if by_month else f"{price(by_day)} a day"
            yield f"{name}: {charge}{_mark(tariff, field)}"
    if tariff.minimum_per_year:
        yield f"Minimum bill: {price(tariff.minimum_per_year)} a year"


def _schedule_lines(schedule: Schedule, unit: str) -> Iterator[str]:
    for number, period in enumerate(schedule.periods):
        hours = period_hours(schedule, number)
        charges = any(tier.price or tier.sell for tier in period.tiers)
        if hours and charges:
            when = f"{period.label}: {'; '.join(hours)}"
            yield from wrap(when, width=100, initial_indent="  ", subsequent_indent="      ")
            yield from _tier_lines(period, unit)


def _tier_lines(period: Period, unit: str) -> Iterator[str]:
    above = ""
    for tier in period.tiers:
        limit = f"up to {tier.up_to:,f} {tier.unit}" if tier.up_to is not None else ""
        where = limit or above
        yield f"    {_tier_price(tier, unit)}{f', {where}' if where else ''}"
        above = f"above {tier.up_to:,f} {tier.unit}" if tier.up_to is not None else ""


def _tier_price(tier: Tier, unit: str) -> str:
    parts = f" ({price(tier.rate)} + {price(tier.adjustment)})" if tier.adjustment else ""
    sell = f", sells at {price(tier.sell)}" if tier.sell else ""
    return f"{price(tier.price)}/{unit}{parts}{sell}"


def _demand_lines(tariff: Tariff) -> Iterator[str]:
    if tariff.flat_demand:
        mark = _mark(tariff, "flatdemandstructure")
        yield f"Demand, by the peak of the month{mark}"
        for number, season in enumerate(tariff.flat_demand.periods):
            yield f"  {season_months(tariff.flat_demand, number) or 'never'}"
            yield from _tier_lines(season, "kW")
    if tariff.tou_demand:
        mark = _mark(tariff, "demandratestructure")
        yield f"Demand, by the peak within a period{mark}"
        yield from _schedule_lines(tariff.tou_demand, "kW")
    if tariff.demand_window_minutes:
        yield f"Demand is averaged over {tariff.demand_window_minutes} minutes."
    if tariff.ratchet and tariff.ratchet.share:
        back = tariff.ratchet.range_months
        span = f"the {back} months before" if back else "named months of the year before"
        mark = _mark(tariff, "lookbackpercent")
        yield f"Ratchet: at least {tariff.ratchet.share:%} of the highest peak of {span}{mark}"
    if tariff.reactive_price:
        yield f"Reactive demand: {price(tariff.reactive_price)}/kvar, where the factor is known"
    if tariff.power_factor_target:
        target = tariff.power_factor_target
        mark = _mark(tariff, "penstock.power_factor")
        yield f"Power factor below {target}: demand charges rise by {target} / factor - 1{mark}"


def _rider_lines(tariff: Tariff) -> Iterator[str]:
    for rider in tariff.riders:
        rate = f"{rider.rate} %" if rider.unit == "percent" else f"{price(rider.rate)}/{rider.unit}"
        some = "" if len(rider.months) == 12 else f", in {len(rider.months)} months of the year"
        yield f"Rider {rider.name}: {rate}{some}{_mark(tariff, 'penstock.riders')}"


def _credit_lines(tariff: Tariff) -> Iterator[str]:
    rule = tariff.credits
    if tariff.unit != "kWh":
        return
    yield _METERING[rule.metering].format(_mark(tariff, "dgrules"))
    if rule.metering in {Metering.NONE, Metering.BUY_ALL_SELL_ALL}:
        return
    after = f"the account is settled after the bill of {MONTH_NAMES[rule.settlement_month - 1]}"
    left = price(rule.cash_out_price) if rule.cash_out_price else "nothing"
    dollars = "paid out" if rule.unused_dollars_are_paid else "lost"
    words = {
        RollOver.KWH: f"kept in kWh; {after}, and a kWh left then brings {left}.",
        RollOver.DOLLARS: f"kept in dollars; {after}, and what is left is {dollars}.",
        RollOver.PAID: "paid out with each bill.",
        RollOver.LOST: "lost with the month.",
    }[rule.roll_over]
    yield from wrap(f"Unused credits: {words}", 100, initial_indent="  ", subsequent_indent="    ")


def _ending_lines(tariff: Tariff) -> Iterator[str]:
    if tariff.zone:
        yield f"Hours are those of the clock in {tariff.zone}."
    if tariff.assumed:
        yield ""
        yield "Assumed, because nobody published it (fields of the file):"
        yield from (f"  {each}" for each in tariff.assumed)
    if tariff.notes:
        yield ""
        yield from noted(tariff.notes)


def noted(notes: Iterable[str]) -> Iterator[str]:
    """Yield notes in lines of at most a hundred characters."""
    for note in notes:
        yield from wrap(f"Note: {note}", width=100, subsequent_indent="      ")


def _energy_mark(tariff: Tariff) -> str:
    """Return which parts of the energy prices nobody published."""
    parts = {
        "prices": "energyratestructure",
        "sell prices": "energyratestructure[*].sell",
        "hours": "energyweekdayschedule",
    }
    assumed = [name for name, field in parts.items() if _mark(tariff, field)]
    return f" (assumed: {', '.join(assumed)})" if assumed else ""


def _mark(tariff: Tariff, field: str) -> str:
    """Return what marks a value that nobody published; a reason may stand behind its field."""
    fields = (each.partition(" (")[0] for each in tariff.assumed)
    return " (assumed)" if field in fields else ""


def price(amount: Decimal) -> str:
    """Return a price with its cents, and with more digits where it has them: `$0.10`, `$0.0021`."""
    digits = max(2, -int(amount.normalize().as_tuple().exponent))
    sign = "-" if amount < 0 else ""
    return f"{sign}${abs(amount):,.{digits}f}"
