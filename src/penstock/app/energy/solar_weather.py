"""Weather years: those that pvlib ships, files of the user's, and the nearest of them all."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from penstock.engineering.solar.errors import SolarError, did_you_mean
from penstock.engineering.solar.weather import WeatherYear
from penstock.engineering.solar.weather_files import MOST_BYTES, read_weather, station_in

# Name, file of pvlib, and where: TMY3 and TMY2 of NREL, in the public domain.
SHIPPED = {
    "greensboro": ("723170TYA.CSV", 36.1, -79.95),
    "sand-point": ("703165TY.csv", 55.317, -160.517),
    "miami": ("12839.tm2", 25.8, -80.267),
}
# Farther away than this, a typical year is that of another climate.
FAR_KM = 100.0
# The first lines of a weather file are within these.
_HEAD_BYTES = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWeather:
    """A weather year, and how far from the roof it was measured.

    Args:
        year: The weather.
        distance_km: Along the ground. [km]
        was_named: Whether somebody asked for this one.
    """

    year: WeatherYear
    distance_km: float
    was_named: bool

    @property
    def words(self) -> str:
        """The weather as a person calls it."""
        return f"{self.year.name} ({self.year.source}), {self.distance_km:,.0f} km away"


def weather_for(name: str | None, *, latitude: float, longitude: float) -> ChosenWeather:
    """Return the weather that is named, a file's, or else the nearest of those that ship.

    Args:
        name: Of a shipped year, or a path; of a folder, the nearest of its files.
        latitude: Of the roof.
        longitude: Of the roof.

    Raises:
        SolarError: There is none of that name, or the file is no whole weather year.
    """
    if name is None:
        chosen = min(
            SHIPPED, key=lambda each: distance_km((latitude, longitude), SHIPPED[each][1:])
        )
        year = shipped(chosen)
    elif name.casefold() in SHIPPED:
        year = shipped(name.casefold())
    elif Path(name).is_dir():
        year = _read(_nearest_in(Path(name), (latitude, longitude)))
    elif Path(name).is_file():
        year = _read(Path(name))
    else:
        known = ", ".join(f"“{each}”" for each in SHIPPED)
        raise SolarError(
            f"There is no weather “{name}”: neither a file of that name nor one of {known}."
            f"{did_you_mean(name, SHIPPED, most=1)}"
        )
    away = distance_km((latitude, longitude), (year.latitude, year.longitude))
    return ChosenWeather(year=year, distance_km=away, was_named=name is not None)


def _nearest_in(folder: Path, place: tuple[float, float]) -> Path:
    """Return the weather file of a folder that was measured nearest to a place."""
    found: list[tuple[float, Path]] = []
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        with path.open("rb") as file:
            station = station_in(file.read(_HEAD_BYTES))
        if station:
            found.append((distance_km(place, (station.latitude, station.longitude)), path))
    if not found:
        raise SolarError(
            f"{folder} holds no weather file that is known: expected TMY3, TMY2, EPW or PSM."
        )
    return min(found)[1]


def _read(path: Path) -> WeatherYear:
    with path.open("rb") as file:
        # One byte more than is taken, so that what is too long is refused without being read.
        return read_weather(file.read(MOST_BYTES + 1), name=str(path))


@lru_cache(maxsize=len(SHIPPED))
def shipped(name: str) -> WeatherYear:
    """Return a weather year that pvlib ships."""
    spec = find_spec("pvlib")
    assert spec is not None
    assert spec.origin is not None
    file = SHIPPED[name][0]
    return read_weather((Path(spec.origin).parent / "data" / file).read_bytes(), name=file)


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return how far two places (latitude, longitude) are apart, on a sphere of 6371 km [km].

    Example:
        >>> round(distance_km((36.1, -79.95), (25.8, -80.267)))
        1146
    """
    (north, east), (north_2, east_2) = first, second
    half = sin(radians(north_2 - north) / 2) ** 2
    half += cos(radians(north)) * cos(radians(north_2)) * sin(radians(east_2 - east) / 2) ** 2
    return 2 * 6371 * asin(sqrt(min(1.0, half)))
