"""A proposal made: everything that was computed, stated as plain values."""

from dataclasses import dataclass
from importlib.metadata import version

from penstock.app.energy.extra import require_energy
from penstock.app.energy.proposing.asked import BatteryAsked, ProposalAsked
from penstock.app.energy.proposing.energy import bills_offered, energy_offered, planes_offered
from penstock.app.energy.proposing.home import HomeYears, Tell, home_years
from penstock.app.energy.proposing.money import (
    deal_for,
    incentives_offered,
    needed_escalator,
    rises_offered,
    ways_offered,
)
from penstock.app.energy.proposing.stating import assumptions, notes_of, uncertainties
from penstock.app.energy.solar_strings import Choices, wiring
from penstock.engineering.proposal.offer import BatteryOffered, Offer, SystemOffered
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.picture import roof_picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Strings:
    """How modules are wired, in words; where that cannot be told yet, why."""

    lines: tuple[str, ...]
    why_none: str = ""


def offer_for(asked: ProposalAsked, tell: Tell = lambda _: None) -> Offer:
    """Return what is proposed to a customer.

    Args:
        asked: What it is made of.
        tell: Is told what is being done.

    Raises:
        ValueError: A file cannot be read, or does not fit the others; the sentence says which.
        LookupError: There is no such tariff.
        NoEnergyPackagesError: The packages for it are not installed.
    """
    require_energy("numpy", "pvlib", "lxml", "pyxirr")
    home = home_years(asked, tell)
    strings = _strings(asked)
    tell("Reckoning the money")
    return offer_of(asked, home, strings)


def offer_of(asked: ProposalAsked, home: HomeYears, strings: Strings) -> Offer:
    """Return what is proposed for a home whose years are known.

    Args:
        asked: What it is made of.
        home: What the system does for it.
        strings: How its modules are wired.

    Raises:
        FinanceError: A price, a rate or a term makes no sense.
    """
    deal = deal_for(asked, home)
    doubts = uncertainties(asked, home)
    return Offer(
        customer=asked.customer,
        address=home.solar.design.layout.roof.name,
        offered_on=asked.offered_on,
        version=asked.version,
        system=_system(asked, home, strings),
        price_cents=deal.p50.price_cents,
        energy=energy_offered(home),
        bills=bills_offered(home, notes_of(home)),
        ways=ways_offered(asked, deal),
        rises=rises_offered(deal),
        needed_escalator=needed_escalator(deal),
        price_escalator=float(asked.future.price_escalator),
        years=asked.future.years,
        incentives=incentives_offered(
            deal, is_rented=bool(asked.payment.lease or asked.payment.power_purchase)
        ),
        assumptions=assumptions(asked, home),
        uncertain=(*doubts, strings.why_none) if strings.why_none else doubts,
        made_by=f"Penstock {version('penstock')}",
    )


def _system(asked: ProposalAsked, home: HomeYears, strings: Strings) -> SystemOffered:
    layout, inverter = home.solar.design.layout, home.solar.design.inverter
    planes = planes_offered(home)
    return SystemOffered(
        module=layout.module.name,
        modules=layout.count,
        power_kw_dc=layout.power_kw,
        inverter=inverter.name,
        power_kw_ac=inverter.power_kw,
        planes=planes,
        strings=strings.lines,
        battery=_battery(asked.battery) if asked.battery else None,
        roof_svg=roof_picture(layout),
        roof_words=(
            f"{layout.count} modules take {layout.covered_share:.0%} of the roof; what fire "
            "fighters need stays free."
        ),
    )


def _strings(asked: ProposalAsked) -> Strings:
    """Return how modules are wired; where that cannot be told yet, why."""
    choices = Choices(module=asked.module, inverter=asked.inverter, weather=asked.weather)
    try:
        found = wiring(asked.roof, choices)
    except SolarError as error:
        return Strings(lines=(), why_none=f"Strings are not designed yet: {error}")
    return Strings(
        lines=tuple(
            f"{each.plane}: {each.strings} x {each.length} modules" for each in found.trackers
        )
    )


def _battery(asked: BatteryAsked) -> BatteryOffered:
    return BatteryOffered(
        name=asked.name,
        usable_kwh=asked.usable_kwh,
        power_kw=asked.power_kw,
        reserve_kwh=asked.reserve_kwh,
    )
