"""How cold and how hot it gets where a roof stands, and who says so."""

from dataclasses import dataclass
from math import cos, hypot, radians

from penstock.engineering.solar.weather import WeatherYear

# From year to year, the coldest hour differs by this much (a standard deviation); assumed.
_YEARS_APART_C = 4.0
_NEAR_KM = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """The air that strings are designed for.

    Args:
        coldest_c: The lowest temperature that is expected. [°C]
        hottest_c: The highest at which the inverter has to track. [°C]
        source: Who says so.
    """

    coldest_c: float
    hottest_c: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The lowest temperature ever measured at a station.

    Args:
        latitude: Of the station.
        longitude: Of the station.
        coldest_c: What was measured. [°C]
        source: Who kept it, and of which day.
    """

    latitude: float
    longitude: float
    coldest_c: float
    source: str


# Records are lower than the mean of yearly extremes that NEC 690.7 asks for, so strings made for
# them are never too long.
RECORDS = (
    Record(
        latitude=36.1,
        longitude=-79.95,
        coldest_c=-22.2,
        source="record of Greensboro, -8 °F on 21 January 1985 (National Weather Service)",
    ),
    Record(
        latitude=25.8,
        longitude=-80.27,
        coldest_c=-2.8,
        source="record of Miami, 27 °F on 3 February 1917 (National Weather Service)",
    ),
)


def extremes_at(
    weather: WeatherYear, *, latitude: float, longitude: float, given: tuple[float, str] | None
) -> Extremes:
    """Return what a roof's strings are designed for.

    The lowest temperature is what somebody gives, else the record of a station within 40 km, else
    the coldest hour of the weather year less 4 °C, by which such hours differ from year to year.

    Args:
        weather: Whose hottest hour counts, and whose coldest where nothing better is known.
        latitude: Of the roof.
        longitude: Of the roof.
        given: The lowest temperature and its source, such as the extreme annual mean minimum of
            the ASHRAE Handbook.
    """
    hottest = float(weather.air_c.max())
    if given:
        return Extremes(coldest_c=given[0], hottest_c=hottest, source=given[1])
    for each in RECORDS:
        away_km = 111.2 * hypot(
            latitude - each.latitude, (longitude - each.longitude) * cos(radians(latitude))
        )
        if away_km <= _NEAR_KM:
            return Extremes(coldest_c=each.coldest_c, hottest_c=hottest, source=each.source)
    coldest = float(weather.air_c.min())
    return Extremes(
        coldest_c=round(coldest - _YEARS_APART_C, 1),
        hottest_c=hottest,
        source=f"coldest hour of the weather of {weather.name}, {coldest:g} °C, less "
        f"{_YEARS_APART_C:g} °C; an estimate, no design temperature",
    )
