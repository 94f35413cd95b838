"""Direct current of planes with modules, in the lit hours of a year."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from penstock.engineering.solar.conversion import (
    ModuleCurve,
    cell_temperature_c,
    logarithm_of,
    spectral_modifier,
)
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.light import Facing, Light, light_on
from penstock.engineering.solar.losses import PVWATTS_LOSSES, Loss
from penstock.engineering.solar.sky import SkyYear
from penstock.engineering.solar.weather import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """The modules of one plane.

    Args:
        name: The plane's.
        power_kw: Of all its modules under rated conditions. [kW dc]
        facing: Where they look.
    """

    name: str
    power_kw: float
    facing: Facing

    def __post_init__(self) -> None:
        if not 0 <= self.power_kw < float("inf"):
            raise SolarError(
                f"The modules of {self.name} have {self.power_kw:g} kW; expected 0 or more."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class YieldModel:
    """What a yield is computed with; by default as PVWatts v8 does for a roof.

    Args:
        curve: How the modules follow light and temperature.
        noct_c: Their nominal operating temperature as they are mounted. [°C]
        albedo: The share of light that the ground reflects.
        losses: Between modules and inverter, one after the other.
    """

    curve: ModuleCurve = field(default_factory=ModuleCurve)
    noct_c: float = 49.0
    albedo: float = 0.2
    losses: tuple[Loss, ...] = PVWATTS_LOSSES

    def __post_init__(self) -> None:
        for what, value, low, high in (
            ("nominal operating temperature of the cells", self.noct_c, 30.0, 80.0),
            ("albedo of the ground", self.albedo, 0.0, 1.0),
        ):
            if not low <= value <= high:
                raise SolarError(f"The {what} is {value:g}; expected {low:g} to {high:g}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct:
    """What modules make of light, each of shape (planes, n lit hours).

    Args:
        power_kw: Rated, shape (planes, 1). [kW]
        light: In the plane and behind the glass. [W/m²]
        used: What the cells use of it, by its colour, over 1000 W/m².
        at_25_c: Their efficiency by light alone, over that at rated conditions.
        dc_kw: What they give, before the losses of the system. [kW]
    """

    power_kw: Floats
    light: Light
    used: Floats
    at_25_c: Floats
    dc_kw: Floats

    def stages_kwh(self) -> list[float]:
        """Return a year's energy before and after each of the steps of light [kWh]."""
        stages = (
            self.light.open / 1000,
            self.light.fallen / 1000,
            self.light.passed / 1000,
            self.used,
            self.used * self.at_25_c,
        )
        return [*(float((self.power_kw * each).sum()) for each in stages), float(self.dc_kw.sum())]


def direct_of(sky: SkyYear, arrays: Sequence[Array], model: YieldModel) -> Direct:
    """Return the direct current of planes under one sky."""
    light = light_on(sky, [each.facing for each in arrays], albedo=model.albedo)
    used = light.passed * (spectral_modifier(sky.air_mass) / 1000)
    logarithm, curve = logarithm_of(used), model.curve
    cell_c = cell_temperature_c(
        used, sky.air_c, sky.wind_m_s, noct_c=model.noct_c, efficiency=curve.efficiency
    )
    at_25_c = np.maximum(curve.at_25_c(used, logarithm), 0.0)
    efficiency = np.maximum(at_25_c + curve.by_temperature(logarithm, cell_c), 0.0)
    power_kw = np.array([each.power_kw for each in arrays])[:, None]
    return Direct(
        power_kw=power_kw,
        light=light,
        used=used,
        at_25_c=at_25_c,
        dc_kw=power_kw * used * efficiency,
    )
