"""Roofs as a designer draws them: planes with edges, what stands on them, and what stays free."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, radians, sin

import numpy as np

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.fields import Point
from penstock.engineering.solar.light import Facing
from penstock.engineering.solar.polygons import Outline, area_m2, checked, contains
from penstock.engineering.solar.setbacks import NONE, SetbackRule

# Corners that somebody measured are level with each other within this.
_LEVEL_M = 0.02


class Edge(StrEnum):
    """What an edge of a plane is."""

    EAVE = "eave"
    RIDGE = "ridge"
    RAKE = "rake"
    HIP = "hip"
    VALLEY = "valley"


class Pathway(StrEnum):
    """Where the way from the lowest edge to the ridge is."""

    BEST = "best"
    LEFT = "left"
    RIGHT = "right"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstruction:
    """Something on a plane that no module covers.

    Args:
        name: What it is.
        outline: Its corners on the plane. [m]
        clearance_m: What stays free around it. [m]
    """

    name: str
    outline: Outline
    clearance_m: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """A flat part of a roof, drawn as one sees it at a right angle from outside.

    Args:
        name: What people call it.
        facing: Where it looks.
        outline: Its corners, counter-clockwise; x to the right, y up the slope. [m]
        edges: What each edge is, from its corner to the next.
        obstructions: What stands on it.
        pathway: Where its way for the fire department is.
        most_modules: How many are wanted at most, where not all that fit.
        in_plan: Whether x and y come from a plan of the whole roof, so that planes lie beside each
            other as they do on the house.
    """

    name: str
    facing: Facing
    outline: Outline
    edges: tuple[Edge, ...]
    obstructions: tuple[Obstruction, ...] = ()
    pathway: Pathway = Pathway.BEST
    most_modules: int | None = None
    in_plan: bool = False

    @property
    def area_m2(self) -> float:
        """Along the slope [m²]."""
        return area_m2(self.outline)

    @property
    def extent_m2(self) -> float:
        """Of the rectangle around it [m²]."""
        xs, ys = zip(*self.outline, strict=True)
        return float((max(xs) - min(xs)) * (max(ys) - min(ys)))

    @property
    def plan_area_m2(self) -> float:
        """As seen from above [m²]."""
        return self.area_m2 * self.seen_from_above

    @property
    def seen_from_above(self) -> float:
        """The share of an area on the plane that shows from above."""
        return cos(radians(self.facing.tilt_degrees))


@dataclass(frozen=True, slots=True, kw_only=True)
class Roof:
    """A roof with its place and the rule that holds there.

    Args:
        name: What people call it.
        latitude: Degrees north.
        longitude: Degrees east.
        zone: The time zone by its IANA name.
        planes: All planes that may bear modules, and others whose area counts.
        rule: What the fire code keeps free.
        jurisdiction: Who says that the rule holds.
        sprinklers: Whether the building has them.
        edge_m: What stays free at all other edges. [m]
        gap_m: Between two modules. [m]
    """

    name: str
    latitude: float
    longitude: float
    zone: str
    planes: tuple[Plane, ...]
    rule: SetbackRule = NONE
    jurisdiction: str = ""
    sprinklers: bool = False
    edge_m: float = 0.1
    gap_m: float = 0.02

    @property
    def plan_area_m2(self) -> float:
        """Of all planes, as seen from above [m²]."""
        return sum(each.plan_area_m2 for each in self.planes)


def plane_of(
    name: str,
    facing: Facing,
    corners: Outline,
    edges: tuple[Edge, ...] = (),
    *,
    obstructions: tuple[Obstruction, ...] = (),
    in_plan: bool = False,
) -> Plane:
    """Return a plane of corners as somebody drew them.

    Args:
        name: What people call it.
        facing: Where it looks.
        corners: On the plane, or in plan: metres east and north. [m]
        edges: What each edge is; what is level and highest is else a ridge, level and lowest an
            eave, and the rest rakes.
        obstructions: What stands on it, drawn as the corners are.
        in_plan: Whether the corners are in plan.

    Raises:
        SolarError: An outline crosses itself, or an obstruction lies outside.
    """
    place = f"Plane “{name}”"
    if in_plan:
        if facing.tilt_degrees > 80:
            raise SolarError(f"{place} is too steep for a plan; give its corners on the plane.")
        corners = _all_on_plane(corners, facing)
        obstructions = tuple(
            replace(each, outline=_all_on_plane(each.outline, facing)) for each in obstructions
        )
    outline = checked(corners, f"{place}: its outline")
    return Plane(
        name=name,
        facing=facing,
        outline=outline,
        edges=_turned(edges, corners, outline, place) or _edges_of(outline),
        obstructions=tuple(_placed(each, outline, place) for each in obstructions),
        in_plan=in_plan,
    )


def _all_on_plane(outline: Outline, facing: Facing) -> Outline:
    return tuple(on_plane(each, facing) for each in outline)


def _turned(
    edges: tuple[Edge, ...], drawn: Outline, outline: Outline, place: str
) -> tuple[Edge, ...]:
    """Return edges in the order of a checked outline, which may run the other way round."""
    if edges and len(edges) != len(outline):
        raise SolarError(
            f"{place} has {len(outline)} corners and {len(edges)} edges; expected as many."
        )
    # Turned around, the edge that was second to last is the first, and the last stays.
    return edges if not edges or outline[0] == drawn[0] else (*reversed(edges[:-1]), edges[-1])


def _placed(obstruction: Obstruction, outline: Outline, place: str) -> Obstruction:
    found = checked(obstruction.outline, f"{place}: the outline of “{obstruction.name}”")
    if not _touches(outline, found):
        raise SolarError(
            f"{place}: “{obstruction.name}” lies outside of the plane; expected corners within it."
        )
    return replace(obstruction, outline=found)


def _touches(outline: Outline, other: Outline) -> bool:
    middle = np.array(other).mean(0, keepdims=True)
    return bool(contains(outline, np.concatenate([np.array(other), middle])).any())


def _edges_of(outline: Outline) -> tuple[Edge, ...]:
    heights = [y for _, y in outline]
    top, bottom = max(heights), min(heights)

    def kind(first: Point, second: Point) -> Edge:
        low, high = sorted((first[1], second[1]))
        if top - low <= _LEVEL_M:
            return Edge.RIDGE
        return Edge.EAVE if high - bottom <= _LEVEL_M else Edge.RAKE

    return tuple(kind(a, b) for a, b in zip(outline, (*outline[1:], outline[0]), strict=True))


def on_plane(point: Point, facing: Facing) -> Point:
    """Return where a point of the plan (metres east, north) lies on a plane [m].

    Example:
        >>> on_plane((3.0, 2.0), Facing(tilt_degrees=60.0, azimuth_degrees=180.0))
        (3.0, 4.0)
    """
    east, north = point
    turn = radians(facing.azimuth_degrees)
    right = -east * cos(turn) + north * sin(turn)
    up = (-east * sin(turn) - north * cos(turn)) / cos(radians(facing.tilt_degrees))
    return round(right, 9), round(up, 9)


def in_plan(point: Point, facing: Facing) -> Point:
    """Return where a point of a plane lies in the plan: the way back from `on_plane` [m]."""
    turn = radians(facing.azimuth_degrees)
    right, up = point[0], point[1] * cos(radians(facing.tilt_degrees))
    return -right * cos(turn) - up * sin(turn), right * sin(turn) - up * cos(turn)
