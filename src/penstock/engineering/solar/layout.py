"""Modules on a roof: as many as fit in straight grids, and none where the code keeps it free."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from penstock.engineering.solar.direct import Array
from penstock.engineering.solar.equipment import Module
from penstock.engineering.solar.fields import Point
from penstock.engineering.solar.grids import Border, Grid, Space, best_grid
from penstock.engineering.solar.roofs import Edge, Pathway, Plane, Roof

# Pairs of a module and an edge that are looked at for one grid, and for each of the eight grids of
# all planes: a roof of many planes is tried less finely, and takes no longer.
_MOST_EFFORT, _ROOF_EFFORT = 600_000, 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaneLayout:
    """The modules of one plane.

    Args:
        plane: The plane.
        grid: Where its modules lie.
        is_portrait: Whether they stand upright.
        ridge_m: What stays free at ridges. [m]
        strip: From where to where along x the pathway is, if it is on this plane. [m]
    """

    plane: Plane
    grid: Grid
    is_portrait: bool
    ridge_m: float
    strip: Point | None

    @property
    def count(self) -> int:
        """How many modules there are."""
        return len(self.grid.corners)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoofLayout:
    """The modules of a roof.

    Args:
        roof: The roof.
        module: What lies on it.
        planes: Each plane, with and without modules.
    """

    roof: Roof
    module: Module
    planes: tuple[PlaneLayout, ...]

    @property
    def count(self) -> int:
        """How many modules there are."""
        return sum(each.count for each in self.planes)

    @property
    def power_kw(self) -> float:
        """Of all modules under rated conditions [kW dc]."""
        return self.count * self.module.power_w / 1000

    @property
    def covered_share(self) -> float:
        """The share of the roof that modules take, both as seen from above."""
        covered = sum(
            each.count * self.module.area_m2 * each.plane.seen_from_above for each in self.planes
        )
        return covered / self.roof.plan_area_m2

    @property
    def arrays(self) -> tuple[Array, ...]:
        """The planes with modules, as their yield is computed."""
        return tuple(
            Array(
                name=each.plane.name,
                power_kw=each.count * self.module.power_w / 1000,
                facing=each.plane.facing,
            )
            for each in self.planes
            if each.count
        )


def roof_layout(roof: Roof, module: Module) -> RoofLayout:
    """Return the layout with the most modules that was found and that the rule allows.

    A wide setback at the ridge is asked for where modules take more of the roof than the rule's
    limit. So there are two candidates: all that fits below the wide setback, and what fits below
    the narrow one, cut to the limit.
    """
    wide = _laid_out(roof, module, roof.rule.wide_ridge_m)
    if roof.rule.ridge_m == roof.rule.wide_ridge_m:
        return wide
    narrow = _within_limit(_laid_out(roof, module, roof.rule.ridge_m))
    return narrow if narrow.count >= wide.count else wide


def _within_limit(layout: RoofLayout) -> RoofLayout:
    """Return a layout less the modules that are beyond the rule's limit, from the last plane on."""
    roof, planes = layout.roof, list(layout.planes)
    excess = layout.covered_share - roof.rule.limit(sprinklers=roof.sprinklers)
    for place in reversed(range(len(planes))):
        each = planes[place]
        share = layout.module.area_m2 * each.plane.seen_from_above / roof.plan_area_m2
        less = min(each.count, max(0, ceil(excess / share - 1e-9)))
        kept = each.grid.corners[: each.count - less]
        planes[place] = replace(each, grid=replace(each.grid, corners=kept))
        excess -= less * share
    return replace(layout, planes=tuple(planes))


def _laid_out(roof: Roof, module: Module, ridge_m: float) -> RoofLayout:
    planes = tuple(_plane_layout(each, roof, module, ridge_m) for each in roof.planes)
    return RoofLayout(roof=roof, module=module, planes=planes)


def _plane_layout(plane: Plane, roof: Roof, module: Module, ridge_m: float) -> PlaneLayout:
    exempt = roof.rule.is_exempt(plane.facing.tilt_degrees)
    ridge_m = 0.0 if exempt else ridge_m
    # The code asks for a pathway on planes with modules alone.
    strips = (
        [None] if exempt or plane.most_modules == 0 else list(_strips(plane, roof.rule.pathway_m))
    )
    found = [
        PlaneLayout(
            plane=plane,
            grid=_grid(plane, _space(plane, roof, ridge_m, strip), size, roof),
            is_portrait=size[1] > size[0],
            ridge_m=ridge_m,
            strip=strip,
        )
        for strip in strips
        for size in ((module.width_m, module.length_m), (module.length_m, module.width_m))
    ]
    return max(found, key=lambda each: each.count)


def _grid(plane: Plane, space: Space, size: Point, roof: Roof) -> Grid:
    """Return the best grid, less the columns on the right that nobody wants."""
    if plane.most_modules == 0:
        return Grid(corners=(), size=size)
    effort = min(_MOST_EFFORT, _ROOF_EFFORT // len(roof.planes))
    grid = best_grid(space, size, gap_m=roof.gap_m, effort=effort)
    return replace(grid, corners=grid.corners[: plane.most_modules])


def _space(plane: Plane, roof: Roof, ridge_m: float, strip: Point | None) -> Space:
    at_ridge = max(ridge_m, roof.edge_m)
    return Space(
        border=Border(
            outline=plane.outline,
            clearances_m=tuple(
                at_ridge if kind is Edge.RIDGE else roof.edge_m for kind in plane.edges
            ),
        ),
        holes=tuple(
            Border(outline=each.outline, clearances_m=(each.clearance_m,) * len(each.outline))
            for each in plane.obstructions
        ),
        strip=strip,
    )


def _strips(plane: Plane, width_m: float) -> Iterator[Point | None]:
    """Yield where the pathway can be: below either end of the ridge, or of the highest corner."""
    if not width_m or plane.pathway is Pathway.ELSEWHERE:
        yield None
        return
    left, right = _top(plane)
    if right - left < width_m:
        middle = (left + right) / 2
        yield middle - width_m / 2, middle + width_m / 2
        return
    if plane.pathway is not Pathway.RIGHT:
        yield left, left + width_m
    if plane.pathway is not Pathway.LEFT:
        yield right - width_m, right


def _top(plane: Plane) -> Point:
    """Return from where to where the ridge reaches along x; without one, the highest corners."""
    outline = plane.outline
    sides = zip(outline, (*outline[1:], outline[0]), plane.edges, strict=True)
    ridges = [x for a, b, kind in sides if kind is Edge.RIDGE for x in (a[0], b[0])]
    top = max(y for _, y in plane.outline)
    highest = ridges or [x for x, y in plane.outline if top - y < 0.02]
    return min(highest), max(highest)
