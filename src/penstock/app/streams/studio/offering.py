"""Offers reckoned for a recorded design: the proposal's own sciences, its money and its pages."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from penstock.app.energy.proposal_pdf import proposal_pdf
from penstock.app.energy.proposing.asked import (
    BatteryAsked,
    Building,
    Costs,
    Payment,
    ProposalAsked,
)
from penstock.app.energy.proposing.home import HomeYears, billed_home
from penstock.app.energy.proposing.offering import Strings, offer_of
from penstock.app.streams.studio.loads import NAME, load_of
from penstock.app.streams.studio.roofs import laid_roof, year_of
from penstock.app.streams.studio.tariffs import tariff_called
from penstock.engineering.finance.loans import LoanTerms
from penstock.engineering.proposal.hashing import content_hash
from penstock.engineering.proposal.offer import Offer
from penstock.engineering.proposal.paying import WayOffered
from penstock.streams.ncv_03_solar_storage.items.design import BatteryDesign, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    FinancialProjections,
    MonthProjected,
    RiseProjected,
    WayProjected,
)
from penstock.streams.ncv_03_solar_storage.ports import OfferAsked, OfferMade, UnusableInputError

# What the first proposal shows beside cash until a lender has answered. Ours.
_LOAN = LoanTerms(rate=Decimal("0.0699"), years=20)
_TO_BUILD, _TO_RUN = timedelta(days=60), timedelta(days=120)


def offer_made(asked: OfferAsked, folder: Path | None) -> OfferMade:
    """Return an offer: a year simulated, billed and priced.

    Raises:
        UnusableInputError: What it is made of does not go together.
    """
    try:
        offer, home = _offer(asked, folder)
    except ValueError as error:
        raise UnusableInputError(str(error)) from error
    sha256 = tariff_called(asked.inquiry.tariff, folder).sha256
    return OfferMade(
        projections=projections_of(asked, offer, home, tariff_sha256=sha256),
        document=proposal_pdf(offer),
        offer_sha256=content_hash(offer),
        system=system_words(asked.design),
    )


def _offer(asked: OfferAsked, folder: Path | None) -> tuple[Offer, HomeYears]:
    load = load_of(asked.bills, asked.inquiry.site_zone, asked.inquiry.product)
    if asked.design.zone != load.steps.zone:
        raise UnusableInputError(
            f"The roof lies in {asked.design.zone} and the use in {load.steps.zone}. Correct one "
            "of them."
        )
    _, laid = laid_roof(asked.site, asked.design)
    tariff = tariff_called(asked.inquiry.tariff, folder).tariff
    sun = year_of(laid, year=load.steps.year, minutes=load.steps.minutes)
    wanted = asked_for(asked, folder)
    home = billed_home(wanted, load, sun, tariff)
    return offer_of(wanted, home, Strings(lines=_strings(asked.design))), home


def asked_for(asked: OfferAsked, folder: Path | None = None) -> ProposalAsked:
    """Return what a proposal is made of, in the words of those who make one without a case."""
    limit = asked.design.export_limit_kw
    return ProposalAsked(
        usage=Path(NAME),
        roof=Path("roof.json"),
        tariff=asked.inquiry.tariff,
        customer=asked.inquiry.name,
        offered_on=asked.offered_on,
        building=_building(asked.site.place, asked.offered_on),
        folder=folder,
        fill_months=True,
        version=asked.version,
        battery=_battery(asked.design.battery),
        costs=Costs(price_cents=asked.price_cents),
        payment=Payment(loan=_LOAN),
        export_limit_kw=None if limit is None else float(limit),
    )


def _building(place: str, offered_on: date) -> Building:
    return Building(place=place, begins=offered_on + _TO_BUILD, in_service=offered_on + _TO_RUN)


def _battery(battery: BatteryDesign | None) -> BatteryAsked | None:
    if battery is None:
        return None
    return BatteryAsked(
        usable_kwh=float(battery.usable_kwh),
        power_kw=float(battery.power_kw),
        reserve_kwh=float(battery.reserve_kwh),
        name=battery.name,
    )


def _strings(design: SystemDesign) -> tuple[str, ...]:
    return tuple(f"{each.plane}: {each.strings} x {each.length} modules" for each in design.strings)


def system_words(design: SystemDesign) -> str:
    """Return a system in a line."""
    beside = f" and a battery of {design.battery.usable_kwh:g} kWh" if design.battery else ""
    return f"{design.modules_count} modules with {design.power_kw_dc:.2f} kW dc{beside}"


def projections_of(
    asked: OfferAsked, offer: Offer, home: HomeYears, *, tariff_sha256: str
) -> FinancialProjections:
    """Return the money of an offer, as it is recorded."""
    yearly_kwh = float(home.solar.yield_kwh.sum())
    return FinancialProjections(
        design_sha256=asked.design_sha256,
        price_cents=offer.price_cents,
        incentives_cents=sum(each.granted_cents for each in offer.incentives),
        tariff=asked.inquiry.tariff,
        tariff_sha256=tariff_sha256,
        bill_before_cents=home.before.cents,
        bill_after_p50_cents=home.first.bill.cents,
        bill_after_p90_cents=home.poor.bill.cents,
        yield_p50_kwh=_to(yearly_kwh, "1"),
        yield_p90_kwh=_to(yearly_kwh * home.yearly_p90_share, "1"),
        years=offer.years,
        price_escalator_percent=_to(100 * offer.price_escalator, "0.01"),
        ways=tuple(map(_way, offer.ways)),
        rises=tuple(
            RiseProjected(
                escalator_percent=_to(100 * each.escalator, "0.01"),
                net_cents=each.net_cents,
                payback_years=_years(each.payback_years),
            )
            for each in offer.rises
        ),
        assumptions=tuple(
            f"{each.what}: {each.value} ({each.source})" for each in offer.assumptions
        ),
        months=tuple(_months(offer)),
    )


def _months(offer: Offer) -> Iterator[MonthProjected]:
    energy, bills = offer.energy, offer.bills
    for month in range(12):
        yield MonthProjected(
            month=month + 1,
            use_kwh=_to(energy.use_kwh[month], "0.1"),
            yield_p50_kwh=_to(energy.p50_kwh[month], "0.1"),
            yield_p90_kwh=_to(energy.p50_kwh[month] * energy.p90_share, "0.1"),
            bill_before_cents=bills.before_cents[month],
            bill_after_p50_cents=bills.after_cents[month],
            bill_after_p90_cents=bills.after_p90_cents[month],
        )


def _way(way: WayOffered) -> WayProjected:
    return WayProjected(
        key=way.key,
        name=way.name,
        terms=way.terms,
        upfront_cents=way.upfront_cents,
        first_year_cents=way.first_year_cents,
        paid_cents=way.paid_cents,
        net_p50_cents=sum(way.net_p50_cents),
        net_p90_cents=sum(way.net_p90_cents),
        payback_years=_years(way.payback_years),
        payback_p90_years=_years(way.payback_p90_years),
        yearly_p50_cents=way.net_p50_cents,
        yearly_p90_cents=way.net_p90_cents,
    )


def _years(value: float | Decimal | None) -> Decimal | None:
    return None if value is None else _to(float(value), "0.1")


def _to(value: float, places: str) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal(places)) + 0
