"""What changed from one version of a design to the next, in the words of whoever draws it."""

from collections.abc import Iterator, Mapping

from penstock.engineering.proposal.figures import decimals, whole
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign

Change = tuple[str, str, str]
NONE = "none"


def changes(before: SystemDesign, after: SystemDesign) -> tuple[Change, ...]:
    """Return what changed: what it is, how it was, how it is."""
    old, new = facts(before), facts(after)
    names = dict.fromkeys([*old, *new])
    return tuple(
        (name, old.get(name, NONE), new.get(name, NONE))
        for name in names
        if old.get(name) != new.get(name)
    )


def facts(design: SystemDesign) -> Mapping[str, str]:
    """Return what a design says, by what that is called."""
    return dict(_facts(design))


def _facts(design: SystemDesign) -> Iterator[tuple[str, str]]:
    yield "Variant", design.variant
    yield "Modules", f"{design.modules_count} × {design.module}"
    yield "Power of the modules", decimals(float(design.power_kw_dc), 2, "kW dc")
    yield "Inverter", f"{design.inverter_count} × {design.inverter}"
    yield "Power of the inverters", decimals(float(design.power_kw_ac), 2, "kW ac")
    if battery := design.battery:
        held = decimals(float(battery.usable_kwh), 1, "kWh")
        yield "Battery", f"{battery.name}, {held}, {decimals(float(battery.power_kw), 1, 'kW')}"
        yield "Kept for an outage", decimals(float(battery.reserve_kwh), 1, "kWh")
    for plane in design.planes:
        given = whole(float(plane.annual_yield_kwh), "kWh")
        yield f"Plane {plane.name}", f"{plane.modules} modules, {given} a year"
    for string in design.strings:
        at = f"Tracker {string.tracker}, {string.plane}"
        yield at, f"{string.strings} × {string.length} modules"
    if design.export_limit_kw is not None:
        yield "Export limit", decimals(float(design.export_limit_kw), 1, "kW ac")
    yield "Yield of a typical year", whole(float(design.annual_yield_kwh), "kWh")
    yield "Busbar taken", f"{design.busbar_use_percent:g} %"
    for lock in design.locks:
        yield f"Held fast: {lock.what}", lock.by
    for number, note in enumerate(design.notes, start=1):
        yield f"Note {number}", note
