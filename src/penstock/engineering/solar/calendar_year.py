"""A weather year's yield on the steps of a calendar year at a place, by the clock of that place."""

from datetime import UTC, datetime, timedelta
from math import gcd

import numpy as np

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.weather import DAYS, Floats, WeatherYear
from penstock.kernel.years import YearSteps

_DAY_MINUTES = 24 * 60
# Of a leap year: day 59 is 29 February, for which a weather year has no day.
_LEAP_DAY = 59


def on_steps(hourly_kwh: Floats, weather: WeatherYear, steps: YearSteps) -> Floats:
    """Return the energy of each step of a calendar year [kWh].

    The weather's hours are in standard time, the steps in elapsed time from the place's midnight,
    so no energy moves where clocks change. 29 February repeats the day before it; its energy is
    then more than the weather year's. Within an hour, energy is spread as the sun's height is.

    Args:
        hourly_kwh: In the weather's standard time, shape (8760,). [kWh]
        weather: Whose clock and place that is.
        steps: The calendar year.

    Returns:
        Shape (steps.count,).
    """
    offset = timedelta(hours=weather.utc_offset_hours)
    midnight = datetime(steps.year, 1, 1, tzinfo=UTC) - offset
    first = round((steps.start - midnight) / timedelta(minutes=1))
    part = gcd(gcd(steps.minutes, 60), first)
    if part < 5:
        raise SolarError(
            f"The clock of {steps.zone} is {first} minutes away from that of the weather of "
            f"{weather.name}; expected whole steps of 5 minutes. Choose weather from near by."
        )
    fine = _spread(hourly_kwh, weather, part)
    minutes = first + np.arange(steps.count * (steps.minutes // part)) * part
    day, minute = np.divmod(minutes, _DAY_MINUTES)
    if _is_leap(steps.year):
        day = day - (day >= _LEAP_DAY)
    place = day % DAYS * (_DAY_MINUTES // part) + minute // part
    return np.asarray(fine[place].reshape(steps.count, -1).sum(1))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _spread(hourly_kwh: Floats, weather: WeatherYear, part: int) -> Floats:
    """Return each hour's energy on its parts, in proportion to the sine of the sun's height."""
    count = 60 // part
    if count == 1:
        return hourly_kwh
    height = _sine_of_height(weather, part).reshape(-1, count)
    total = height.sum(1, keepdims=True)
    share = np.where(total > 0, height / np.where(total > 0, total, 1), 1 / count)
    return np.asarray((hourly_kwh[:, None] * share).ravel())


def _sine_of_height(weather: WeatherYear, part: int) -> Floats:
    """Return the sine of the sun's height at the middles of parts of hours; below the horizon 0.

    Declination and equation of time after J. W. Spencer, 1971: good to 0.01 rad and half a minute.
    """
    hours = (np.arange(DAYS * _DAY_MINUTES // part) + 0.5) * part / 60
    angle = 2 * np.pi * np.floor(hours / 24) / DAYS
    declination = (
        0.006918 - 0.399912 * np.cos(angle) + 0.070257 * np.sin(angle)
        - 0.006758 * np.cos(2 * angle) + 0.000907 * np.sin(2 * angle)
    )  # fmt: skip
    equation_h = 229.18 / 60 * (
        0.000075 + 0.001868 * np.cos(angle) - 0.032077 * np.sin(angle)
        - 0.014615 * np.cos(2 * angle) - 0.040849 * np.sin(2 * angle)
    )  # fmt: skip
    solar = hours + equation_h + weather.longitude / 15 - weather.utc_offset_hours
    latitude, turn = np.radians(weather.latitude), np.radians(15 * (solar - 12))
    sine = np.sin(latitude) * np.sin(declination)
    sine = sine + np.cos(latitude) * np.cos(declination) * np.cos(turn)
    return np.asarray(np.maximum(sine, 0.0))
