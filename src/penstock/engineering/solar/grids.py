"""The best straight grid of equal rectangles in an outline with holes, found by trying."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from penstock.engineering.solar.fields import Point
from penstock.engineering.solar.polygons import EPSILON_M, Outline, contains, distances_m
from penstock.engineering.solar.weather import Floats

# So many places of a grid's first corner are tried each way, and so many rectangles in all.
_OFFSETS = 16
_MOST_TRIED = 60_000
_AT_ONCE = 20_000
# Two grids whose first corners are nearer than this are one.
_ALIKE_M = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Where rectangles may lie.

    Args:
        outline: The edge of it, counter-clockwise. [m]
        edges: Segments to keep away from. [m]
        clearances_m: How far, for each of them. [m]
        holes: Outlines that no rectangle covers; their edges are among `edges`.
        strip: From where to where along x nothing may stand, if anywhere. [m]
    """

    outline: Outline
    edges: tuple[tuple[Point, Point], ...]
    clearances_m: tuple[float, ...]
    holes: tuple[Outline, ...] = ()
    strip: Point | None = None

    def fits(self, corners: Floats, size: Point) -> np.ndarray:
        """Tell which rectangles fit, by their lower left corners, shape (n, 2)."""
        good = self._off_strip(corners[:, 0], size[0])
        needed = np.array(self.clearances_m) - EPSILON_M
        for start in range(0, len(corners), _AT_ONCE):
            chosen = start + np.flatnonzero(good[start : start + _AT_ONCE])
            middle = corners[chosen] + np.array(size) / 2
            inside = contains(self.outline, middle)
            for hole in self.holes:
                inside &= ~contains(hole, middle)
            good[chosen] = inside
            chosen = chosen[inside]
            good[chosen] = (distances_m(corners[chosen], size, self.edges) >= needed).all(1)
        return good

    def _off_strip(self, left: Floats, width: float) -> np.ndarray:
        if not self.strip:
            return np.ones(len(left), dtype=bool)
        begin, end = self.strip
        return np.asarray((left >= end - EPSILON_M) | (left + width <= begin + EPSILON_M))

    def flush(self, axis: int, length: float) -> Iterable[float]:
        """Yield where a rectangle would begin that lies flush with something, along an axis."""
        for (first, second), clearance in zip(self.edges, self.clearances_m, strict=True):
            for place in {first[axis], second[axis]}:
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


def best_grid(space: Space, size: Point, *, gap_m: float) -> Grid:
    """Return the grid with the most rectangles that was found in a space.

    Tried are grids that begin flush with an edge of the space or of a hole, and evenly spread ones;
    of equals the first is taken, so that moving the space moves the grid and changes nothing else.

    Args:
        space: Where they may lie.
        size: Width and height of each. [m]
        gap_m: Between two of them. [m]
    """
    lows, highs = np.array(space.outline).min(0), np.array(space.outline).max(0)
    pitch = np.array(size) + gap_m
    counts = np.maximum(((highs - lows) / pitch).astype(int) + 1, 1)
    most = _offsets_worth(int(counts.prod()))
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
    return Grid(corners=tuple((float(x), float(y)) for x, y in chosen), size=size)


def _offsets_worth(count: int) -> int:
    """Return how many offsets each way are worth trying for a grid of so many places."""
    return int(np.clip((_MOST_TRIED / count) ** 0.5, 4, _OFFSETS))


def _starts(flush: Iterable[float], low: float, pitch: float, most: int) -> Floats:
    """Return offsets of a grid from the low end, 0 up to a pitch; flush ones first."""
    wanted = sorted({round((place - low) % pitch, 6) % pitch for place in flush})
    found: list[float] = []
    for offset in [*wanted, *(pitch * part / most for part in range(most))]:
        if all(abs(offset - other) > _ALIKE_M for other in found):
            found.append(offset)
    return np.array(found[:most])
