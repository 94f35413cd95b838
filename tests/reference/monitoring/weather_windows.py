"""Labelled readings of systems under real weather years: physics, and no random noise.

The sun, the light on the planes, the modules and the inverter are those of `engineering.solar`
(Perez, NOCT with wind, low light, PVWatts' inverter), which is a finer model than the one that
`engineering.monitoring` expects with. So a sound system differs from its expectation as one in the
field does, by physics that the watcher leaves out.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from penstock.app.energy.solar_weather import shipped
from penstock.engineering.monitoring.systems import (
    Observations,
    Plane,
    WatchedSystem,
    observations,
)
from penstock.engineering.solar.conversion import InverterCurve, cell_temperature_c
from penstock.engineering.solar.direct import Array, YieldModel, direct_of
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.losses import passed_share
from penstock.engineering.solar.sky import sky_year

Floats = NDArray[np.float64]
PLACES = ("greensboro", "sand-point", "miami")
MONTHS = (0, 2, 4, 6, 8, 10)
DAYS = 30
_2025_S = 1_735_689_600.0
NOMINAL_V = 240.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """A year of a sound system: what its modules give, and what its instruments show.

    Args:
        system: As it was built.
        begins_s: When each hour begins.
        dc_kw: Direct current after losses, in full light.
        shaded_kw: The same in diffuse light alone.
        irradiance_w_m2: In the plane.
        module_c: Of the cells.
        solar_hour: By the sundial.
    """

    system: WatchedSystem
    begins_s: Floats
    dc_kw: Floats
    shaded_kw: Floats
    irradiance_w_m2: Floats
    module_c: Floats
    solar_hour: Floats

    def ac_kw(self, dc_kw: Floats) -> Floats:
        """Return what the inverter makes of direct current [kW ac]."""
        curve = InverterCurve(power_kw=self.system.power_kw_ac)
        return np.minimum(curve.unclipped_kw(dc_kw), self.system.power_kw_ac)


@lru_cache(maxsize=64)
def site(
    place: str, *, tilt: float = 22.0, azimuth: float = 180.0, ac_kw: float = 7.6, strings: int = 4
) -> Site:
    """Return a system of 8.8 kW dc at a place."""
    weather, model, dc_kw = shipped(place), YieldModel(), 8.8
    sky = sky_year(weather)
    facing = Facing(tilt_degrees=tilt, azimuth_degrees=azimuth)
    arrays = [Array(name="roof", power_kw=dc_kw, facing=facing)]
    full = direct_of(sky, arrays, model)
    dim = direct_of(
        replace(sky, beam_w_m2=0 * sky.beam_w_m2, circumsolar_w_m2=0 * sky.beam_w_m2), arrays, model
    )
    passed = passed_share(model.losses)
    cells = cell_temperature_c(
        full.used[0], sky.air_c, sky.wind_m_s, noct_c=model.noct_c, efficiency=0.19
    )

    def year(lit: Floats, dark: Floats | float = 0.0) -> Floats:
        found = np.zeros(8760) + dark
        found[sky.hours] = lit
        return found

    begins_s = _2025_S - weather.utc_offset_hours * 3600 + 3600 * np.arange(8760, dtype=float)
    local_h = (begins_s + 1800 + weather.longitude / 15 * 3600) % 86_400 / 3600
    return Site(
        system=WatchedSystem(
            latitude=weather.latitude,
            longitude=weather.longitude,
            planes=(Plane(tilt_degrees=tilt, azimuth_degrees=azimuth, power_kw_dc=dc_kw),),
            power_kw_ac=ac_kw,
            strings=strings,
            power_per_c=model.curve.gamma_per_c,
            losses=1 - passed,
            nominal_v=NOMINAL_V,
        ),
        begins_s=begins_s,
        dc_kw=year(full.dc_kw[0] * passed),
        shaded_kw=year(dim.dc_kw[0] * passed),
        irradiance_w_m2=year(full.light.fallen[0]),
        module_c=year(cells, weather.air_c),
        solar_hour=local_h,
    )


def window(month: int) -> slice:
    """Return thirty days of a year of hours."""
    begin = round(month * 365 / 12) * 24
    return slice(begin, begin + DAYS * 24)


def read(
    of: Site,
    when: slice,
    *,
    power_kw: Floats | None = None,
    irradiance_w_m2: Floats | None = None,
    voltage_v: Floats | None = None,
) -> Observations:
    """Return what is read in a window; where nothing else is said, of the sound system."""
    light = of.irradiance_w_m2[when] if irradiance_w_m2 is None else irradiance_w_m2
    return observations(
        begins_s=of.begins_s[when],
        step_s=3600.0,
        power_kw=of.ac_kw(of.dc_kw[when]) if power_kw is None else power_kw,
        irradiance_w_m2=light,
        module_c=of.module_c[when],
        **({} if voltage_v is None else {"voltage_v": voltage_v}),
    )


def by_quarters(seen: Observations) -> Observations:
    """Return hours as quarters of an hour, on straight lines between their middles."""
    begins_s = np.arange(seen.begins_s[0], seen.begins_s[-1] + 3600, 900.0)
    names = ("power_kw", "irradiance_w_m2", "module_c", "voltage_v")
    lines = {name: np.interp(begins_s + 450, seen.middle_s, getattr(seen, name)) for name in names}
    return observations(begins_s=begins_s, step_s=900.0, **lines)
