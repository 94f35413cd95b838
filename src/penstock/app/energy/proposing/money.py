"""The money of a proposal: each way of paying, and what it hangs on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from penstock.app.energy.proposing.asked import ProposalAsked
from penstock.app.energy.proposing.home import HomeYears
from penstock.engineering.finance.cash_flow import CashFlow, cash_flow
from penstock.engineering.finance.incentives.deciding import Decision, Installation, decide
from penstock.engineering.finance.incentives.reading import own_rules
from penstock.engineering.finance.incentives.rules import Kind, Owner
from penstock.engineering.finance.loans import Loan, loan_for
from penstock.engineering.finance.measures import (
    internal_rate_of_return,
    levelised_cost_cents_per_kwh,
    net_present_value_cents,
    payback_years,
)
from penstock.engineering.finance.money import whole_cents
from penstock.engineering.finance.project import Outlook, Project, Replacement
from penstock.engineering.finance.sensitivity import by_price_escalator, needed_price_escalator
from penstock.engineering.finance.ways import Cash, Financed, Lease, PowerPurchase, Way
from penstock.engineering.proposal.paying import IncentiveJudged, LoanOffered, PriceRise, WayOffered

_RISES = tuple(Decimal(percent) / 100 for percent in (0, 1, 2, 3, 4, 5))
_NAMES = {
    Cash: ("cash", "Cash"),
    Financed: ("loan", "Loan"),
    Lease: ("lease", "Lease"),
    PowerPurchase: ("power_purchase", "Power purchase"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What is built and for how much, in a typical case and in a poor one.

    Args:
        p50: The project in a typical case.
        p90: The same where the sun gives what nine of ten cases exceed.
        outlook: What the coming years bring.
        decisions: What rules grant to a customer who owns it.
        others: What they grant to somebody else who does.
    """

    p50: Project
    p90: Project
    outlook: Outlook
    decisions: tuple[Decision, ...]
    others: tuple[Decision, ...]

    @property
    def granted_cents(self) -> dict[int, int]:
        """What the customer is granted, by year: a rebate at once, a credit with the return."""
        found = {0: 0, 1: 0}
        for each in self.decisions:
            found[0 if each.rule.kind is Kind.REBATE else 1] += each.cents
        return {year: cents for year, cents in found.items() if cents}


def price_cents(asked: ProposalAsked, power_kw: float) -> tuple[int, int]:
    """Return what array and battery cost [cents]; a price of both is shared like their sums."""
    costs = asked.costs
    battery_kwh = Decimal(str(asked.battery.usable_kwh)) if asked.battery else Decimal(0)
    array = costs.array_cents_per_watt * Decimal(str(power_kw)) * 1000
    battery = costs.battery_cents_per_kwh * battery_kwh
    if costs.price_cents is not None:
        battery = costs.price_cents * battery / (array + battery)
        array = costs.price_cents - battery
    whole = whole_cents(array + battery)
    return whole - whole_cents(battery), whole_cents(battery)


def deal_for(asked: ProposalAsked, home: HomeYears) -> Deal:
    """Return what is built and for how much.

    Raises:
        FinanceError: A price, a rate or a term makes no sense.
    """
    future = asked.future
    p50 = _project(asked, home)
    share = home.lasting_p90_share
    p90 = replace(
        p50,
        savings_cents=home.savings_p90_cents,
        yield_kwh=tuple(share * each for each in p50.yield_kwh),
    )
    outlook = Outlook(
        price_escalator=future.price_escalator,
        discount_rate=future.discount_rate,
        inflation=future.inflation,
    )
    return Deal(
        p50=p50,
        p90=p90,
        outlook=outlook,
        decisions=_decided(asked, home, Owner.CUSTOMER),
        others=_decided(asked, home, Owner.THIRD_PARTY),
    )


def ways_offered(asked: ProposalAsked, deal: Deal) -> tuple[WayOffered, ...]:
    """Return each way of paying that is offered, cash first.

    Raises:
        FinanceError: A loan runs for longer than the years that are reckoned.
    """
    return tuple(_offered(way, deal) for way in _ways(asked, deal))


def rises_offered(deal: Deal) -> tuple[PriceRise, ...]:
    """Return what paying cash comes to at other rises of electricity's price."""
    found = by_price_escalator(
        deal.p50,
        deal.outlook,
        Cash(),
        escalators=sorted({*_RISES, deal.outlook.price_escalator}),
        incentives_cents=deal.granted_cents,
    )
    return tuple(
        PriceRise(
            escalator=float(each.price_escalator),
            net_cents=whole_cents(each.net_cents),
            payback_years=each.payback_years,
        )
        for each in found
    )


def needed_escalator(deal: Deal) -> float | None:
    """Return the rise at which paying cash leaves just nothing."""
    found = needed_price_escalator(
        deal.p50, deal.outlook, Cash(), incentives_cents=deal.granted_cents
    )
    return None if found is None else float(found)


def incentives_offered(deal: Deal, *, is_rented: bool) -> tuple[IncentiveJudged, ...]:
    """Return what rules grant the customer, and where somebody else may own it, what they get."""
    of_others = [each for each in deal.others if each.rule.owner is Owner.THIRD_PARTY]
    shown = [each for each in deal.decisions if each.rule.owner is Owner.CUSTOMER]
    return tuple(
        IncentiveJudged(
            name=each.rule.name,
            granted_cents=each.cents if each.rule.owner is Owner.CUSTOMER else 0,
            because=" ".join(filter(None, (each.reason, each.rule.note))),
            citation=each.rule.citation,
        )
        for each in (*shown, *(of_others if is_rented else ()))
    )


def _project(asked: ProposalAsked, home: HomeYears) -> Project:
    design, costs, future = home.solar.design, asked.costs, asked.future
    power_kw = design.layout.power_kw
    array, battery = price_cents(asked, power_kw)
    inverter = costs.inverter_cents_per_watt * Decimal(str(design.inverter.power_kw)) * 1000
    year_kwh = float(home.solar.yield_kwh.sum())
    left = [float((1 - future.degradation) ** year) for year in range(future.years)]
    replaced = [("Inverter", costs.inverter_year, whole_cents(inverter))]
    if battery:
        later = whole_cents(battery * costs.battery_share)
        replaced.append(("Battery", costs.battery_year, later))
    return Project(
        price_cents=array + battery,
        savings_cents=home.savings_p50_cents,
        yield_kwh=tuple(year_kwh * share for share in left),
        upkeep_cents=whole_cents(costs.upkeep_cents_per_kw * Decimal(str(power_kw))),
        replacements=tuple(
            Replacement(name=name, year=year, price_cents=cents)
            for name, year, cents in replaced
            if year <= future.years
        ),
    )


def _decided(asked: ProposalAsked, home: HomeYears, owner: Owner) -> tuple[Decision, ...]:
    power_kw = home.solar.design.layout.power_kw
    array, battery = price_cents(asked, power_kw)
    built = Installation(
        place=asked.building.place,
        owner=owner,
        construction_begins=asked.building.begins,
        placed_in_service=asked.building.in_service,
        solar_cents=array,
        storage_cents=battery,
        array_watts=Decimal(str(power_kw)) * 1000,
        storage_kwh=Decimal(str(asked.battery.usable_kwh if asked.battery else 0)),
        declared=asked.building.declared,
    )
    return decide(built, own_rules())


def _ways(asked: ProposalAsked, deal: Deal) -> Iterator[Way]:
    payment = asked.payment
    yield Cash()
    if payment.loan:
        yield Financed(loan=loan_for(deal.p50.price_cents, payment.loan))
    if payment.lease:
        yield payment.lease
    if payment.power_purchase:
        yield payment.power_purchase


def _offered(way: Way, deal: Deal) -> WayOffered:
    p50, p90 = (
        cash_flow(project, deal.outlook, way, incentives_cents=deal.granted_cents)
        for project in (deal.p50, deal.p90)
    )
    rate = deal.outlook.discount_rate
    key, name = _NAMES[type(way)]
    return WayOffered(
        key=key,
        name=name,
        upfront_cents=whole_cents(p50.costs[0]),
        first_year_cents=whole_cents(p50.costs[1]),
        paid_cents=whole_cents(sum(p50.costs, Decimal(0))),
        terms=_terms(way),
        net_p50_cents=p50.net_cents,
        net_p90_cents=p90.net_cents,
        net_present_value_cents=whole_cents(net_present_value_cents(p50.net, rate=rate)),
        rate_of_return=internal_rate_of_return(p50.net),
        payback_years=payback_years(p50.net),
        payback_p90_years=payback_years(p90.net),
        levelised_cents_per_kwh=_levelised(p50, rate),
        loan=_loan_offered(way.loan, deal.p50.price_cents) if isinstance(way, Financed) else None,
    )


def _levelised(flow: CashFlow, rate: Decimal) -> float:
    return float(levelised_cost_cents_per_kwh(flow, rate=rate))


def _loan_offered(loan: Loan, price: int) -> LoanOffered:
    return LoanOffered(
        cash_price_cents=price,
        dealer_fee_cents=whole_cents(loan.fee_cents),
        down_payment_cents=loan.terms.down_payment_cents,
        principal_cents=whole_cents(loan.principal_cents),
        rate=float(loan.terms.rate),
        apr=float(loan.terms.rate) if loan.apr is None else loan.apr,
        years=loan.terms.years,
        monthly_cents=whole_cents(loan.schedule.payment_cents),
        total_cents=whole_cents(loan.paid_cents),
    )


def _terms(way: Way) -> str:
    if isinstance(way, Lease):
        rent = f"${way.monthly_cents / 100:,.2f} a month"
        return f"{rent}, {way.escalator:.1%} more each year, for {way.years} years"
    if isinstance(way, PowerPurchase):
        price = way.cents_per_kwh.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return f"{price} ¢ for each kWh, {way.escalator:.1%} more each year, for {way.years} years"
    return ""
