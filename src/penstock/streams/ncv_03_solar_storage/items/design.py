"""What the second stage takes in and gives out: a site, designs, a proposal and its parts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Gt, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side

Amount = Annotated[Decimal, Ge(0)]
Power = Annotated[Decimal, Gt(0)]
Count = Annotated[int, Ge(0)]
Sha256 = Annotated[str, MinLen(64)]


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSpecifics:
    """What was seen and measured at the site.

    Args:
        roof_json: The roof file as text, in the form of docs/reference/roof-files.md.
        main_panel_rating_a: The main breaker of the panel. [A]
        busbar_rating_a: Its busbar, which may be larger. [A]
        service_voltage_v: Between lines. [V]
        service_phases: 1, or 3.
        place: Country and state as incentive rules name them: `US-NC`.
        photos_taken: What was photographed.
        surveyed_by: Who was there.
    """

    roof_json: Annotated[str, MinLen(2)]
    main_panel_rating_a: Power
    busbar_rating_a: Power
    service_voltage_v: Power = Decimal(240)
    service_phases: int = 1
    place: str = "US-NC"
    photos_taken: tuple[str, ...] = ()
    surveyed_by: str = ""

    def __post_init__(self) -> None:
        if self.service_phases not in (1, 3):
            raise ValueError(f"service_phases is {self.service_phases}; expected 1 or 3")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleSheet:
    """What a module's data sheet says, at 1000 W/m² and cells of 25 °C.

    Args:
        power_w: Rated. [W]
        voc_v: Voltage without load. [V]
        isc_a: Current of a short circuit. [A]
        vmp_v: Voltage at the most power. [V]
        imp_a: Current at the most power. [A]
        voc_percent_per_c: What voltage without load changes by; below 0. [%/°C]
        power_percent_per_c: The same of power. [%/°C]
        length_m: The longer side. [m]
        width_m: The shorter side. [m]
    """

    power_w: Power
    voc_v: Power
    isc_a: Power
    vmp_v: Power
    imp_a: Power
    voc_percent_per_c: Decimal
    power_percent_per_c: Decimal
    length_m: Power
    width_m: Power


@dataclass(frozen=True, slots=True, kw_only=True)
class StringDesign:
    """Strings of one plane and one length on one tracker.

    Args:
        plane: Whose modules they are.
        tracker: Counted from 1 over all inverters.
        strings: How many there are, side by side.
        length: How many modules each has.
        coldest_voc_v: One string without load in the expected cold. [V]
        hottest_vmp_v: One string at the most power in the heat. [V]
        current_a: Of all strings of the tracker, with 125 % of NEC 690.8(A). [A]
    """

    plane: str
    tracker: Annotated[int, Ge(1)]
    strings: Annotated[int, Ge(1)]
    length: Annotated[int, Ge(1)]
    coldest_voc_v: Amount
    hottest_vmp_v: Amount
    current_a: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaneDesign:
    """A plane with modules.

    Args:
        name: What people call it.
        modules: How many lie on it.
        tilt_degrees: From level. [degrees]
        azimuth_degrees: Where it looks; 180 is south. [degrees]
        annual_yield_kwh: What it gives in a typical year. [kWh]
    """

    name: str
    modules: Count
    tilt_degrees: Amount
    azimuth_degrees: Amount
    annual_yield_kwh: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryDesign:
    """A battery of a design.

    Args:
        name: Maker and type.
        usable_kwh: What can be taken from it. [kWh]
        power_kw: The most it gives and takes. [kW]
        reserve_kwh: What is kept for an outage. [kWh]
    """

    name: str
    usable_kwh: Power
    power_kw: Power
    reserve_kwh: Amount = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignLock:
    """Something of a variant that a designer holds fast.

    Args:
        what: `module`, `inverter`, `modules`, `battery` or `export limit`.
        by: Who holds it.
    """

    what: str
    by: str


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SystemDesign:
    """What is built: one variant in one version.

    Its hash is the SHA-256 of its recorded bytes.

    Args:
        variant: Its name.
        version: Counted from 1 for each variant.
        designer: Who made it.
        locks: What designers hold fast.
        module: Maker and type.
        module_sheet: What its data sheet says.
        modules_count: How many.
        power_kw_dc: Of all modules under rated conditions. [kW dc]
        inverter: Maker and type.
        inverter_count: How many.
        power_kw_ac: Of all inverters. [kW ac]
        strings: How modules are wired.
        battery: The battery, if there is one.
        planes: Where modules lie.
        latitude: Degrees north.
        longitude: Degrees east.
        zone: IANA name of the site's time zone.
        export_limit_kw: The most that may flow into the grid; None for no limit. [kW ac]
        annual_yield_kwh: What it gives in a typical year (P50). [kWh]
        busbar_use_percent: What NEC 705.12(B) takes of the busbar; 120 is allowed. [%]
        notes: What a reader has to know.
        roof_svg: The roof with its modules, seen from above.
    """

    variant: Annotated[str, MinLen(1)]
    version: Annotated[int, Ge(1)]
    designer: str
    locks: tuple[DesignLock, ...] = ()
    module: str
    module_sheet: ModuleSheet
    modules_count: Annotated[int, Ge(1)]
    power_kw_dc: Power
    inverter: str
    inverter_count: Annotated[int, Ge(1)] = 1
    power_kw_ac: Power
    strings: tuple[StringDesign, ...]
    battery: BatteryDesign | None = None
    planes: Annotated[tuple[PlaneDesign, ...], MinLen(1)]
    latitude: Decimal
    longitude: Decimal
    zone: str
    export_limit_kw: Amount | None = None
    annual_yield_kwh: Amount
    busbar_use_percent: Amount
    notes: tuple[str, ...] = ()
    roof_svg: str = ""


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class DesignVariants:
    """All variants of a case, each in its newest version: a paper of the design.

    Args:
        variants: The variants, in the order in which they were begun.
        chosen: The name of the one that is proposed.
    """

    variants: Annotated[tuple[SystemDesign, ...], MinLen(1)]
    chosen: str

    def __post_init__(self) -> None:
        names = [each.variant for each in self.variants]
        if len(set(names)) < len(names):
            raise ValueError("two variants have the same name")
        if self.chosen not in names:
            raise ValueError(f"“{self.chosen}” is chosen, which is none of the variants")


@dataclass(frozen=True, slots=True, kw_only=True)
class WayProjected:
    """A way of paying, over all years.

    Args:
        key: `cash`, `loan`, `lease` or `power_purchase`.
        name: What people call it.
        terms: Its terms in words.
        upfront_cents: What is paid on the first day. [cents]
        first_year_cents: What is paid in year 1. [cents]
        paid_cents: All that is ever paid. [cents]
        net_p50_cents: What is left after all years in a typical case. [cents]
        net_p90_cents: What nine cases of ten exceed. [cents]
        payback_years: When it is paid back; None where it never is.
        payback_p90_years: The same in poor sun.
    """

    key: str
    name: str
    terms: str = ""
    upfront_cents: int
    first_year_cents: int
    paid_cents: int
    net_p50_cents: int
    net_p90_cents: int
    payback_years: Amount | None
    payback_p90_years: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiseProjected:
    """What paying cash comes to at another rise of electricity's price.

    Args:
        escalator_percent: The rise. [%/year]
        net_cents: What is left after all years. [cents]
        payback_years: When it is paid back; None where it never is.
    """

    escalator_percent: Decimal
    net_cents: int
    payback_years: Amount | None


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.CONFIDENTIAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialProjections:
    """What a design costs and saves.

    Args:
        design_sha256: Of the system design it is made for.
        price_cents: The cash price. [cents]
        incentives_cents: What dated rules grant the customer. [cents]
        tariff: The tariff that savings are reckoned by.
        tariff_sha256: Which version of it.
        bill_before_cents: A year's bills without the system. [cents]
        bill_after_p50_cents: With it in a typical year. [cents]
        bill_after_p90_cents: With it in a year that nine of ten exceed. [cents]
        yield_p50_kwh: What the sun gives in a typical year. [kWh]
        yield_p90_kwh: What it gives in nine years of ten. [kWh]
        years: For how many years it is reckoned.
        price_escalator_percent: How electricity's price is taken to rise. [%/year]
        ways: Ways of paying, cash first.
        rises: Cash at other rises, in rising order.
        assumptions: What is taken for granted, each with who says so.
    """

    design_sha256: Sha256
    price_cents: Annotated[int, Gt(0)]
    incentives_cents: int
    tariff: str
    tariff_sha256: Sha256
    bill_before_cents: int
    bill_after_p50_cents: int
    bill_after_p90_cents: int
    yield_p50_kwh: Amount
    yield_p90_kwh: Amount
    years: Annotated[int, Ge(1)]
    price_escalator_percent: Decimal
    ways: Annotated[tuple[WayProjected, ...], MinLen(1)]
    rises: tuple[RiseProjected, ...]
    assumptions: tuple[str, ...]

    @property
    def savings_p50_cents(self) -> int:
        """What bills are lower in a typical year 1 [cents]."""
        return self.bill_before_cents - self.bill_after_p50_cents

    @property
    def savings_p90_cents(self) -> int:
        """What they are lower in a year that nine of ten exceed [cents]."""
        return self.bill_before_cents - self.bill_after_p90_cents

    @property
    def payback_years(self) -> Decimal | None:
        """When the first way of paying, cash, is paid back; None where it never is."""
        return self.ways[0].payback_years


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerProposal:
    """What is offered to a customer: one version of a design, at a price, until a day.

    Args:
        number: What the proposal is called, the same for all its versions.
        version: Counted from 1.
        variant: Of the design.
        customer: Whom it is for.
        premise: Where it is built.
        offered_on: The day of the offer.
        expires_on: The first day on which it holds no more.
        zone: By whose clock these days begin.
        price_cents: The cash price. [cents]
        tariff: The tariff that savings are reckoned by.
        tariff_sha256: Which version of it.
        design_sha256: Of the system design as recorded.
        projections_sha256: Of the financial projections as recorded.
        parts_sha256: Of the bill of materials as recorded.
        pdf_sha256: Of the proposal document.
        offer_sha256: Of all that the document states; it is printed there.
        system: The system in a line.
        savings_p50_cents: What bills are lower in a typical year 1. [cents]
        savings_p90_cents: The same in a poor year. [cents]
        payback_years: When cash is paid back; None where it never is.
        annual_yield_kwh: What the sun gives in a typical year. [kWh]
        because: Why there is this version.
    """

    number: Annotated[str, MinLen(1)]
    version: Annotated[int, Ge(1)]
    variant: str
    customer: str
    premise: str = ""
    offered_on: date
    expires_on: date
    zone: str
    price_cents: Annotated[int, Gt(0)]
    tariff: str
    tariff_sha256: Sha256
    design_sha256: Sha256
    projections_sha256: Sha256
    parts_sha256: Sha256
    pdf_sha256: Sha256
    offer_sha256: Sha256
    system: str
    savings_p50_cents: int
    savings_p90_cents: int
    payback_years: Amount | None
    annual_yield_kwh: Amount
    because: str = ""


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDocument:
    """The proposal as a PDF: a paper of the design."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """A part to be bought.

    Args:
        part_number: By which it is ordered: `PV-EXAMPLE-400`.
        description: What it is.
        kind: `module`, `inverter`, `battery`, `mounting`, `electrical`, `safety`, `label` or
            `monitoring`.
        quantity: How many.
        needs_serial: Whether each piece's serial number is kept.
    """

    part_number: Annotated[str, MinLen(1)]
    description: str
    kind: str
    quantity: Annotated[int, Ge(1)]
    needs_serial: bool = False


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class BillOfMaterials:
    """Every part to be bought for a design.

    Args:
        design_sha256: Of the system design it is made for.
        lines: The parts; no part number twice.
    """

    design_sha256: Sha256
    lines: Annotated[tuple[MaterialLine, ...], MinLen(1)]

    def __post_init__(self) -> None:
        numbers = [each.part_number for each in self.lines]
        if len(set(numbers)) < len(numbers):
            raise ValueError("a part number stands twice")


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequoteNote:
    """What a changed tariff did to a proposal: a paper of the design.

    Args:
        tariff: The tariff.
        old_sha256: The version that was reckoned by before.
        new_sha256: The version now.
        old_savings_cents: What bills were lower in a typical year 1. [cents]
        new_savings_cents: What they are lower now. [cents]
        requoted_at: When.
        words: What this means for the customer, in a sentence.
    """

    tariff: str
    old_sha256: Sha256
    new_sha256: Sha256
    old_savings_cents: int
    new_savings_cents: int
    requoted_at: datetime
    words: str
