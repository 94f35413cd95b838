"""Axes: faint lines at round values with their names, and days along the bottom."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from penstock.kernel.pictures.scale import Scale
from penstock.kernel.pictures.svg import Box, Part, joined, lettering, number, path
from penstock.kernel.pictures.text import CAPTION


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Part:
    """Return a straight line."""
    return path(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", class_)


def value_axis(scale: Scale, plot: Box, say: Callable[[float], str]) -> Part:
    """Return the lines of round values across a plot, and the values at its left."""
    parts = []
    for value in scale.ticks:
        y = scale.at(value)
        said = lettering(say(value), CAPTION, width=100, ink="muted")
        parts += [
            line(plot.x, y, plot.right, y, "grid"),
            said.at(plot.x - 8, y - said.height / 2, anchor="end"),
        ]
    return joined(parts)


def day_axis(first: date, last: date, plot: Box) -> Part:
    """Return short lines under a plot at the beginning of months, with the months' names."""
    span = max(1, (last - first).days)
    parts = [line(plot.x, plot.bottom, plot.right, plot.bottom, "axis")]
    free = plot.x - 30
    for day in _month_begins(first, last):
        x = plot.x + (day - first).days / span * plot.width
        said = lettering(f"{day:%b %Y}", CAPTION, width=100, ink="muted")
        parts.append(line(x, plot.bottom, x, plot.bottom + 5, "axis"))
        if x - said.width / 2 >= free and x + said.width / 2 <= plot.right + 30:
            parts.append(said.at(x, plot.bottom + 7, anchor="middle"))
            free = x + said.width / 2 + 12
    return joined(parts)


def _month_begins(first: date, last: date) -> Iterator[date]:
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)
