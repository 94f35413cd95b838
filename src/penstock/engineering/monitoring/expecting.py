"""What a sound system gives under the light and heat that were measured."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.monitoring.clear_sky import (
    SKY_PASSES,
    clear_light_on_all_w_m2,
    glass_passes,
)
from penstock.engineering.monitoring.sun import Floats, Sun, sun_at
from penstock.engineering.monitoring.systems import Observations, WatchedSystem

# Cells above the air at 800 W/m², for a module close to a roof: NOCT of 49 °C less 20 °C.
_ROOF_HEAT_C = 29.0
_MILD_AIR_C = 20.0
# What an inverter takes itself, as a share of its rating: PVWatts v8.
_TARE = 0.00475628


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expected:
    """What should have been, each of shape (n,).

    Args:
        sun: Where it stood.
        clear_w_m2: The light of a cloudless sky on the modules. [W/m²]
        power_kw: Of a sound system under the measured light; NaN where none was measured. [kW ac]
        unlimited_kw: The same if the inverters had no limit. [kW ac]
        bound_kw: Of a sound system under a cloudless sky in mild air. [kW ac]
    """

    sun: Sun
    clear_w_m2: Floats
    power_kw: Floats
    unlimited_kw: Floats
    bound_kw: Floats


def expected_of(system: WatchedSystem, seen: Observations) -> Expected:
    """Return what a system should have given.

    P_dc = (1 - l) P_0 G M / 1000 (1 + γ (T - 25)),  P = η (P_dc - t (P_rated / η - P_dc)) ≤ P_rated

    A. P. Dobos, "PVWatts Version 5 Manual", NREL/TP-6A20-62641, 2014, equations 8 and 10, with the
    inverter's own need t of version 8. M is what the glass lets pass: of the share G / G_clear
    as of a cloudless sky, of the rest 95 %. Without a reading of the modules' temperature,
    T = T_air + 29 G / 800.

    Args:
        system: As it was built.
        seen: What was read of it.
    """
    sun = sun_at(seen.middle_s, latitude=system.latitude, longitude=system.longitude)
    clear = clear_light_on_all_w_m2(sun, system.planes)
    passes, light = glass_passes(sun, system.planes), seen.irradiance_w_m2
    direct = np.minimum(light / np.maximum(clear, 1.0), 1.0)
    unlimited = _power_kw(
        system, light * (direct * passes + (1 - direct) * SKY_PASSES), _cells_c(seen)
    )
    mild = _power_kw(system, clear, _MILD_AIR_C + clear * _ROOF_HEAT_C / 800)
    return Expected(
        sun=sun,
        clear_w_m2=clear,
        power_kw=np.minimum(unlimited, system.power_kw_ac),
        unlimited_kw=unlimited,
        bound_kw=np.minimum(mild, system.power_kw_ac),
    )


def _power_kw(system: WatchedSystem, light_w_m2: Floats, cells_c: Floats) -> Floats:
    by_heat = 1 + system.power_per_c * (cells_c - 25)
    direct = system.power_kw_dc * light_w_m2 / 1000 * by_heat * (1 - system.losses)
    rated = system.power_kw_ac / system.efficiency
    return np.asarray(np.maximum(system.efficiency * (direct - _TARE * (rated - direct)), 0.0))


def _cells_c(seen: Observations) -> Floats:
    air = np.where(np.isnan(seen.air_c), _MILD_AIR_C, seen.air_c)
    by_air = air + seen.irradiance_w_m2 * _ROOF_HEAT_C / 800
    return np.where(np.isnan(seen.module_c), by_air, seen.module_c)
