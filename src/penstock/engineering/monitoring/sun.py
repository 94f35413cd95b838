"""Where the sun stands at moments, to a hundredth of a degree: enough to tell sites apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_J2000_S = 946_728_000.0
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sun:
    """The sun over a place, each of shape (n,).

    Args:
        elevation_degrees: Above the horizon, without refraction.
        azimuth_degrees: Clockwise from north.
        solar_hour: What a sundial shows; 12 when the sun is highest. [h]
    """

    elevation_degrees: Floats
    azimuth_degrees: Floats
    solar_hour: Floats


def sun_at(unix_s: Floats, *, latitude: float, longitude: float) -> Sun:
    """Return where the sun stands.

    Good to 0.01° for 1950 to 2050: J. J. Michalsky, "The Astronomical Almanac's algorithm for
    approximate solar position (1950-2050)", Solar Energy 40, 1988.

    Args:
        unix_s: Moments, in seconds of Unix time, shape (n,).
        latitude: Degrees north.
        longitude: Degrees east.
    """
    days = (np.asarray(unix_s, dtype=float) - _J2000_S) / _DAY_S
    right_ascension, declination = _equatorial(days)
    sidereal = np.radians((280.46062 + 360.9856474 * days + longitude) % 360)
    hour_angle = (sidereal - right_ascension + np.pi) % (2 * np.pi) - np.pi
    at = np.radians(latitude)
    elevation = np.arcsin(
        np.sin(declination) * np.sin(at) + np.cos(declination) * np.cos(at) * np.cos(hour_angle)
    )
    east = -np.cos(declination) * np.sin(hour_angle)
    north = np.sin(declination) * np.cos(at) - np.cos(declination) * np.cos(hour_angle) * np.sin(at)
    return Sun(
        elevation_degrees=np.degrees(elevation),
        azimuth_degrees=np.degrees(np.arctan2(east, north)) % 360,
        solar_hour=12 + np.degrees(hour_angle) / 15,
    )


def _equatorial(days: Floats) -> tuple[Floats, Floats]:
    """Return right ascension and declination on days from noon of 1 January 2000 [rad]."""
    mean_longitude = np.radians((280.460 + 0.9856474 * days) % 360)
    anomaly = np.radians((357.528 + 0.9856003 * days) % 360)
    ecliptic = mean_longitude + np.radians(1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly))
    obliquity = np.radians(23.439 - 4e-7 * days)
    right_ascension = np.arctan2(np.cos(obliquity) * np.sin(ecliptic), np.cos(ecliptic))
    return right_ascension, np.arcsin(np.sin(obliquity) * np.sin(ecliptic))
