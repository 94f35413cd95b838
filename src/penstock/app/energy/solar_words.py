"""Layouts and yields in words, as JSON and as rows of CSV."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from penstock.app.energy.solar import SolarYear
from penstock.app.energy.solar_weather import FAR_KM
from penstock.engineering.solar.layout import PlaneLayout, RoofLayout
from penstock.engineering.solar.uncertainty import (
    ASSUMED,
    degraded_share,
    deviation,
    exceeded_share,
)
from penstock.engineering.solar.words import facing_words

# A usual warranty of modules, and more modules than any inverter is meant for.
_YEARS, _MUCH = 25, 2.0


def layout_lines(layout: RoofLayout) -> Iterator[str]:
    """Yield a layout for a terminal."""
    roof, module = layout.roof, layout.module
    yield f"{roof.name}: {layout.count} modules, {layout.power_kw:.2f} kW dc"
    yield f"  {module.name}, {module.power_w:.0f} W, {module.length_m:g} m by {module.width_m:g} m"
    wide = max((len(each.plane.name) for each in layout.planes), default=0)
    for each in layout.planes:
        facing = each.plane.facing
        where = f"{facing_words(facing.azimuth_degrees)}, tilt {facing.tilt_degrees:g}°"
        yield f"  {each.plane.name.ljust(wide)}  {_modules(each):>22}  {where}"
    yield ""
    yield f"Modules take {layout.covered_share:.0%} of the roof, seen from above."
    yield from _rule_lines(layout)


def _modules(each: PlaneLayout) -> str:
    way = "portrait" if each.is_portrait else "landscape"
    return f"{each.count} modules {way}" if each.count else "no modules"


def _rule_lines(layout: RoofLayout) -> Iterator[str]:
    rule, roof = layout.roof.rule, layout.roof
    yield f"Kept free after {rule.source}{rule.dated and ', ' + rule.dated}:"
    ridges = sorted({each.ridge_m for each in layout.planes if each.count})
    at_ridges = " or ".join(f"{each:.2f} m" for each in ridges) or "nothing"
    yield f"  {at_ridges} at ridges, {rule.pathway_m:.2f} m for pathways."
    if roof.jurisdiction:
        yield f"  Jurisdiction: {roof.jurisdiction}."


def layout_json(layout: RoofLayout) -> dict[str, Any]:
    """Return a layout as JSON has it; corners are in metres on the plane."""
    rule = layout.roof.rule
    return {
        "roof": layout.roof.name,
        "module": {"name": layout.module.name, "power_w": layout.module.power_w},
        "modules": layout.count,
        "power_kw_dc": layout.power_kw,
        "covered_share": round(layout.covered_share, 6),
        "rule": {
            "id": rule.id,
            "source": rule.source,
            "dated": rule.dated,
            "jurisdiction": layout.roof.jurisdiction,
        },
        "planes": [_plane_json(each) for each in layout.planes],
    }


def _plane_json(each: PlaneLayout) -> dict[str, Any]:
    return {
        "name": each.plane.name,
        "tilt_degrees": each.plane.facing.tilt_degrees,
        "azimuth_degrees": each.plane.facing.azimuth_degrees,
        "area_m2": round(each.plane.area_m2, 6),
        "modules": each.count,
        "portrait": each.is_portrait,
        "ridge_setback_m": each.ridge_m,
        "pathway_m": each.strip and [round(place, 6) for place in each.strip],
        "module_size_m": list(each.grid.size),
        "module_corners_m": [[round(x, 6), round(y, 6)] for x, y in each.grid.corners],
    }


def yield_lines(year: SolarYear) -> Iterator[str]:
    """Yield a year's energy for a terminal: how much, how sure, and where the rest goes."""
    layout, p50 = year.design.layout, float(year.yield_kwh.sum())
    yield (
        f"{layout.roof.name}: {p50:,.0f} kWh in {year.steps.year} "
        f"({p50 / layout.power_kw:,.0f} kWh per kW dc)"
    )
    inverter = year.design.inverter
    yield f"  {layout.count} modules {layout.module.name}, {layout.power_kw:.2f} kW dc"
    number, power_kw = year.design.inverters, year.design.power_kw_ac
    many = f"{number} inverters" if number > 1 else "Inverter"
    yield f"  {many} {inverter.name}, {power_kw:g} kW ac"
    if layout.power_kw > _MUCH * power_kw:
        yield (
            f"  The modules are rated {layout.power_kw / power_kw:.1f} times as much. Does it take "
            "more inverters (--inverters)?"
        )
    yield f"  Weather: {year.weather.words}"
    if year.weather.distance_km > FAR_KM:
        yield f"  That is farther than {FAR_KM:g} km: give weather from nearer by with --weather."
    yield ""
    yield f"P50 {p50:>10,.0f} kWh   as likely more as less"
    yield f"P90 {p50 * exceeded_share(0.9):>10,.0f} kWh   more in nine years of ten"
    yield f"    Assumed deviation {deviation():.1%}, of which:"
    for doubt in ASSUMED:
        yield f"      {doubt.share:>5.1%}  {doubt.name.lower()}"
    last = p50 * degraded_share(_YEARS)
    yield f"P50 {last:>10,.0f} kWh   in year {_YEARS}, where modules lose 0.5 % a year"
    yield ""
    yield from _waterfall_lines(year)


def _waterfall_lines(year: SolarYear) -> Iterator[str]:
    fall = year.hourly.waterfall
    rows = [("Light on the modules, at their rating", fall.nameplate_wh)]
    rows += [(f"  {each.name}", -each.lost_wh) for each in fall.steps]
    rows += [("Delivered in a typical year", fall.delivered_wh)]
    wide = max(len(name) for name, _ in rows)
    for name, energy_wh in rows:
        sign = "−" if energy_wh < 0 else " "
        share = f"{abs(energy_wh) / fall.nameplate_wh:>7.1%}"
        yield f"{name.ljust(wide)}  {sign}{abs(energy_wh) / 1000:>9,.0f} kWh {share}"


def yield_json(year: SolarYear) -> dict[str, Any]:
    """Return a year's energy as JSON has it."""
    p50, fall, weather = float(year.yield_kwh.sum()), year.hourly.waterfall, year.weather
    return {
        "roof": year.design.layout.roof.name,
        "year": year.steps.year,
        "zone": year.steps.zone,
        "power_kw_dc": year.design.layout.power_kw,
        "inverters": year.design.inverters,
        "power_kw_ac": year.design.power_kw_ac,
        "p50_kwh": round(p50, 3),
        "p90_kwh": round(p50 * exceeded_share(0.9), 3),
        "deviation": round(deviation(), 6),
        "doubts": [{"name": e.name, "share": e.share, "yearly": e.is_yearly} for e in ASSUMED],
        "weather": {
            "name": weather.year.name,
            "kind": weather.year.source,
            "distance_km": round(weather.distance_km, 1),
        },
        "months_kwh": [round(each, 3) for each in months_kwh(year)],
        "planes": [
            {"name": array.name, "power_kw_dc": array.power_kw, "kwh": round(float(row.sum()), 3)}
            for array, row in zip(year.design.layout.arrays, year.hourly.by_array_kwh, strict=True)
        ],
        "waterfall": {
            "nameplate_wh": fall.nameplate_wh,
            "steps": [{"name": each.name, "lost_wh": each.lost_wh} for each in fall.steps],
            "delivered_wh": fall.delivered_wh,
        },
    }


def months_kwh(year: SolarYear) -> list[float]:
    """Return the energy of each month, by the clock on the wall [kWh]."""
    from zoneinfo import ZoneInfo

    zone, steps = ZoneInfo(year.steps.zone), year.steps
    found = [0.0] * 12
    for number, energy in enumerate(year.yield_kwh.tolist()):
        begin = steps.start + timedelta(minutes=number * steps.minutes)
        found[begin.astimezone(zone).month - 1] += energy
    return found


def steps_csv(year: SolarYear) -> str:
    """Return the energy of every step as CSV: when it begins in UTC, and how much."""
    steps, rows = year.steps, ["start_utc,yield_kwh"]
    for number, energy in enumerate(year.yield_kwh.tolist()):
        begin = steps.start + timedelta(minutes=number * steps.minutes)
        rows.append(f"{begin:%Y-%m-%dT%H:%MZ},{energy:.6f}")
    return "\n".join(rows) + "\n"
