"""The best straight grid of equal rectangles in an outline with holes, found by trying."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from penstock.engineering.solar.fields import Point
from penstock.engineering.solar.polygons import (
    EPSILON_M,
    Outline,
    contains,
    distances_m,
    distances_of_points_m,
)
from penstock.engineering.solar.weather import Floats

# So many places of a grid's first corner are tried each way, at most.
_OFFSETS = 16
# So many pairs of a rectangle and an edge are held in memory at once.
_AT_ONCE = 200_000
# Two grids whose first corners are nearer than this are one.
_ALIKE_M = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """An outline that rectangles keep away from.

    Args:
        outline: Its corners. [m]
        clearances_m: How far from each edge, from its corner to the next. [m]
    """

    outline: Outline
    clearances_m: tuple[float, ...]

    @property
    def edges(self) -> tuple[tuple[Point, Point], ...]:
        """From each corner to the next."""
        return tuple(zip(self.outline, (*self.outline[1:], self.outline[0]), strict=True))

    def far_enough(self, corners: Floats, size: Point) -> np.ndarray:
        """Tell which rectangles keep their distance, by their lower left corners, shape (n, 2)."""
        needed = np.array(self.clearances_m) - EPSILON_M
        rows = max(_AT_ONCE // len(needed), 1)
        parts = [corners[begin : begin + rows] for begin in range(0, len(corners), rows)]
        found = [self._are_far_enough(part, size, needed) for part in parts]
        return np.concatenate(found) if found else np.zeros(0, dtype=bool)

    def _are_far_enough(self, corners: Floats, size: Point, needed: Floats) -> np.ndarray:
        """Look at middles first: most are far from all edges, or very near to one."""
        half = np.array(size) / 2
        spare = distances_of_points_m(corners + half, self.edges) - needed
        good = np.asarray((spare >= np.hypot(*half)).all(1))
        unclear = np.flatnonzero(~good & (spare >= half.min()).all(1))
        exact = distances_m(corners[unclear], size, self.edges)
        good[unclear] = (exact >= needed).all(1)
        return good

    def may_touch(self, corners: Floats, size: Point) -> np.ndarray:
        """Tell which rectangles are so near that it takes a closer look."""
        points, most = np.array(self.outline), max(self.clearances_m)
        low, high = points.min(0) - most - np.array(size), points.max(0) + most
        return np.asarray(((corners >= low) & (corners <= high)).all(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Where rectangles may lie.

    Args:
        border: The edge of it, counter-clockwise.
        holes: What no rectangle covers.
        strip: From where to where along x nothing may stand, if anywhere. [m]
    """

    border: Border
    holes: tuple[Border, ...] = ()
    strip: Point | None = None

    @property
    def edge_count(self) -> int:
        """How many edges there are."""
        return sum(len(each.outline) for each in (self.border, *self.holes))

    def fits(self, corners: Floats, size: Point) -> np.ndarray:
        """Tell which rectangles fit, by their lower left corners, shape (n, 2)."""
        middle = corners + np.array(size) / 2
        good = self._off_strip(corners[:, 0], size[0])
        good[good] = contains(self.border.outline, middle[good])
        good[good] = self.border.far_enough(corners[good], size)
        for hole in self.holes:
            near = np.flatnonzero(good)
            near = near[hole.may_touch(corners[near], size)]
            good[near] = hole.far_enough(corners[near], size)
            near = near[good[near]]
            good[near] = ~contains(hole.outline, middle[near])
        return good

    def _off_strip(self, left: Floats, width: float) -> np.ndarray:
        if not self.strip:
            return np.ones(len(left), dtype=bool)
        begin, end = self.strip
        return np.asarray((left >= end - EPSILON_M) | (left + width <= begin + EPSILON_M))

    def flush(self, axis: int, length: float) -> Iterable[float]:
        """Yield where a rectangle would begin that lies flush with something, along an axis."""
        for border in (self.border, *self.holes):
            for ends, clearance in zip(border.edges, border.clearances_m, strict=True):
                for place in {each[axis] for each in ends}:
                    yield place + clearance
                    yield place - clearance - length
        if self.strip and axis == 0:
            yield self.strip[1]
            yield self.strip[0] - length


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rectangles of one size in rows and columns.

    Args:
        corners: The lower left one of each. [m]
        size: Width and height. [m]
    """

    corners: tuple[Point, ...]
    size: Point


def best_grid(space: Space, size: Point, *, gap_m: float, effort: int) -> Grid:
    """Return the grid with the most rectangles that was found in a space.

    Tried are grids that begin flush with an edge of the space or of a hole, and evenly spread ones;
    of equals the first is taken, so that moving the space moves the grid and changes nothing else.

    Args:
        space: Where they may lie.
        size: Width and height of each. [m]
        gap_m: Between two of them. [m]
        effort: How many pairs of a rectangle and an edge may be looked at.
    """
    outline = np.array(space.border.outline)
    lows, highs = outline.min(0), outline.max(0)
    pitch = np.array(size) + gap_m
    counts = np.maximum(((highs - lows) / pitch).astype(int) + 1, 1)
    pairs = int(counts.prod()) * space.edge_count
    most = int(np.clip((effort / pairs) ** 0.5, 1, _OFFSETS))
    starts = [
        _starts(space.flush(axis, size[axis]), float(lows[axis]), float(pitch[axis]), most)
        for axis in (0, 1)
    ]
    # Shape (offsets, places) each way: all beginnings of columns, and of rows.
    columns, rows = (
        lows[axis] + starts[axis][:, None] + np.arange(counts[axis]) * pitch[axis]
        for axis in (0, 1)
    )
    tried = np.stack(np.broadcast_arrays(columns[:, None, :, None], rows[None, :, None, :]), -1)
    fits = space.fits(tried.reshape(-1, 2), size).reshape(tried.shape[:-1])
    totals = fits.sum((2, 3))
    column, row = np.unravel_index(int(totals.argmax()), totals.shape)
    chosen = tried[column, row][fits[column, row]]
    return Grid(corners=tuple((x, y) for x, y in chosen.tolist()), size=size)


def _starts(flush: Iterable[float], low: float, pitch: float, most: int) -> Floats:
    """Return offsets of a grid from the low end, 0 up to a pitch; flush ones first."""
    wanted = sorted({round((place - low) % pitch, 6) % pitch for place in flush})
    found: list[float] = []
    for offset in [*wanted, *(pitch * part / most for part in range(most))]:
        if all(abs(offset - other) > _ALIKE_M for other in found):
            found.append(offset)
    return np.array(found[:most])
