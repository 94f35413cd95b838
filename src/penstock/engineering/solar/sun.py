"""Where the sun stands in each hour of a year, once for each place."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np

from penstock.engineering.solar.weather import DAYS, Floats, WeatherYear

# Between two leap years the calendar is nearest to the sun's own year.
_YEAR_START_S = 631_152_000  # 1 January 1990, in seconds of Unix time
_DAY_S, _HOUR_S = 86_400, 3_600


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SunYear:
    """The sun over a place, at the middle of the lit part of each hour.

    Args:
        zenith_degrees: From straight up, shape (8760,).
        azimuth_degrees: Clockwise from north, shape (8760,).
        is_up: Whether it is up in any part of the hour, shape (8760,).
        extraterrestrial_w_m2: Normal irradiance outside the atmosphere, shape (8760,). [W/m²]
        air_mass: The way through the air over that straight down, shape (8760,).
    """

    zenith_degrees: Floats
    azimuth_degrees: Floats
    is_up: np.ndarray
    extraterrestrial_w_m2: Floats
    air_mass: Floats


def sun_year(weather: WeatherYear) -> SunYear:
    """Return the sun over the place of a weather year; a place is computed once."""
    return _sun_year(
        weather.latitude, weather.longitude, weather.elevation_m, weather.utc_offset_hours
    )


@lru_cache(maxsize=32)
def _sun_year(
    latitude: float, longitude: float, elevation_m: float, utc_offset_hours: float
) -> SunYear:
    start_s = _YEAR_START_S - utc_offset_hours * _HOUR_S
    middle_s, is_up = _lit_middles(start_s, latitude, longitude)
    zenith, azimuth = positions(middle_s, latitude, longitude, elevation_m)
    day = (middle_s - start_s) // _DAY_S
    return SunYear(
        zenith_degrees=zenith,
        azimuth_degrees=azimuth,
        is_up=is_up & (zenith < 90.0),
        extraterrestrial_w_m2=_extraterrestrial_w_m2(day),
        air_mass=_air_mass(zenith),
    )


def positions(
    unix_s: Floats, latitude: float, longitude: float, elevation_m: float
) -> tuple[Floats, Floats]:
    """Return the zenith and the azimuth of the sun at moments [°].

    The algorithm is good to 0.0003° (I. Reda and A. Andreas, "Solar Position Algorithm for Solar
    Radiation Applications", NREL/TP-560-34302, 2008), as pvlib has it.
    """
    pressure_hpa = 1013.25 * (1 - 2.25577e-5 * elevation_m) ** 5.25588
    found = _algorithm().solar_position(
        unix_s, latitude, longitude, elevation_m, pressure_hpa, 12.0, 67.0, 0.5667
    )
    return np.asarray(found[1], dtype=float), np.asarray(found[4], dtype=float)


@lru_cache(maxsize=1)
def _algorithm() -> Any:
    """Return pvlib's module `spa` by itself.

    It needs numpy alone, while the package around it brings pandas and scipy and takes two seconds
    to import, which is longer than everything else that a proposal does.
    """
    package = find_spec("pvlib")
    assert package is not None
    assert package.origin is not None
    spec = spec_from_file_location("pvlib_spa_alone", Path(package.origin).with_name("spa.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _lit_middles(start_s: float, latitude: float, longitude: float) -> tuple[Floats, np.ndarray]:
    """Return the middle of what each hour has between sunrise and sunset, and whether it has any.

    Hours without the sun, and those of places where it does not rise or set that day, keep their
    own middle.
    """
    begin = start_s + np.arange(DAYS * 24, dtype=float) * _HOUR_S
    # The day before and the one after, because a day of UTC is not one of the place.
    days = np.floor(start_s / _DAY_S) * _DAY_S + np.arange(-1, DAYS + 2) * _DAY_S
    transit, rise, set_ = _algorithm().transit_sunrise_sunset(days, latitude, longitude, 67.0, 1)
    nearest = np.clip(np.searchsorted(transit, begin + _HOUR_S / 2 - _DAY_S / 2), 0, len(days) - 1)
    first = np.maximum(begin, np.nan_to_num(rise[nearest], nan=-np.inf))
    last = np.minimum(begin + _HOUR_S, np.nan_to_num(set_[nearest], nan=np.inf))
    is_up = last > first
    return np.where(is_up, (first + last) / 2, begin + _HOUR_S / 2), is_up


def _extraterrestrial_w_m2(day: Floats) -> Floats:
    """Return the irradiance outside the atmosphere on days counted from 1 January [W/m²].

    J. W. Spencer, "Fourier series representation of the position of the sun", Search 2, 1971,
    with a solar constant of 1366.1 W/m² (ASTM E-490).
    """
    angle = 2 * np.pi / 365 * day
    return np.asarray(
        1366.1
        * (
            1.00011
            + 0.034221 * np.cos(angle)
            + 0.00128 * np.sin(angle)
            + 0.000719 * np.cos(2 * angle)
            + 7.7e-05 * np.sin(2 * angle)
        )
    )


def _air_mass(zenith: Floats) -> Floats:
    """Return how much air light crosses, in units of that straight down.

    F. Kasten and A. T. Young, "Revised optical air mass tables and approximation formula",
    Applied Optics 28, 1989; at the horizon it is 38.
    """
    low = np.minimum(zenith, 90.0)
    return np.asarray(1 / (np.cos(np.radians(low)) + 0.50572 * (96.07995 - low) ** -1.6364))
