"""The drawings and tables of a permit packet, made of the design that was signed."""

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from penstock.casework.packet import Drawing, Part, Table
from penstock.engineering.proposal.pictures import Device, one_line_diagram
from penstock.engineering.proposal.pictures.one_line import Kind
from penstock.engineering.proposal.pictures.picture import Picture
from penstock.engineering.proposal.words import words_in
from penstock.streams.ncv_03_solar_storage.conductors import CONDUCTORS_NOTE, conductors
from penstock.streams.ncv_03_solar_storage.currents import ac_current_a, breaker_a
from penstock.streams.ncv_03_solar_storage.items import (
    BillOfMaterials,
    SiteSpecifics,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.design import StringDesign

SITE_PLAN, ONE_LINE = "Site plan", "One-line diagram"
STRINGS, EQUIPMENT = "String calculation", "Equipment list"
_WIDTH = 960.0


def one_line(design: SystemDesign, site: SiteSpecifics) -> Picture:
    """Return the one-line diagram with the ratings that a plan checker looks for."""
    return one_line_diagram(
        [*_direct_current(design), *_alternating_current(design, site)],
        finding=f"{design.power_kw_dc} kW dc of modules and {design.power_kw_ac} kW ac of "
        f"inverters feed the {site.main_panel_rating_a} A service through a back-fed breaker.",
        words=words_in("en"),
        width=_WIDTH,
    )


def site_plan_part(design: SystemDesign, premise: str) -> Part:
    """Return the site plan: the roof from above with its modules and what stays free."""
    rows = tuple(
        (
            each.name,
            str(each.modules),
            f"{each.tilt_degrees:g}°",
            f"{each.azimuth_degrees:g}°",
        )
        for each in design.planes
    )
    drawing = Drawing(
        svg=design.roof_svg,
        words=f"The roof of {premise} from above with {design.modules_count} modules.",
    )
    columns = ("Plane", "Modules", "Tilt", "Azimuth")
    return Part(
        name=SITE_PLAN,
        finding=f"{design.modules_count} modules at {premise}; {_place(design)}.",
        drawings=(drawing,) if design.roof_svg else (),
        tables=(Table(columns=columns, rows=rows, right=(1, 2, 3)),) if design.roof_svg else (),
    )


def one_line_part(design: SystemDesign, site: SiteSpecifics, picture: Picture) -> Part:
    """Return the one-line diagram with the busbar beside it."""
    from penstock.engineering.solar.overcurrent import CODE

    current_a = ac_current_a(design, site)
    return Part(
        name=ONE_LINE,
        finding=picture.finding,
        drawings=(Drawing(svg=picture.bare_svg(), words=picture.finding),),
        tables=(conductors(design, site),),
        notes=(
            CONDUCTORS_NOTE,
            f"Back-fed breaker: {current_a:.1f} A at rated power, 125 % are {1.25 * current_a:.1f} "
            f"A, the next standard rating is {breaker_a(design, site)} A ({CODE}).",
            f"Busbar: {design.busbar_use_percent} % of {site.busbar_rating_a} A are taken, 120 % "
            "may be (NEC 705.12(B)).",
            "Rapid shutdown within the array (690.12(B)(2)), started at the service disconnect; "
            "label by 690.12(D).",
            *design.notes,
        ),
    )


def strings_part(design: SystemDesign) -> Part:
    """Return what each string has in the cold, in the heat, and for conductors."""
    sheet = design.module_sheet
    columns = ("Plane", "Tracker", "Strings", "Coldest Voc", "Hottest Vmp", "Current, 125 %")
    return Part(
        name=STRINGS,
        finding=f"{design.module}: {sheet.voc_v} V without load, {sheet.isc_a} A shorted, "
        f"{sheet.voc_percent_per_c} %/°C.",
        tables=(
            Table(columns=columns, rows=tuple(map(_string, design.strings)), right=(1, 2, 3, 4, 5)),
        ),
        notes=(
            f"Coldest voltage: n · Voc · (1 + β (T - 25 °C)) by NEC 690.7(A)(1){_coldest(design)}.",
            "Current: strings side by side · Isc · 125 % by NEC 690.8(A)(1).",
        ),
    )


def equipment_part(parts: BillOfMaterials) -> Part:
    """Return every part with its number."""
    rows = tuple(
        (each.description or each.part_number, each.part_number, each.kind, str(each.quantity))
        for each in parts.lines
    )
    columns = ("Part", "Number", "Kind", "Quantity")
    return Part(
        name=EQUIPMENT,
        finding="Everything that is installed, as it is ordered.",
        tables=(Table(columns=columns, rows=rows, right=(3,)),),
    )


def _direct_current(design: SystemDesign) -> Iterator[Device]:
    volts = max(each.coldest_voc_v for each in design.strings)
    amps = max(each.current_a for each in design.strings)
    number = sum(each.strings for each in design.strings)
    yield Device(
        kind=Kind.ARRAY,
        name="Modules",
        ratings=f"{design.modules_count} × {design.module}, {number} strings",
    )
    yield Device(kind=Kind.SHUTDOWN, name="Rapid shutdown", ratings="At the array, NEC 690.12")
    yield Device(
        kind=Kind.SWITCH,
        name="DC disconnect",
        ratings=f"{_up(volts)} V dc, {_up(amps)} A or more, NEC 690.13",
    )


def _alternating_current(design: SystemDesign, site: SiteSpecifics) -> Iterator[Device]:
    count = f"{design.inverter_count} × " if design.inverter_count > 1 else ""
    volts = f"{site.service_voltage_v:g} V"
    phases = "three-phase" if site.service_phases == 3 else "single-phase"
    rating = breaker_a(design, site)
    yield Device(
        kind=Kind.INVERTER,
        name="Inverter",
        ratings=f"{count}{design.inverter}, {design.power_kw_ac} kW ac",
    )
    if battery := design.battery:
        held = f"{battery.name}, {battery.usable_kwh} kWh, {battery.power_kw} kW"
        yield Device(kind=Kind.BATTERY, name="Battery", ratings=held, below=True)
    yield Device(
        kind=Kind.SWITCH,
        name="AC disconnect",
        ratings=f"{rating} A, {volts}, visible and lockable",
    )
    yield Device(kind=Kind.BREAKER, name="Breaker", ratings=f"{rating} A, back-fed")
    yield Device(
        kind=Kind.PANEL,
        name="Main panel",
        ratings=f"{site.main_panel_rating_a:g} A main, {site.busbar_rating_a:g} A busbar",
    )
    yield Device(kind=Kind.METER, name="Utility meter", ratings=f"{volts}, {phases}")
    limit = design.export_limit_kw
    exported = "no export limit" if limit is None else f"export up to {limit} kW"
    yield Device(kind=Kind.GRID, name="Utility", ratings=exported)


def _string(each: StringDesign) -> tuple[str, ...]:
    return (
        each.plane,
        str(each.tracker),
        f"{each.strings} × {each.length}",
        f"{each.coldest_voc_v:.1f} V",
        f"{each.hottest_vmp_v:.1f} V",
        f"{each.current_a:.1f} A",
    )


def _coldest(design: SystemDesign) -> str:
    """Return the temperature that the coldest voltage was reckoned for, in words."""
    sheet, first = design.module_sheet, design.strings[0]
    if not sheet.voc_percent_per_c or not first.coldest_voc_v:
        return ""
    ratio = first.coldest_voc_v / (first.length * sheet.voc_v) - 1
    celsius = Decimal(25) + ratio * 100 / sheet.voc_percent_per_c
    return f", here for {celsius:.1f} °C"


def _place(design: SystemDesign) -> str:
    north = "N" if design.latitude >= 0 else "S"
    east = "E" if design.longitude >= 0 else "W"
    return f"{abs(design.latitude):g}° {north}, {abs(design.longitude):g}° {east}"


def _up(value: Decimal) -> str:
    return f"{ceil(value):,}"
