"""An offer made by hand, for tests that need one."""

from datetime import date

from penstock.engineering.proposal.offer import (
    Assumption,
    BatteryOffered,
    BillLine,
    BillsOffered,
    Day,
    EnergyOffered,
    Offer,
    Plane,
    SystemOffered,
)
from penstock.engineering.proposal.paying import IncentiveJudged, LoanOffered, PriceRise, WayOffered

USE = (1686.0, 1447.0, 1116.0, 721.0, 720.0, 873.0, 1049.0, 1125.0, 740.0, 725.0, 951.0, 1465.0)
SUN = (987.0, 1046.0, 1406.0, 1556.0, 1539.0, 1586.0, 1602.0, 1568.0, 1318.0, 1248.0, 921.0, 955.0)
BEFORE = (18062, 15674, 12361, 8411, 8398, 11217, 13217, 14095, 9638, 8450, 10714, 15846)
AFTER = (8193, 5211, 1200, 1200, 1200, 1200, 1200, 1200, 1200, 1200, 1200, -15658)

LOAN = LoanOffered(
    cash_price_cents=3_364_000,
    dealer_fee_cents=841_000,
    down_payment_cents=0,
    principal_cents=4_205_000,
    rate=0.0499,
    apr=0.0780,
    years=20,
    monthly_cents=27_728,
    total_cents=6_654_720,
)


def way(
    key: str = "cash", *, yearly_cents: int = 150_000, loan: LoanOffered | None = None
) -> WayOffered:
    """Return a way of paying that leaves the same each year."""
    net = (-3_364_000, *(yearly_cents,) * 25)
    poor = (-3_364_000, *(yearly_cents - 10_000,) * 25)
    return WayOffered(
        key=key,
        name=key.capitalize(),
        upfront_cents=3_364_000,
        first_year_cents=17_400,
        paid_cents=4_200_400,
        terms="",
        net_p50_cents=net,
        net_p90_cents=poor,
        net_present_value_cents=-800_000,
        rate_of_return=0.01,
        payback_years=22.4 if sum(net) > 0 else None,
        payback_p90_years=24.0 if sum(poor) > 0 else None,
        levelised_cents_per_kwh=18.2,
        loan=loan,
    )


def an_offer(*, customer: str = "Jane Roe", ways: tuple[WayOffered, ...] | None = None) -> Offer:
    """Return an offer of 11.6 kW to a home that uses 12,618 kWh."""
    return Offer(
        customer=customer,
        address="12 Maple Street, Greensboro (made up)",
        offered_on=date(2026, 3, 2),
        version=1,
        system=SystemOffered(
            module="Example 400",
            modules=29,
            power_kw_dc=11.6,
            inverter="Example 10",
            power_kw_ac=10.0,
            planes=(
                Plane(
                    name="south",
                    modules=29,
                    tilt_degrees=26.0,
                    azimuth_degrees=180.0,
                    yield_kwh=15_733.0,
                ),
            ),
            strings=("south: 2 x 12 modules",),
            battery=BatteryOffered(name="Home battery", usable_kwh=13.5, power_kw=5.0),
            roof_svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>',
            roof_words="29 modules take 31% of the roof.",
        ),
        price_cents=3_364_000,
        energy=EnergyOffered(
            use_kwh=USE,
            p50_kwh=SUN,
            p90_share=0.9,
            import_kwh=USE,
            export_kwh=SUN,
            used_at_home_share=0.3,
            estimated_share=0.01,
            days=tuple(
                Day(season=season, use_kw=(1.0,) * 24, sun_kw=(0.0,) * 12 + (2.0,) * 12)
                for season in ("winter", "summer")
            ),
        ),
        bills=BillsOffered(
            tariff="RES-E Residential Electric Service",
            before_cents=BEFORE,
            after_cents=AFTER,
            after_p90_cents=AFTER,
            lines=(BillLine(what="energy", before_cents=sum(BEFORE), after_cents=sum(AFTER)),),
        ),
        ways=ways or (way(), way("loan", loan=LOAN)),
        rises=(
            PriceRise(escalator=0.0, net_cents=-868_400, payback_years=None),
            PriceRise(escalator=0.025, net_cents=336_700, payback_years=23.3),
        ),
        needed_escalator=0.019,
        price_escalator=0.025,
        years=25,
        incentives=(
            IncentiveJudged(
                name="Federal credit for homeowners (25D)",
                granted_cents=0,
                because="It ended for systems that are completed after 31 December 2025.",
                citation="26 U.S.C. § 25D",
            ),
        ),
        assumptions=(Assumption(what="Upkeep", value="$15 a kW dc", source="ours"),),
        uncertain=("The price of electricity.",),
        made_by="Penstock",
    )
