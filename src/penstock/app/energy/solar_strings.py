"""The strings of a roof: its modules, an inverter, and how cold it gets there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penstock.app.energy.solar import SolarDesign, designed, read_roof_file
from penstock.app.energy.solar_weather import weather_for
from penstock.engineering.solar.cec_tables import TableInverter
from penstock.engineering.solar.equipment import Inverter
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.extremes import Extremes, extremes_at
from penstock.engineering.solar.layout import RoofLayout
from penstock.engineering.solar.roof_files import RoofFile
from penstock.engineering.solar.string_limits import (
    BUILDING_V,
    CODE,
    DWELLING_V,
    StringLimits,
    string_limits,
)
from penstock.engineering.solar.strings import Tracker, wired


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """A roof's strings, and what they are held against.

    Args:
        layout: The modules.
        inverter: What they feed.
        inverters: How many of it.
        extremes: The air they are made for.
        limits: What a string may be.
        trackers: The strings.
    """

    layout: RoofLayout
    inverter: Inverter
    inverters: int
    extremes: Extremes
    limits: StringLimits
    trackers: tuple[Tracker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What somebody wants otherwise than the roof file says.

    Args:
        module: Another module.
        inverter: Another inverter.
        inverters: How many of it.
        weather: Another weather than the nearest.
        coldest_c: Another lowest temperature. [°C]
        by_table: The cold by table 690.7(A).
    """

    module: str | None = None
    inverter: str | None = None
    inverters: int | None = None
    weather: str | None = None
    coldest_c: float | None = None
    by_table: bool = False


def wiring(path: Path, choices: Choices) -> Wiring:
    """Return the strings of a roof file's modules.

    Raises:
        InfeasibleStringError: They cannot be.
        SolarError: Something is wrong with the file, the equipment or the weather.
    """
    design = designed(
        path, module=choices.module, inverter=choices.inverter, inverters=choices.inverters
    )
    return strings_of(design, read_roof_file(path), choices)


def strings_of(design: SolarDesign, file: RoofFile, choices: Choices) -> Wiring:
    """Return the strings of a design's modules.

    Args:
        design: The modules and what they feed.
        file: The roof file, which says how cold it gets and what building it is.
        choices: The weather, the cold and the method.

    Raises:
        InfeasibleStringError: They cannot be.
        SolarError: Something is wrong with the equipment or the weather.
    """
    layout, inverter = design.layout, design.inverter
    if isinstance(inverter, TableInverter):
        raise SolarError(
            f"The CEC table does not say what voltage {inverter.name} must never see, nor its "
            "currents; give its data sheet as a file with --inverter."
        )
    extremes = _extremes(layout, file, choices)
    limits = string_limits(
        layout.module,
        inverter,
        extremes,
        building_v=DWELLING_V if file.is_dwelling else BUILDING_V,
        by_table=choices.by_table,
    )
    planes = [(each.plane.name, each.count) for each in layout.planes]
    return Wiring(
        layout=layout,
        inverter=inverter,
        inverters=design.inverters,
        extremes=extremes,
        limits=limits,
        trackers=wired(planes, limits, inverter, inverters=design.inverters),
    )


def _extremes(layout: RoofLayout, file: RoofFile, choices: Choices) -> Extremes:
    place = {"latitude": layout.roof.latitude, "longitude": layout.roof.longitude}
    given = file.coldest if choices.coldest_c is None else (choices.coldest_c, "as asked for")
    return extremes_at(weather_for(choices.weather, **place).year, given=given, **place)


def wiring_lines(found: Wiring) -> Iterator[str]:
    """Yield strings for a terminal: what is where, and what each is held against."""
    limits, extremes = found.limits, found.extremes
    number = f"{found.inverters} of " if found.inverters > 1 else ""
    yield f"{found.layout.roof.name}: {found.layout.count} modules on {number}{found.inverter.name}"
    wide = max((len(each.plane) for each in found.trackers), default=0)
    for place, each in enumerate(found.trackers, start=1):
        strings = f"{each.strings} x {each.length} modules"
        yield (
            f"  tracker {place}  {each.plane.ljust(wide)}  {strings:<15}"
            f"  {each.length * limits.coldest_voc_v:5.0f} V in the cold"
            f"  {each.length * limits.hottest_vmp_v:5.0f} V in the heat"
            f"  {each.strings * limits.current_a:5.1f} A"
        )
    yield ""
    yield f"A string has {limits.shortest} to {limits.longest} modules:"
    yield (
        f"  {limits.coldest_voc_v:.2f} V each at {extremes.coldest_c:g} °C ({limits.method}), of "
        f"{limits.limit_v:g} V that {limits.limit_of} allows"
    )
    yield (
        f"  {limits.hottest_vmp_v:.2f} V each at {extremes.hottest_c:g} °C in the sun, to reach "
        f"{found.inverter.mppt_low_v:g} V"
    )
    yield f"  {extremes.coldest_c:g} °C: {extremes.source}"
    yield f"After {CODE}; currents with the 125 % of 690.8(A)."


def wiring_json(found: Wiring) -> dict[str, Any]:
    """Return strings as JSON has them."""
    limits, extremes = found.limits, found.extremes
    return {
        "roof": found.layout.roof.name,
        "module": found.layout.module.name,
        "inverter": found.inverter.name,
        "inverters": found.inverters,
        "code": CODE,
        "method": limits.method,
        "coldest_c": extremes.coldest_c,
        "coldest_source": extremes.source,
        "hottest_c": extremes.hottest_c,
        "shortest": limits.shortest,
        "longest": limits.longest,
        "limit_v": limits.limit_v,
        "limit_of": limits.limit_of,
        "string_current_a": round(limits.current_a, 6),
        "trackers": [
            {
                "plane": each.plane,
                "strings": each.strings,
                "modules_each": each.length,
                "coldest_voc_v": round(each.length * limits.coldest_voc_v, 3),
                "hottest_vmp_v": round(each.length * limits.hottest_vmp_v, 3),
                "current_a": round(each.strings * limits.current_a, 6),
            }
            for each in found.trackers
        ],
    }
