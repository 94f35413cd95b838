"""What a customer is handed: the system as it was built, tested and permitted, as one packet."""

from collections.abc import Iterator
from datetime import date

from penstock.casework.packet import Cover, Packet, Part, Table
from penstock.delivery.stage_acts import CaseFacts
from penstock.engineering.commissioning.verdicts import Verdict
from penstock.streams.ncv_03_solar_storage import drawings
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CommissioningReport,
    PermissionToOperatePto,
)
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.installation import InstalledDgStorageSystem

# In the order in which a person does it; NEC 690.12 and 706.15 ask for the switches.
_SHUTDOWN = (
    ("1", "Throw the rapid shutdown switch beside the meter.", "The roof is safe after 30 s."),
    ("2", "Open the breaker marked “solar” in the main panel.", "Nothing flows to the grid."),
)
_BATTERY = ("3", "Switch the battery off at its own switch.", "The backed-up loads are dead, too.")


def handover_packet(  # noqa: PLR0913  # it tells of all of these items
    design: SystemDesign,
    site: SiteSpecifics,
    installed: InstalledDgStorageSystem,
    report: CommissioningReport,
    permission: PermissionToOperatePto,
    *,
    case: CaseFacts,
    on: date,
) -> Packet:
    """Return the packet of a system that runs.

    Args:
        design: As it was drawn and built.
        site: Where.
        installed: What was built in.
        report: What it showed when it was tested.
        permission: Under which it runs.
        case: Whose it is.
        on: The day of the packet.
    """
    return Packet(
        cover=_cover(design, permission, case=case, on=on),
        parts=(
            *_drawn(design, site, case),
            _serials(installed),
            _tests(report),
            _permitted(permission),
            _shutting_down(design),
        ),
    )


def _cover(
    design: SystemDesign, permission: PermissionToOperatePto, *, case: CaseFacts, on: date
) -> Cover:
    facts = (
        ("Address", case.premise),
        ("Modules", f"{design.modules_count} × {design.module}, {design.power_kw_dc} kW dc"),
        ("Inverter", f"{design.inverter}, {design.power_kw_ac} kW ac"),
        ("Battery", design.battery.name if design.battery else "none"),
        ("May run from", permission.effective_on.isoformat()),
    )
    return Cover(
        title="Your solar and storage system" if design.battery else "Your solar system",
        subtitle=f"Case {case.case_id}, as it was built, tested and permitted",
        facts=tuple(each for each in facts if each[1]),
        made_by=case.person,
        made_on=on,
    )


def _drawn(design: SystemDesign, site: SiteSpecifics, case: CaseFacts) -> Iterator[Part]:
    if design.roof_svg:
        yield drawings.site_plan_part(design, case.premise)
    yield drawings.one_line_part(design, site, drawings.one_line(design, site))
    yield drawings.strings_part(design)


def _serials(installed: InstalledDgStorageSystem) -> Part:
    rows = tuple((each.part_number, each.serial_number) for each in installed.serials)
    return Part(
        name="Serial numbers",
        finding=f"Built by {installed.crew}, completed on {installed.completed_at.date()}. "
        "Warranties go by these numbers.",
        tables=(Table(columns=("Part", "Serial number"), rows=rows),),
    )


def _tests(report: CommissioningReport) -> Part:
    rows = tuple(
        (each.test, each.subject, _value(each.measured, each), _limits(each), each.outcome.value)
        for each in report.verdicts
    )
    return Part(
        name="Commissioning report",
        finding=f"All {len(rows)} tests passed on {report.commissioned_at.date()}.",
        tables=(
            Table(columns=("Test", "Of", "Measured", "Limits", "Result"), rows=rows, right=(2,)),
        ),
        notes=tuple(
            f"Measured with {each.name}, {each.serial}, calibrated until {each.calibrated_until}."
            for each in report.instruments
        ),
    )


def _value(value: float | None, of: Verdict) -> str:
    return "" if value is None else f"{value:,.5g} {of.unit}".strip()


def _limits(of: Verdict) -> str:
    low, high = _value(of.lowest, of), _value(of.highest, of)
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else ""


def _permitted(permission: PermissionToOperatePto) -> Part:
    limit = permission.export_limit_kw
    rows = [
        ("Interconnection request", permission.request_id),
        ("Granted", permission.granted_at.date().isoformat()),
        ("May run from", permission.effective_on.isoformat()),
        ("Up to", f"{permission.capacity_kw_ac} kW ac"),
        ("May flow out", "all of it" if limit is None else f"{limit} kW at most"),
        *(("Condition", each) for each in permission.conditions),
    ]
    return Part(
        name="Permission to operate",
        finding="The utility permits this system to run beside its network.",
        tables=(Table(columns=("What", "As permitted"), rows=tuple(rows)),),
    )


def _shutting_down(design: SystemDesign) -> Part:
    rows = (*_SHUTDOWN, _BATTERY) if design.battery else _SHUTDOWN
    return Part(
        name="Shutting down",
        finding="In a fire or a flood, and before anybody works on the roof.",
        tables=(Table(columns=("", "Do", "Then"), rows=rows),),
        notes=(
            "Modules in light are live until the switch is thrown. Call us before you touch one.",
        ),
    )
