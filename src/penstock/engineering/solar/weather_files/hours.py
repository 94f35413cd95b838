"""Rows of a weather file as the hours of a year, none missing and none twice."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.weather import DAYS, RANGES, WeatherYear, hour_words

_BEFORE = np.concatenate([[0], np.cumsum((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))])
COLUMNS = tuple(RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Where a weather year was measured.

    Args:
        name: As the file calls it.
        kind: Of file, such as `TMY3`.
        latitude: Degrees north.
        longitude: Degrees east.
        elevation_m: Above the sea. [m]
        utc_offset_hours: Of the file's clock. [h]
    """

    name: str
    kind: str
    latitude: float
    longitude: float
    elevation_m: float
    utc_offset_hours: float


@dataclass(frozen=True, slots=True)
class Row:
    """What a line says of one hour, or of a part of it.

    Args:
        line: Its number in the file.
        month: 1 to 12.
        day: 1 to 31.
        hour: In which the hour begins, 0 to 23.
        cells: Global, direct and diffuse irradiance, air temperature and wind, as they are written.
    """

    line: int
    month: int
    day: int
    hour: int
    cells: tuple[str, ...]


def year_of(station: Station, rows: Iterable[Row]) -> WeatherYear:
    """Return a weather year of its rows; those of one hour are averaged, 29 February is left out.

    Raises:
        SolarError: An hour is missing, or a value is none or absurd; with its line.
    """
    sums = np.zeros((DAYS * 24, len(COLUMNS)))
    parts = np.zeros(DAYS * 24, dtype=int)
    for row in rows:
        if (row.month, row.day) != (2, 29):
            hour = _hour_of(row)
            sums[hour] += _values(row)
            parts[hour] += 1
    _refuse_gaps(station, parts)
    means = (sums / parts[:, None]).T
    return WeatherYear(
        name=station.name,
        source=station.kind,
        latitude=station.latitude,
        longitude=station.longitude,
        elevation_m=station.elevation_m,
        utc_offset_hours=station.utc_offset_hours,
        **{name: np.ascontiguousarray(each) for name, each in zip(COLUMNS, means, strict=True)},
    )


def _hour_of(row: Row) -> int:
    """Return the place of a row in a year of 365 days."""
    good = 1 <= row.month <= 12 and 0 <= row.hour <= 23
    if not good or not 1 <= row.day <= _BEFORE[row.month] - _BEFORE[row.month - 1]:
        raise SolarError(
            f"Line {row.line}: there is no hour {row.hour}:00 of day {row.day} in month "
            f"{row.month}."
        )
    return int(_BEFORE[row.month - 1] + row.day - 1) * 24 + row.hour


def _values(row: Row) -> list[float]:
    found = []
    for name, cell in zip(COLUMNS, row.cells, strict=True):
        what, low, high, unit = RANGES[name]
        try:
            value = float(cell)
        except ValueError:
            raise SolarError(
                f"Line {row.line}: {what} is “{cell.strip()[:20]}”; expected a number in {unit}."
            ) from None
        if not low <= value <= high:
            raise SolarError(
                f"Line {row.line}: {what} is {value:g} {unit}; expected {low:g} to {high:g}. "
                "A mark such as 9999 means that nothing was measured: fill the hour first."
            )
        found.append(value)
    return found


def _refuse_gaps(station: Station, parts: np.ndarray) -> None:
    """Refuse a year in which an hour has no row, or more rows than others."""
    missing = np.flatnonzero(parts == 0)
    if missing.size:
        raise SolarError(
            f"The weather of {station.name} lacks {hour_words(int(missing[0]))}"
            + (f" and {missing.size - 1:,} more" if missing.size > 1 else "")
            + f"; expected {DAYS * 24:,} hours."
        )
    usual = int(np.median(parts))
    odd = np.flatnonzero(parts != usual)
    if odd.size:
        raise SolarError(
            f"The weather of {station.name} has {int(parts[odd[0]])} rows for "
            f"{hour_words(int(odd[0]))}, where other hours have {usual}."
        )
