"""The sky of a weather year after Perez: what is diffuse, and where it comes from."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from penstock.engineering.solar.sun import SunYear, sun_year
from penstock.engineering.solar.weather import Floats, WeatherYear

# Bins of the sky's clearness, and for each F11, F12, F13, F21, F22, F23.
_CLEARNESS = (1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2)
_COEFFICIENTS = np.array(
    [
        [-0.008, 0.588, -0.062, -0.060, 0.072, -0.022],
        [0.130, 0.683, -0.151, -0.019, 0.066, -0.029],
        [0.330, 0.487, -0.221, 0.055, -0.064, -0.026],
        [0.568, 0.187, -0.295, 0.109, -0.152, -0.014],
        [0.873, -0.392, -0.362, 0.226, -0.462, 0.001],
        [1.132, -1.237, -0.412, 0.288, -0.823, 0.056],
        [1.060, -1.600, -0.359, 0.264, -1.127, 0.131],
        [0.678, -0.327, -0.250, 0.156, -1.377, 0.251],
    ]
)
_LOWEST_COSINE = np.cos(np.radians(85.0))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SkyYear:
    """The light of the hours in which the sun is up; n of them.

    Args:
        hours: Which hours of the year they are, shape (n,).
        sun: The sun of the whole year.
        beam_w_m2: Direct normal irradiance, shape (n,). [W/m²]
        east, north, up: The unit vector towards the sun, each of shape (n,).
        isotropic_w_m2: Diffuse light from the whole dome, shape (n,). [W/m²]
        circumsolar_w_m2: Diffuse light from around the sun, over its cosine, shape (n,). [W/m²]
        horizon_w_m2: Diffuse light from the horizon, shape (n,). [W/m²]
        ground_w_m2: What falls on the ground, shape (n,). [W/m²]
        air_mass: Corrected by the pressure at the place's height, shape (n,).
        air_c: Temperature of the air, shape (n,). [°C]
        wind_m_s: Wind speed, shape (n,). [m/s]
    """

    hours: np.ndarray
    sun: SunYear
    beam_w_m2: Floats
    east: Floats
    north: Floats
    up: Floats
    isotropic_w_m2: Floats
    circumsolar_w_m2: Floats
    horizon_w_m2: Floats
    ground_w_m2: Floats
    air_mass: Floats
    air_c: Floats
    wind_m_s: Floats


@lru_cache(maxsize=16)
def sky_year(weather: WeatherYear) -> SkyYear:
    """Return what all planes under one weather share; a weather year is worked out once."""
    sun = sun_year(weather)
    hours = np.flatnonzero(
        sun.is_up & ((weather.ghi_w_m2 > 0) | (weather.dni_w_m2 > 0) | (weather.dhi_w_m2 > 0))
    )
    zenith, azimuth = np.radians(sun.zenith_degrees[hours]), np.radians(sun.azimuth_degrees[hours])
    beam, diffuse = weather.dni_w_m2[hours], weather.dhi_w_m2[hours]
    circumsolar, horizon = _brightness(
        zenith, beam, diffuse, sun.air_mass[hours] / sun.extraterrestrial_w_m2[hours]
    )
    up = np.cos(zenith)
    return SkyYear(
        hours=hours,
        sun=sun,
        beam_w_m2=beam,
        east=np.sin(zenith) * np.sin(azimuth),
        north=np.sin(zenith) * np.cos(azimuth),
        up=up,
        isotropic_w_m2=diffuse * (1 - circumsolar),
        circumsolar_w_m2=diffuse * circumsolar / np.maximum(up, _LOWEST_COSINE),
        horizon_w_m2=diffuse * horizon,
        ground_w_m2=weather.ghi_w_m2[hours],
        # The air thins by height: W. A. Beckman's exp(-0.0001184 h) in De Soto et al., 2006.
        air_mass=sun.air_mass[hours] * np.exp(-0.0001184 * weather.elevation_m),
        air_c=weather.air_c[hours],
        wind_m_s=weather.wind_m_s[hours],
    )


def _brightness(
    zenith: Floats, beam: Floats, diffuse: Floats, mass_over_light: Floats
) -> tuple[Floats, Floats]:
    """Return the circumsolar and the horizon's share of diffuse light, F1 and F2.

    ε = ((DHI + DNI) / DHI + 1.041 θ³) / (1 + 1.041 θ³),  Δ = DHI m / I0
    F1 = max(0, F11 + F12 Δ + F13 θ),  F2 = F21 + F22 Δ + F23 θ,  θ in radians

    R. Perez et al., "Modeling daylight availability and irradiance components from direct and
    global irradiance", Solar Energy 44, 1990, table 6.
    """
    cubed = 1.041 * zenith**3
    some = np.maximum(diffuse, 1e-9)
    clearness = np.where(diffuse > 0, ((some + beam) / some + cubed) / (1 + cubed), 1.0)
    chosen = _COEFFICIENTS[np.digitize(clearness, _CLEARNESS)].T
    brightness = diffuse * mass_over_light
    first = np.maximum(chosen[0] + chosen[1] * brightness + chosen[2] * zenith, 0.0)
    return first, chosen[3] + chosen[4] * brightness + chosen[5] * zenith
