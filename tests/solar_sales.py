"""What NCV-03.1 and .2 record, small and whole, for tests of those and of later stages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from penstock.streams.ncv_03_solar_storage.items.design import (
    BatteryDesign,
    BillOfMaterials,
    MaterialLine,
    ModuleSheet,
    PlaneDesign,
    StringDesign,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.lead import CustomerInquiry
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal,
    FinancialProjections,
    WayProjected,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SHEET = ModuleSheet(
    power_w=Decimal(400),
    voc_v=Decimal("37.1"),
    isc_a=Decimal("13.7"),
    vmp_v=Decimal("31.0"),
    imp_a=Decimal("12.9"),
    voc_percent_per_c=Decimal("-0.26"),
    power_percent_per_c=Decimal("-0.34"),
    length_m=Decimal("1.722"),
    width_m=Decimal("1.134"),
)


def inquiry(**other: Any) -> CustomerInquiry:
    found = CustomerInquiry(
        name="Ada Roof",
        email="ada@example.com",
        premise="12 Example Lane, Greensboro",
        received_at=NOON,
    )
    return replace(found, **other)


def system_design(**other: Any) -> SystemDesign:
    found = SystemDesign(
        variant="first",
        version=1,
        designer="dora",
        module="Example 400",
        module_sheet=SHEET,
        modules_count=20,
        power_kw_dc=Decimal(8),
        inverter="Example 10",
        power_kw_ac=Decimal(10),
        strings=(
            StringDesign(
                plane="south",
                tracker=1,
                strings=1,
                length=10,
                coldest_voc_v=Decimal(408),
                hottest_vmp_v=Decimal(262),
                current_a=Decimal("17.1"),
            ),
            StringDesign(
                plane="south",
                tracker=2,
                strings=1,
                length=10,
                coldest_voc_v=Decimal(408),
                hottest_vmp_v=Decimal(262),
                current_a=Decimal("17.1"),
            ),
        ),
        battery=BatteryDesign(name="Home battery", usable_kwh=Decimal("13.5"), power_kw=Decimal(5)),
        planes=(
            PlaneDesign(
                name="south",
                modules=20,
                tilt_degrees=Decimal(26),
                azimuth_degrees=Decimal(180),
                annual_yield_kwh=Decimal(11_000),
            ),
        ),
        latitude=Decimal("36.07"),
        longitude=Decimal("-79.79"),
        zone="America/New_York",
        annual_yield_kwh=Decimal(11_000),
        busbar_use_percent=Decimal(112),
    )
    return replace(found, **other)


def bill_of_materials(**other: Any) -> BillOfMaterials:
    found = BillOfMaterials(
        design_sha256="d" * 64,
        lines=(
            MaterialLine(
                part_number="PV-EXAMPLE-400",
                description="Module Example 400",
                kind="module",
                quantity=20,
                needs_serial=True,
            ),
            MaterialLine(
                part_number="INV-EXAMPLE-10",
                description="Inverter Example 10",
                kind="inverter",
                quantity=1,
                needs_serial=True,
            ),
        ),
    )
    return replace(found, **other)


def financial_projections(**other: Any) -> FinancialProjections:
    found = FinancialProjections(
        design_sha256="d" * 64,
        price_cents=3_670_000,
        incentives_cents=0,
        tariff="RES-E",
        tariff_sha256="7" * 64,
        bill_before_cents=210_000,
        bill_after_p50_cents=80_000,
        bill_after_p90_cents=92_000,
        yield_p50_kwh=Decimal(11_000),
        yield_p90_kwh=Decimal(10_100),
        years=25,
        price_escalator_percent=Decimal("2.5"),
        ways=(
            WayProjected(
                key="cash",
                name="Cash",
                upfront_cents=3_670_000,
                first_year_cents=12_000,
                paid_cents=4_000_000,
                net_p50_cents=200_000,
                net_p90_cents=-100_000,
                payback_years=Decimal("22.5"),
                payback_p90_years=None,
            ),
        ),
        rises=(),
        assumptions=("Upkeep: $15 a kW dc in year 1 (ours)",),
    )
    return replace(found, **other)


def customer_proposal(**other: Any) -> CustomerProposal:
    found = CustomerProposal(
        number="SOL-1",
        version=1,
        variant="first",
        customer="Ada Roof",
        premise="12 Example Lane, Greensboro",
        offered_on=date(2026, 11, 21),
        expires_on=date(2026, 12, 21),
        zone="America/New_York",
        price_cents=3_670_000,
        tariff="RES-E",
        tariff_sha256="7" * 64,
        design_sha256="d" * 64,
        projections_sha256="e" * 64,
        parts_sha256="b" * 64,
        pdf_sha256="f" * 64,
        offer_sha256="0" * 64,
        system="20 modules with 8.00 kW dc and a battery of 13.5 kWh",
        savings_p50_cents=130_000,
        savings_p90_cents=118_000,
        payback_years=Decimal("22.5"),
        annual_yield_kwh=Decimal(11_000),
    )
    return replace(found, **other)
