"""What a proposal takes for granted, with who says so, and what nobody knows."""

from collections.abc import Iterator
from decimal import Decimal

from penstock.app.energy.proposing.asked import Costs, Future, ProposalAsked
from penstock.app.energy.proposing.home import HomeYears
from penstock.engineering.proposal.offer import Assumption
from penstock.engineering.usage.years import YearLoad

_OURS, _ASKED = "ours", "as agreed for this proposal"


def assumptions(asked: ProposalAsked, home: HomeYears) -> tuple[Assumption, ...]:
    """Return all that the proposal takes for granted."""
    return tuple(
        Assumption(what=what, value=value, source=source)
        for what, value, source in (*_of_energy(asked, home), *_of_money(asked, home))
    )


def uncertainties(asked: ProposalAsked, home: HomeYears) -> tuple[str, ...]:
    """Return what nobody knows, in sentences."""
    lost = 1 - home.yearly_p90_share
    found = [
        f"The sun: one year in ten gives at least {lost:.0%} less than a typical one, and one in "
        "ten at least as much more.",
        f"The price of electricity: {asked.future.price_escalator:.1%} a year is an assumption. "
        "The table of other rises shows what hangs on it.",
        "The tariff: its prices, its hours and what it credits for energy that flows out can be "
        "changed by the regulator during the life of the system.",
        "Your use: a new car, heat pump or person changes what the system saves.",
        "Parts: how long an inverter or a battery lasts, and what it costs by then.",
    ]
    if home.tariff.assumed:
        found.append(
            f"{home.tariff.label or home.tariff.name}: not all of its values are published; those "
            "that are assumed are listed by “penstock tariff show”."
        )
    return tuple(found)


def notes_of(home: HomeYears) -> tuple[str, ...]:
    """Return what a reader has to know of how use and bills came about."""
    since = home.tariff.in_force_from
    year = home.load.steps.year
    early: tuple[str, ...] = ()
    if since is not None and since.year > year:
        early = (f"The tariff is in force since {since}; {year} is billed as if it had been then.",)
    notes = (*home.load.notes, *_guessed(home.load), *early, *home.first.bill.notes)
    return tuple(dict.fromkeys(notes))


def _guessed(load: YearLoad) -> Iterator[str]:
    # Bills are exact, and their notes say what is made of them.
    if load.estimated.any() and not load.estimated.all() and load.total_kwh:
        share = float(load.load_kwh[load.estimated].sum()) / load.total_kwh
        yield f"{share:.1%} of the use is estimated, not metered."


def _of_energy(asked: ProposalAsked, home: HomeYears) -> Iterator[tuple[str, str, str]]:
    solar, year = home.solar, home.load.steps.year
    yield "Use", f"{home.load.total_kwh:,.0f} kWh in {year}", asked.usage.name
    yield "Weather", solar.weather.words, "typical year"
    yield "Model of the yield", "Perez sky, physical glass, NOCT cell", "as PVWatts v8 (NREL)"
    losses = 1 - _passed(home)
    yield (
        "Losses of the system",
        f"{losses:.1%} of the direct current",
        "the defaults of PVWatts (NREL)",
    )
    yield "Ageing of modules", f"{asked.future.degradation:.2%} a year", _of(asked.future)
    yield (
        "P90 of a year",
        f"{home.yearly_p90_share:.1%} of the typical year",
        "assumed deviations, listed by “penstock solar yield”",
    )
    span = f"P90 of {asked.future.years} years"
    yield (
        span,
        f"{home.lasting_p90_share:.1%} of the typical year",
        "assumed deviations, listed by “penstock solar yield”",
    )
    if asked.battery:
        yield "Battery", "run without foresight of sun or use; 90% round trip", _OURS


def _passed(home: HomeYears) -> float:
    passed = 1.0
    for loss in home.solar.model.losses:
        passed *= 1 - loss.share
    return passed


def _of_money(asked: ProposalAsked, home: HomeYears) -> Iterator[tuple[str, str, str]]:
    costs, future = asked.costs, asked.future
    whose = _of(costs)
    if costs.price_cents is None:
        yield "Price of the array", f"${costs.array_cents_per_watt / 100:.2f} a watt dc", whose
        if asked.battery:
            battery = f"${costs.battery_cents_per_kwh / 100:,.0f} a kWh"
            yield "Price of the battery", battery, whose
    upkeep = f"${costs.upkeep_cents_per_kw / 100:,.0f} a kW dc in year 1"
    yield "Upkeep", upkeep, whose
    watt = f"${costs.inverter_cents_per_watt / 100:.2f} a watt ac in year {costs.inverter_year}"
    yield "New inverter", watt, whose
    if asked.battery:
        later = f"{costs.battery_share:.0%} of today's price, in year {costs.battery_year}"
        yield "New battery", later, whose
    whose = _of(future)
    yield "Rise of electricity's price", f"{future.price_escalator:.1%} a year", whose
    yield "Rise of other prices", f"{future.inflation:.1%} a year", whose
    yield "Discount rate", f"{future.discount_rate:.1%} a year, nominal", whose
    yield "Years", f"{future.years}, and nothing is left of the system's worth after them", whose
    first, last = (home.savings_p50_cents[at] / Decimal(100) for at in (0, -1))
    ageing = f"${first:,.0f} in year 1 to ${last:,.0f} in the last, before prices rise"
    yield "Savings on bills", ageing, "billed for the first and the last year, even between them"


def _of(chosen: Costs | Future) -> str:
    return _OURS if chosen == type(chosen)() else _ASKED
