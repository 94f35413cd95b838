"""A drawn signature: points in the order of the pen, and their picture."""

from collections.abc import Iterable
from dataclasses import dataclass

from penstock.kernel.pictures.svg import element, escaped

WIDTH, HEIGHT = 600, 200
_MOST_POINTS = 5000
_LEAST_POINTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place of the pen on a field of 600 by 200.

    Args:
        x: From the left; 0 to 600.
        y: From the top; 0 to 200.
    """

    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """What is drawn from the pen's coming down to its going up."""

    points: tuple[Point, ...]


def strokes_problem(strokes: Iterable[Stroke]) -> str:
    """Return why strokes are no drawn signature; empty where they may be one."""
    points = [point for stroke in strokes for point in stroke.points]
    if not _LEAST_POINTS <= len(points) <= _MOST_POINTS:
        return (
            f"the drawing has {len(points)} points; a signature has from "
            f"{_LEAST_POINTS} to {_MOST_POINTS}"
        )
    if any(not (0 <= each.x <= WIDTH and 0 <= each.y <= HEIGHT) for each in points):
        return f"the drawing leaves its field of {WIDTH} by {HEIGHT}"
    return ""


def picture_of(strokes: Iterable[Stroke], *, name: str) -> str:
    """Return a drawn signature as SVG that stands alone.

    Args:
        strokes: What was drawn.
        name: Whose signature it is, for those who cannot see it.
    """
    title = element("title", escaped(f"Signature of {name}"))
    lines = "".join(
        element(
            "path",
            d=_way(stroke.points),
            fill="none",
            stroke="currentColor",
            stroke_width=3,
            stroke_linecap="round",
            stroke_linejoin="round",
        )
        for stroke in strokes
        if stroke.points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"{title}{lines}</svg>"
    )


def _way(points: tuple[Point, ...]) -> str:
    first, *others = points
    # A dot is a line of no length, which round ends make visible.
    return f"M{first.x} {first.y}" + "".join(f"L{each.x} {each.y}" for each in (others or [first]))
