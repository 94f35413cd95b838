"""A year of weather at a place: what light, air and wind there were, hour by hour."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.solar.errors import SolarError

Floats = NDArray[np.float64]
DAYS = 365
# What a station can have measured; beyond it lies a wrong unit or a mark for "missing".
RANGES = {
    "ghi_w_m2": ("global horizontal irradiance", 0.0, 1500.0, "W/m²"),
    "dni_w_m2": ("direct normal irradiance", 0.0, 1500.0, "W/m²"),
    "dhi_w_m2": ("diffuse horizontal irradiance", 0.0, 1200.0, "W/m²"),
    "air_c": ("air temperature", -90.0, 70.0, "°C"),
    "wind_m_s": ("wind speed", 0.0, 100.0, "m/s"),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WeatherYear:
    """A year of 365 days in the place's standard time, each value the mean of its hour.

    Two of them are equal only if they are the same object, so that what is computed of one can be
    kept with it.

    Args:
        name: The station, as a person calls it.
        source: The kind of file, such as `TMY3`.
        latitude: Degrees north, -90 to 90.
        longitude: Degrees east, -180 to 180.
        elevation_m: Above the sea. [m]
        utc_offset_hours: The standard time's distance from UTC, -12 to 14. [h]
        ghi_w_m2: Global horizontal irradiance, shape (8760,). [W/m²]
        dni_w_m2: Direct normal irradiance, shape (8760,). [W/m²]
        dhi_w_m2: Diffuse horizontal irradiance, shape (8760,). [W/m²]
        air_c: Temperature of the air, shape (8760,). [°C]
        wind_m_s: Wind speed, shape (8760,). [m/s]

    Raises:
        SolarError: The place is not on Earth, an hour is missing, or a value cannot be.
    """

    name: str
    source: str
    latitude: float
    longitude: float
    elevation_m: float
    utc_offset_hours: float
    ghi_w_m2: Floats = field(repr=False)
    dni_w_m2: Floats = field(repr=False)
    dhi_w_m2: Floats = field(repr=False)
    air_c: Floats = field(repr=False)
    wind_m_s: Floats = field(repr=False)

    def __post_init__(self) -> None:
        for what, value, low, high in (
            ("latitude", self.latitude, -90.0, 90.0),
            ("longitude", self.longitude, -180.0, 180.0),
            ("elevation", self.elevation_m, -500.0, 9000.0),
            ("offset from UTC", self.utc_offset_hours, -12.0, 14.0),
        ):
            if not low <= value <= high:
                raise SolarError(
                    f"Weather of {self.name}: the {what} is {value:g}; expected a number "
                    f"from {low:g} to {high:g}."
                )
        for column in RANGES:
            self._refuse_absurd(column)

    def _refuse_absurd(self, column: str) -> None:
        what, low, high, unit = RANGES[column]
        values: Floats = getattr(self, column)
        if len(values) != DAYS * 24:
            raise SolarError(
                f"Weather of {self.name}: {what} has {len(values):,} values; a year of hours has "
                f"{DAYS * 24:,}."
            )
        wrong = np.flatnonzero(~((values >= low) & (values <= high)))
        if wrong.size:
            raise SolarError(
                f"Weather of {self.name}: {what} is {values[wrong[0]]:g} {unit} in "
                f"{hour_words(int(wrong[0]))}; expected {low:g} to {high:g} {unit}."
                + (f" {wrong.size - 1:,} more hours are like it." if wrong.size > 1 else "")
            )


_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def hour_words(hour: int) -> str:
    """Return how a person calls an hour of a year of 365 days.

    Example:
        >>> hour_words(24 * 31 + 13)
        'the hour from 13:00 of 1 February'
    """
    day, clock = divmod(hour, 24)
    for name, days in zip(_NAMES, _MONTHS, strict=True):
        if day < days:
            return f"the hour from {clock}:00 of {day + 1} {name}"
        day -= days
    raise AssertionError(hour)
