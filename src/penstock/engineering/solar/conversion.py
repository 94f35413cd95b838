"""What modules make of light, and an inverter of what modules give."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.weather import Floats

# DeSoto's modifier by air mass; the light of very low suns, where the formula ends, is flat.
_AIR_MASS = (0.918093, 0.086257, -0.024459, 0.002816, -0.000126)
_THICKEST = 11.9
# The share of rated light that counts as none: below it, no inverter starts.
_DARK = 1e-4


def spectral_modifier(air_mass: Floats) -> Floats:
    """Return what the colour of light does to a silicon module, over that at air mass 1.5.

    M = a0 + a1 m + a2 m² + a3 m³ + a4 m⁴

    W. De Soto, S. A. Klein, W. A. Beckman, "Improvement and validation of a model for photovoltaic
    array performance", Solar Energy 80, 2006, for multicrystalline silicon; good for m up to 10.
    """
    mass = np.minimum(air_mass, _THICKEST)
    return np.asarray(np.polynomial.polynomial.polyval(mass, _AIR_MASS))


def cell_temperature_c(
    light: Floats, air_c: Floats, wind_m_s: Floats, *, noct_c: float, efficiency: float
) -> Floats:
    """Return the temperature of a cell from its nominal operating temperature (NOCT) [°C].

    T = T_air + S (T_noct - 20) / 0.8 * 9.5 / (5.7 + 3.8 * 0.51 v) * (1 - η / 0.9)

    J. Duffie and W. Beckman, "Solar Engineering of Thermal Processes", equation 23.3.4, with the
    wind at the height of a roof (0.51 of the wind at 10 m), as SAM has it.

    Args:
        light: What reaches the cells, over 1000 W/m², shape (..., n).
        air_c: Temperature of the air, shape (n,). [°C]
        wind_m_s: Wind at 10 m, shape (n,). [m/s]
        noct_c: Of the module as it is mounted; 49 on a roof, 45 on an open rack. [°C]
        efficiency: Of the module at rated light.

    Example:
        >>> float(cell_temperature_c(np.float64(0.8), 20.0, 1.0, noct_c=49.0, efficiency=0.19))
        48.45...
    """
    loss = 9.5 / (5.7 + 3.8 * 0.51 * wind_m_s)
    return np.asarray(air_c + light * ((noct_c - 20) / 0.8 * (1 - efficiency / 0.9)) * loss)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCurve:
    """How a module's efficiency follows light and temperature, over that at rated conditions.

    η(S, T) = 1 + a ln S + b (S - 1) + (T - 25) (γ + c ln S)

    S is the light over 1000 W/m²: the logarithm is the voltage of a diode, the linear part the
    resistance of its wires. Good for S of 0.01 to 1.3 and T of -30 to 90 °C.

    Args:
        logarithm: a.
        linear: b.
        gamma_per_c: γ, the change of power with temperature. [1/°C]
        gamma_logarithm_per_c: c. [1/°C]
        efficiency: At rated conditions, for the heat that is not carried away as power.
    """

    logarithm: float = 0.046173
    linear: float = -0.067897
    gamma_per_c: float = -0.003697
    gamma_logarithm_per_c: float = 0.000159
    efficiency: float = 0.19127

    def __post_init__(self) -> None:
        if not -0.01 <= self.gamma_per_c <= 0:
            raise SolarError(
                f"A module's power changes by {self.gamma_per_c:.2%} per °C; expected -1 % to 0 %."
            )

    def at_25_c(self, light: Floats, logarithm: Floats) -> Floats:
        """Return the efficiency by light alone, shape as `light`."""
        return 1 + self.logarithm * logarithm + self.linear * (light - 1)

    def by_temperature(self, logarithm: Floats, cell_c: Floats) -> Floats:
        """Return what temperature adds to it, shape as `logarithm`."""
        return (cell_c - 25) * (self.gamma_per_c + self.gamma_logarithm_per_c * logarithm)


def logarithm_of(light: Floats) -> Floats:
    """Return the natural logarithm of light, of darkness that of nearly none."""
    return np.asarray(np.log(np.maximum(light, _DARK)))


@dataclass(frozen=True, slots=True, kw_only=True)
class InverterCurve:
    """What an inverter makes of direct current.

    P_ac = η (P_dc - t (P_rated / η - P_dc)),  between 0 and P_rated

    The tare t is what it takes itself. With its defaults this is the curve of PVWatts v8.

    Args:
        power_kw: Rated output. [kW ac]
        efficiency: At rated output.
        tare: A share of the rated input.
    """

    power_kw: float
    efficiency: float = 0.96
    tare: float = 0.00475628

    def __post_init__(self) -> None:
        if not self.power_kw > 0:
            raise SolarError(f"An inverter's output is {self.power_kw:g} kW; expected more than 0.")
        if not 0.5 <= self.efficiency <= 1:
            raise SolarError(
                f"An inverter's efficiency is {self.efficiency:g}; expected a share from 0.5 to 1, "
                "such as 0.96."
            )

    def unclipped_kw(self, dc_kw: Floats) -> Floats:
        """Return the output that no limit cuts [kW ac]."""
        rated = self.power_kw / self.efficiency
        return np.maximum(self.efficiency * (dc_kw - self.tare * (rated - dc_kw)), 0.0)
