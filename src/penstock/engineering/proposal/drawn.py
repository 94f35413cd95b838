"""The pictures of a proposal, drawn from what it states."""

from penstock.engineering.proposal.figures import decimals, whole
from penstock.engineering.proposal.offer import Offer, SystemOffered
from penstock.engineering.proposal.pictures import (
    Device,
    Picture,
    average_days,
    bills_by_month,
    cumulative_money,
    energy_by_month,
    money_by_price_rise,
    one_line_diagram,
)
from penstock.engineering.proposal.pictures.days import AverageDay
from penstock.engineering.proposal.pictures.one_line import Kind
from penstock.engineering.proposal.words import Words


def pictures_of(offer: Offer, words: Words) -> dict[str, Picture]:
    """Return the pictures by their names; the roof is the solar science's own."""
    made = (
        energy_by_month(offer.energy.use_kwh, offer.energy.p50_kwh, words),
        _days(offer, words),
        bills_by_month(offer.bills.before_cents, offer.bills.after_cents, words),
        _money(offer, words),
        money_by_price_rise(
            [each.escalator for each in offer.rises],
            [each.net_cents for each in offer.rises],
            assumed=offer.price_escalator,
            years=offer.years,
            words=words,
        ),
        one_line_diagram(
            _devices(offer.system, words), finding=words.say("one_line_finding"), words=words
        ),
    )
    return {each.name: each for each in made}


def _days(offer: Offer, words: Words) -> Picture:
    days = [
        AverageDay(name=words.say(each.season), load_kw=each.use_kw, yield_kw=each.sun_kw)
        for each in offer.energy.days
    ]
    return average_days(days, used_at_once=offer.energy.used_at_home_share, words=words)


def _money(offer: Offer, words: Words) -> Picture:
    first = offer.ways[0]
    return cumulative_money(
        _so_far(first.net_p50_cents),
        _so_far(first.net_p90_cents),
        payback_years=first.payback_years,
        way=first.name,
        words=words,
    )


def _so_far(cents: tuple[int, ...]) -> list[int]:
    return [sum(cents[: year + 1]) for year in range(len(cents))]


def _devices(system: SystemOffered, words: Words) -> list[Device]:
    rated = f"{system.modules} × {system.module}, {decimals(system.power_kw_dc, 2, 'kW dc')}"
    inverter = f"{system.inverter}, {decimals(system.power_kw_ac, 1, 'kW ac')}"
    devices = [
        Device(kind=Kind.ARRAY, name=words.say("array"), ratings=rated),
        Device(kind=Kind.INVERTER, name=words.say("inverter"), ratings=inverter),
        Device(kind=Kind.SWITCH, name=words.say("switch"), ratings=""),
        Device(kind=Kind.PANEL, name=words.say("panel"), ratings=""),
    ]
    if battery := system.battery:
        holds = f"{decimals(battery.usable_kwh, 1, 'kWh')}, {whole(battery.power_kw, 'kW')}"
        below = Device(kind=Kind.BATTERY, name=words.say("battery"), ratings=holds, below=True)
        devices.append(below)
    devices += [
        Device(kind=Kind.METER, name=words.say("meter"), ratings=""),
        Device(kind=Kind.GRID, name=words.say("grid"), ratings=""),
    ]
    return devices
