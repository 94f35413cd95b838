"""The energy that a roof's planes deliver in a year, and where the rest of the light went."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from penstock.engineering.solar.conversion import InverterCurve
from penstock.engineering.solar.direct import Array, YieldModel, direct_of
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.losses import passed_share
from penstock.engineering.solar.sky import sky_year
from penstock.engineering.solar.waterfall import Waterfall, waterfall_of
from penstock.engineering.solar.weather import DAYS, Floats, WeatherYear

# Planes that are worked out together: few enough for their arrays to stay in a processor's cache.
_TOGETHER = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HourlyYield:
    """A year of a system under a weather year, in the weather's standard time.

    Args:
        ac_kwh: Delivered, shape (8760,). [kWh]
        by_array_kwh: The same by plane, shape (planes, 8760). [kWh]
        waterfall: Where the rest of the light went.
    """

    ac_kwh: Floats
    by_array_kwh: Floats
    waterfall: Waterfall

    @property
    def year_kwh(self) -> float:
        """All of the year [kWh]."""
        return float(self.ac_kwh.sum())


def hourly_yield(
    weather: WeatherYear,
    arrays: Sequence[Array],
    inverter: InverterCurve,
    model: YieldModel | None = None,
) -> HourlyYield:
    """Return what a system delivers whose planes share one limit of output.

    Args:
        weather: The year.
        arrays: The planes with modules; those of 0 kW deliver nothing.
        inverter: All output of the system.
        model: What to compute with.

    Raises:
        SolarError: There is no plane.
    """
    if not arrays:
        raise SolarError("There is no plane with modules; expected one at least.")
    model, sky = model or YieldModel(), sky_year(weather)
    direct = direct_of(sky, arrays, model)
    dc_kw = direct.dc_kw * passed_share(model.losses)
    unclipped_kw = inverter.unclipped_kw(dc_kw.sum(0))
    by_array = np.zeros((len(arrays), DAYS * 24))
    by_array[:, sky.hours] = _shared(dc_kw, np.minimum(unclipped_kw, inverter.power_kw))
    waterfall = waterfall_of(
        direct.stages_kwh(),
        model.losses,
        inverted_kwh=float(unclipped_kw.sum()),
        delivered_kwh=float(by_array.sum()),
    )
    return HourlyYield(ac_kwh=by_array.sum(0), by_array_kwh=by_array, waterfall=waterfall)


def _shared(dc_kw: Floats, ac_kw: Floats) -> Floats:
    """Return what each plane has in the output, as its part of the input."""
    total = dc_kw.sum(0)
    share = np.divide(ac_kw, total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(dc_kw * share)


def yearly_kwh(
    weather: WeatherYear,
    roofs: Sequence[tuple[Sequence[Array], InverterCurve]],
    model: YieldModel | None = None,
) -> Floats:
    """Return the yearly energy of many roofs under one weather, shape (roofs,) [kWh].

    Args:
        weather: The year.
        roofs: For each the planes with modules, and all output of their inverters.
        model: What to compute with.
    """
    model, sky = model or YieldModel(), sky_year(weather)
    passed, found = passed_share(model.losses), np.empty(len(roofs))
    for row, (arrays, inverter) in enumerate(roofs):
        parts = range(0, len(arrays), _TOGETHER)
        dc_kw = sum(
            direct_of(sky, arrays[part : part + _TOGETHER], model).dc_kw.sum(0) for part in parts
        )
        unclipped_kw = inverter.unclipped_kw(np.asarray(dc_kw) * passed)
        found[row] = np.minimum(unclipped_kw, inverter.power_kw).sum()
    return found
