"""The data of a proposal's pages: every number already as people read it."""

from collections.abc import Mapping
from typing import Any

from penstock.engineering.proposal.drawn import pictures_of
from penstock.engineering.proposal.figures import (
    decimals,
    dollars,
    dollars_and_cents,
    percent,
    whole,
)
from penstock.engineering.proposal.hashing import content_hash
from penstock.engineering.proposal.offer import Offer
from penstock.engineering.proposal.paying import LoanOffered, WayOffered
from penstock.engineering.proposal.pictures import Picture
from penstock.engineering.proposal.words import Words


def pages_of(offer: Offer, words: Words) -> dict[str, Any]:
    """Return what the template prints: texts, rows of tables, and pictures as SVG."""
    return {
        "language": words.language,
        "customer": offer.customer,
        "address": offer.address,
        "date": f"{offer.offered_on.day} {words.months[offer.offered_on.month - 1]} "
        f"{offer.offered_on.year}",
        "version": offer.version,
        "sha256": content_hash(offer),
        "made_by": offer.made_by,
        "years": offer.years,
        "roof": {"svg": offer.system.roof_svg, "finding": offer.system.roof_words},
        "pictures": _drawn(pictures_of(offer, words)),
        "answer": _answer(offer),
        "system": _system(offer),
        "bills": _bills(offer),
        "ways": _ways(offer),
        "measures": [_measures(each) for each in offer.ways],
        "loans": [_loan(each.name, each.loan) for each in offer.ways if each.loan],
        "terms": [f"{each.name}: {each.terms}." for each in offer.ways if each.terms],
        "incentives": [
            {
                "name": each.name,
                "amount": dollars(each.granted_cents),
                "because": each.because,
                "citation": each.citation,
            }
            for each in offer.incentives
        ],
        "assumptions": [[each.what, each.value, each.source] for each in offer.assumptions],
        "uncertain": list(offer.uncertain),
        "notes": list(offer.bills.notes),
    }


def _drawn(pictures: Mapping[str, Picture]) -> dict[str, dict[str, str]]:
    return {
        name: {"title": each.title, "finding": each.finding, "svg": each.bare_svg()}
        for name, each in pictures.items()
    }


def _answer(offer: Offer) -> dict[str, Any]:
    system, bills, energy, way = offer.system, offer.bills, offer.energy, offer.ways[0]
    saved = sum(bills.before_cents) - sum(bills.after_cents)
    poor = sum(bills.before_cents) - sum(bills.after_p90_cents)
    beside = f" and a battery of {system.battery.usable_kwh:g} kWh" if system.battery else ""
    made = sum(energy.p50_kwh)
    return {
        "system": f"{system.modules} modules with {decimals(system.power_kw_dc, 2, 'kW')}{beside}",
        "figures": [
            ["Cash price", dollars(offer.price_cents), _granted(offer)],
            ["Saved in year 1", dollars(saved), f"{dollars(poor)} in a poor year"],
            ["Paid back", _back(way), _back_when_poor(way)],
            ["The sun gives", whole(made, "kWh"), f"{_share_of_use(offer)} of what you use"],
        ],
        "verdict": _verdict(offer, way),
        "depends": _depends(offer),
    }


def _granted(offer: Offer) -> str:
    granted = sum(each.granted_cents for each in offer.incentives)
    return f"less {dollars(granted)} that rules grant" if granted else "no incentive applies"


def _back(way: WayOffered) -> str:
    return "never" if way.payback_years is None else f"{decimals(way.payback_years, 1)} years"


def _back_when_poor(way: WayOffered) -> str:
    if way.payback_years is None:
        return "within the years reckoned"
    if way.payback_p90_years is None:
        return "in poor sun: never"
    return f"in poor sun: {decimals(way.payback_p90_years, 1)} years"


def _share_of_use(offer: Offer) -> str:
    used = sum(offer.energy.use_kwh)
    return percent(sum(offer.energy.p50_kwh) / used) if used else "no part"


def _verdict(offer: Offer, way: WayOffered) -> str:
    left = sum(way.net_p50_cents)
    if left < 0:
        return (
            f"Paid in cash, the system saves {dollars(-left)} less than it costs over "
            f"{offer.years} years. As money alone, this is not worth it."
        )
    poor = sum(way.net_p90_cents)
    return (
        f"Paid in cash, {dollars(left)} is left after {offer.years} years, and {dollars(poor)} "
        "with poor sun throughout."
    )


def _depends(offer: Offer) -> str:
    assumed = percent(offer.price_escalator, 1)
    said = f"Most hangs on the price of electricity, which we take to rise by {assumed} a year."
    if offer.needed_escalator is None:
        return said
    return f"{said} At less than {percent(offer.needed_escalator, 1)} a year money is lost."


def _system(offer: Offer) -> dict[str, Any]:
    system = offer.system
    rows = [
        [
            "Modules",
            f"{system.modules} × {system.module}",
            decimals(system.power_kw_dc, 2, "kW dc"),
        ],
        ["Inverter", system.inverter, decimals(system.power_kw_ac, 1, "kW ac")],
    ]
    if battery := system.battery:
        held = f", {decimals(battery.reserve_kwh, 1, 'kWh')} kept for outages"
        holds = decimals(battery.usable_kwh, 1, "kWh") + (held if battery.reserve_kwh else "")
        rows.append(["Battery", f"{battery.name}, {whole(battery.power_kw, 'kW')}", holds])
    planes = [
        [
            each.name,
            str(each.modules),
            f"{each.tilt_degrees:g}°",
            f"{each.azimuth_degrees:g}°",
            whole(each.yield_kwh, "kWh"),
        ]
        for each in system.planes
    ]
    return {"parts": rows, "planes": planes, "strings": list(system.strings)}


def _bills(offer: Offer) -> dict[str, Any]:
    bills = offer.bills
    rows = [
        [
            each.what.capitalize(),
            *_three(each.before_cents, each.after_cents),
        ]
        for each in bills.lines
    ]
    total = ["Year", *_three(sum(bills.before_cents), sum(bills.after_cents))]
    poor = ["Year with poor sun", *_three(sum(bills.before_cents), sum(bills.after_p90_cents))]
    return {"tariff": bills.tariff, "rows": rows, "total": total, "poor": poor}


def _three(before_cents: int, after_cents: int) -> list[str]:
    cents = (before_cents, after_cents, after_cents - before_cents)
    return [dollars_and_cents(each) for each in cents]


def _ways(offer: Offer) -> list[list[str]]:
    return [
        [
            each.name,
            dollars(each.upfront_cents),
            dollars(each.first_year_cents),
            dollars(each.paid_cents),
            dollars(sum(each.net_p50_cents)),
            dollars(sum(each.net_p90_cents)),
            _back(each),
        ]
        for each in offer.ways
    ]


def _measures(way: WayOffered) -> list[str]:
    """Return what tells one way from another; a dash where there is no such number."""
    rate, cost = way.rate_of_return, way.levelised_cents_per_kwh
    return [
        way.name,
        dollars(way.net_present_value_cents),
        "–" if rate is None else percent(rate, 1),
        "–" if cost is None else f"{decimals(cost, 1)} ¢",
    ]


def _loan(name: str, loan: LoanOffered) -> dict[str, Any]:
    return {
        "name": name,
        "rows": [
            ["Cash price", dollars(loan.cash_price_cents)],
            ["Dealer fee, added to the price", dollars(loan.dealer_fee_cents)],
            ["Paid at once", dollars(loan.down_payment_cents)],
            ["Borrowed (principal)", dollars(loan.principal_cents)],
            ["Rate in the note", percent(loan.rate, 2)],
            ["Annual percentage rate, fee counted", percent(loan.apr, 2)],
            [f"A month, for {loan.years} years", dollars_and_cents(loan.monthly_cents)],
            ["All payments together", dollars(loan.total_cents)],
        ],
    }
