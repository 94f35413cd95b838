"""A proposal for a terminal: the answer in a screen."""

from collections.abc import Iterator

from penstock.engineering.proposal.figures import decimals, dollars, dollars_and_cents, percent
from penstock.engineering.proposal.hashing import content_hash
from penstock.engineering.proposal.offer import Offer
from penstock.engineering.proposal.paying import WayOffered


def offer_lines(offer: Offer) -> Iterator[str]:
    """Yield what a proposal says, without its pictures."""
    system, energy, bills = offer.system, offer.energy, offer.bills
    yield f"Proposal for {offer.customer}, {offer.address}"
    yield ""
    battery = system.battery
    beside = f" and {battery.usable_kwh:g} kWh of battery" if battery else ""
    yield f"{system.modules} modules, {system.power_kw_dc:.2f} kW dc{beside}"
    yield f"Cash price        {dollars(offer.price_cents)}"
    p50, used = sum(energy.p50_kwh), sum(energy.use_kwh)
    share = percent(p50 / used) if used else "no part"
    yield f"Yield             {p50:,.0f} kWh in a typical year, {share} of your use"
    yield f"                  {p50 * energy.p90_share:,.0f} kWh at least in nine years of ten"
    before, after, poor = map(sum, (bills.before_cents, bills.after_cents, bills.after_p90_cents))
    yield f"Bills of a year   {dollars(before)} now, {dollars(after)} with it, {bills.tariff}"
    yield f"Saved in year 1   {dollars(before - after)}; {dollars(before - poor)} in a poor year"
    yield ""
    yield from _ways(offer)
    yield ""
    yield from _hangs_on(offer)
    yield ""
    for each in offer.incentives:
        yield f"{each.name}: {dollars(each.granted_cents)}. {each.because}"
    for note in bills.notes:
        yield f"Note: {note}"
    yield ""
    yield f"{offer.made_by}, version {offer.version}, {offer.offered_on}"
    yield f"Content: {content_hash(offer)}"


def _ways(offer: Offer) -> Iterator[str]:
    head = ("", "first day", "in year 1", f"{offer.years} years' cost", "what is left", "paid back")
    yield "".join((head[0].ljust(16), *(each.rjust(16) for each in head[1:])))
    for way in offer.ways:
        cells = (
            dollars(way.upfront_cents),
            dollars(way.first_year_cents),
            dollars(way.paid_cents),
            dollars(sum(way.net_p50_cents)),
            "never" if way.payback_years is None else f"{decimals(way.payback_years, 1)} years",
        )
        yield "".join((way.name.ljust(16), *(each.rjust(16) for each in cells)))
    for way in offer.ways:
        yield from _of_way(way)


def _of_way(way: WayOffered) -> Iterator[str]:
    if way.terms:
        yield f"{way.name}: {way.terms}."
    loan = way.loan
    if loan is None:
        return
    yield (
        f"{way.name}: {dollars(loan.principal_cents)} borrowed for a system of "
        f"{dollars(loan.cash_price_cents)}, as {dollars(loan.dealer_fee_cents)} are the lender's "
        f"fee; {dollars_and_cents(loan.monthly_cents)} a month for {loan.years} years."
    )
    yield (
        f"  The note says {percent(loan.rate, 2)}; with the fee it is an APR of "
        f"{percent(loan.apr, 2)}, and {dollars(loan.total_cents)} in all."
    )


def _hangs_on(offer: Offer) -> Iterator[str]:
    assumed = percent(offer.price_escalator, 1)
    yield f"If electricity's price rises otherwise than by {assumed} a year:"
    for each in offer.rises:
        back = (
            "never paid back"
            if each.payback_years is None
            else f"paid back in {decimals(each.payback_years, 1)} years"
        )
        rise = f"{percent(each.escalator, 1)} a year"
        yield f"  {rise:>12}  {dollars(each.net_cents):>10} left after {offer.years} years, {back}"
    if offer.needed_escalator is not None:
        yield f"  {percent(offer.needed_escalator, 1)} a year is what it takes to lose nothing."
