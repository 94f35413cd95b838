"""Outlines on a plane: their area, whether they cross themselves, and how far modules are away."""

from collections.abc import Sequence

import numpy as np

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.fields import Point
from penstock.engineering.solar.weather import Floats

Outline = tuple[Point, ...]
# Millimetres; less is not drawn, not measured and not built.
EPSILON_M = 1e-6


def area_m2(outline: Outline) -> float:
    """Return the area of an outline that does not cross itself [m²].

    Example:
        >>> area_m2(((0.0, 0.0), (4.0, 0.0), (4.0, 3.0)))
        6.0
    """
    return abs(_signed(outline))


def _signed(outline: Outline) -> float:
    x, y = np.array(outline).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def checked(outline: Outline, place: str) -> Outline:
    """Return an outline, counter-clockwise and without its first corner again at the end.

    Raises:
        SolarError: It has too few corners, crosses itself, or has no area.
    """
    if len(outline) > 1 and outline[0] == outline[-1]:
        outline = outline[:-1]
    if len(outline) < 3:
        raise SolarError(f"{place} has {len(outline)} corners; expected three at least.")
    if crossing := _crossing(outline):
        first, second = crossing
        raise SolarError(
            f"{place} crosses itself: the edge from corner {first + 1} "
            f"({_words(outline[first])}) meets the one from corner {second + 1} "
            f"({_words(outline[second])}). List the corners one after the other, along the edge."
        )
    if area_m2(outline) < 0.01:
        raise SolarError(f"{place} has no area; expected corners that enclose some.")
    return outline if _signed(outline) > 0 else tuple(reversed(outline))


def _words(point: Point) -> str:
    return f"{point[0]:g} m, {point[1]:g} m"


def _crossing(outline: Outline) -> tuple[int, int] | None:
    """Return the first two edges that are no neighbours and meet, or neighbours that fold back."""
    begin = np.array(outline)
    end = np.roll(begin, -1, axis=0)
    count = len(outline)
    for first in range(count):
        later = np.arange(first + 1, count)
        meets = _meet(begin[first], end[first], begin[later], end[later])
        neighbour = ((later - first) % count == 1) | ((first - later) % count == 1)
        folded = neighbour & _folds(begin, end, first, later)
        if (found := later[(meets & ~neighbour) | folded]).size:
            return first, int(found[0])
    return None


def _folds(begin: Floats, end: Floats, first: int, later: np.ndarray) -> np.ndarray:
    """Tell which edges run back over the first one, or have no length."""
    way, ways = end[first] - begin[first], end[later] - begin[later]
    across = way[0] * ways[:, 1] - way[1] * ways[:, 0]
    along = ways @ way
    length = np.hypot(*way) * np.hypot(*ways.T)
    return np.asarray((np.abs(across) <= EPSILON_M * length) & (along <= 0))


def _meet(a: Floats, b: Floats, c: Floats, d: Floats) -> np.ndarray:
    """Tell which segments c-d touch the segment a-b."""
    side = _side(a, b, c) * _side(a, b, d)
    other = _side(c, d, a) * _side(c, d, b)
    low = np.maximum(np.minimum(a, b), np.minimum(c, d))
    high = np.minimum(np.maximum(a, b), np.maximum(c, d))
    return np.asarray((side <= 0) & (other <= 0) & (low <= high).all(-1))


def _side(a: Floats, b: Floats, p: Floats) -> Floats:
    return np.sign(
        (b[..., 0] - a[..., 0]) * (p[..., 1] - a[..., 1])
        - (b[..., 1] - a[..., 1]) * (p[..., 0] - a[..., 0])
    )


def contains(outline: Outline, points: Floats) -> np.ndarray:
    """Tell which points, shape (n, 2), lie inside; those on the edge may or may not."""
    x, y = points[:, 0, None], points[:, 1, None]
    begin = np.array(outline)
    end = np.roll(begin, -1, axis=0)
    crosses = (begin[:, 1] > y) != (end[:, 1] > y)
    rise = np.where(end[:, 1] == begin[:, 1], 1.0, end[:, 1] - begin[:, 1])
    at = begin[:, 0] + (y - begin[:, 1]) / rise * (end[:, 0] - begin[:, 0])
    return np.asarray((crosses & (x < at)).sum(1) % 2 == 1)


def distances_of_points_m(points: Floats, edges: Sequence[tuple[Point, Point]]) -> Floats:
    """Return how far points, shape (n, 2), are from m edges, shape (n, m) [m]."""
    begin, end = _ends(edges)
    return np.sqrt(_to_segments(points[:, 0, None], points[:, 1, None], begin, end))


def _ends(edges: Sequence[tuple[Point, Point]]) -> tuple[Floats, Floats]:
    return np.array([each[0] for each in edges]), np.array([each[1] for each in edges])


def distances_m(corners: Floats, size: Point, edges: Sequence[tuple[Point, Point]]) -> Floats:
    """Return how far rectangles are from edges; -1 where an edge cuts one [m].

    Args:
        corners: The lower left corner of each rectangle, shape (n, 2). [m]
        size: Width and height of all of them. [m]
        edges: m segments.

    Returns:
        Shape (n, m).
    """
    begin, end = _ends(edges)
    left, low = corners[:, 0, None], corners[:, 1, None]
    right, high = left + size[0], low + size[1]
    # From the corners of the rectangle to the edge, and from the ends of an edge to the rectangle.
    squares = [_to_segments(x, y, begin, end) for x in (left, right) for y in (low, high)]
    for x, y in ((point[:, 0], point[:, 1]) for point in (begin, end)):
        across = np.maximum(np.maximum(left - x, x - right), 0.0)
        along = np.maximum(np.maximum(low - y, y - high), 0.0)
        squares.append(across * across + along * along)
    nearest = np.sqrt(np.minimum.reduce(squares))
    inner = EPSILON_M
    cut = _cuts(((left + inner, right - inner), (low + inner, high - inner)), begin, end)
    return np.where(cut, -1.0, nearest)


def _to_segments(x: Floats, y: Floats, begin: Floats, end: Floats) -> Floats:
    """Return the squares of distances from points, shape (n, 1), to m segments."""
    way_x, way_y = (end - begin).T
    length = np.maximum(way_x * way_x + way_y * way_y, 1e-18)
    gap_x, gap_y = x - begin[:, 0], y - begin[:, 1]
    along = np.clip((gap_x * way_x + gap_y * way_y) / length, 0.0, 1.0)
    gap_x, gap_y = gap_x - along * way_x, gap_y - along * way_y
    return np.asarray(gap_x * gap_x + gap_y * gap_y)


def _cuts(
    sides: tuple[tuple[Floats, Floats], tuple[Floats, Floats]], begin: Floats, end: Floats
) -> np.ndarray:
    """Tell which segments enter which rectangles, given from where to where on each axis.

    Y.-D. Liang and B. Barsky, "A new concept and method for line clipping", ACM Transactions on
    Graphics 3, 1984.
    """
    first: Floats = np.zeros((1, len(begin)))
    last: Floats = np.ones((1, len(begin)))
    inside: np.ndarray = np.ones((1, len(begin)), dtype=bool)
    for axis, (low, high) in enumerate(sides):
        run, start = end[:, axis] - begin[:, axis], begin[:, axis]
        still = np.abs(run) < 1e-12
        safe = np.where(still, 1.0, run)
        one, other = (low - start) / safe, (high - start) / safe
        first = np.maximum(first, np.where(still, -np.inf, np.minimum(one, other)))
        last = np.minimum(last, np.where(still, np.inf, np.maximum(one, other)))
        inside = inside & (~still | ((low < start) & (start < high)))
    return np.asarray(inside & (first < last))
