"""What is designed: a site, variants of a system, and the parts to be bought."""

from dataclasses import dataclass
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


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
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


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
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
