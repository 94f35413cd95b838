"""How long crews drive: along great circles, or by a table that somebody gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Annotated, Protocol

from annotated_types import Ge, Le

# IUGG: the mean radius of the earth.
_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """Where something is. [degrees, WGS 84]."""

    latitude: Annotated[float, Ge(-90), Le(90)]
    longitude: Annotated[float, Ge(-180), Le(180)]


class Travel(Protocol):
    """How long it takes from one place to another."""

    @property
    def in_words(self) -> str:
        """By what it is reckoned."""
        ...

    def minutes(self, start: Location, end: Location) -> int:
        """Return how long the way takes, in whole minutes."""
        ...


@dataclass(frozen=True, kw_only=True)
class GreatCircleTravel:
    """Travel at a steady speed on a way that is longer than the straight one by a factor.

    Both figures are ours: a van in and between the towns of the service territory.

    Args:
        speed_km_h: How fast. [km/h]
        detour: How much longer roads are than the great circle.
    """

    speed_km_h: float = 55.0
    detour: float = 1.3

    @property
    def in_words(self) -> str:
        """By what it is reckoned."""
        return f"great-circle distance times {self.detour:g} at {self.speed_km_h:g} km/h"

    def minutes(self, start: Location, end: Location) -> int:
        """Return how long the way takes, in minutes rounded up."""
        return ceil(great_circle_km(start, end) * self.detour / self.speed_km_h * 60)


@dataclass(frozen=True, kw_only=True)
class MatrixTravel:
    """Travel by a table; a way that it does not know takes as long as the way back.

    Args:
        source: Who made the table.
        table: Minutes from one place to another. [min]
    """

    source: str
    table: Mapping[tuple[Location, Location], int] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """By what it is reckoned."""
        return f"a table of travel times ({self.source})"

    def minutes(self, start: Location, end: Location) -> int:
        """Return how long the way takes, in minutes.

        Raises:
            ValueError: The table knows it in neither direction.
        """
        if start == end:
            return 0
        found = self.table.get((start, end), self.table.get((end, start)))
        if found is None:
            raise ValueError(f"No travel time is given from {start} to {end}; add it to the table.")
        return found


@lru_cache(maxsize=100_000)
def great_circle_km(start: Location, end: Location) -> float:
    """Return the distance along the surface of the earth [km], by the haversine formula.

    d = 2 R asin(sqrt(sin²(Δφ/2) + cos φ1 cos φ2 sin²(Δλ/2))), R = 6371.0088 km

    Right within 0.5 %, as the earth is no sphere.

    Example:
        >>> london = Location(latitude=51.5, longitude=-0.12)
        >>> round(great_circle_km(london, Location(latitude=48.86, longitude=2.35)))
        341

    References:
        R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984) 159.
    """
    phi_1, phi_2 = radians(start.latitude), radians(end.latitude)
    half_phi = (phi_2 - phi_1) / 2
    half_lambda = radians(end.longitude - start.longitude) / 2
    a = sin(half_phi) ** 2 + cos(phi_1) * cos(phi_2) * sin(half_lambda) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(a)))
