"""A day of a device as a picture: a line that breaks where nothing was told."""

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from penstock.app.devices.curves import DayOfDevice, Measured
from penstock.architecture.drawing import Options
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Part, circle, joined, lettering, number, path
from penstock.kernel.pictures.text import CAPTION
from penstock.measurement.pictures.axes import line, value_axis
from penstock.measurement.pictures.style import flow_style

WIDTH, _HEIGHT, _LEFT = 1100, 320, 56
_DAY_S = 86_400
# A line says that nothing else was between its ends: over a longer silence it would not be true.
_SILENT = timedelta(minutes=30)
_MOST_POINTS = 600


def day_picture(day: DayOfDevice, options: Options, *, called: str) -> str:
    """Draw a day of a device."""
    sheet = Sheet(WIDTH, style=flow_style)
    quantity = day.asked.quantity.replace("_", " ") or "nothing"
    title = f"{called}, {quantity} on {day.asked.day:%-d %b %Y}"
    sheet.head(kind="A day of a device", title=title, finding=day.finding)
    plot = Box(MARGIN + _LEFT, sheet.bottom, sheet.inner - _LEFT, _HEIGHT)
    if not day.numbers:
        sheet.put(missing(plot, "withheld" if _is_withheld(day) else "no numbers"), plot.height)
        return sheet.document(options)
    sheet.put(joined(_parts(day, plot)), plot.height + 28, gap=8)
    words = "as told; the line breaks where nothing was told for half an hour"
    sheet.legend([Key(lambda box: line(box.x, box.y + 7, box.right, box.y + 7, "series"), words)])
    return sheet.document(options)


def _is_withheld(day: DayOfDevice) -> bool:
    return bool(day.against or (day.withheld and not day.values))


def _parts(day: DayOfDevice, plot: Box) -> Iterator[Part]:
    values = [each.value for each in day.numbers if each.value is not None]
    scale = _scale(values, plot)
    begin = datetime(day.asked.day.year, day.asked.day.month, day.asked.day.day, tzinfo=UTC)
    yield value_axis(scale, plot, lambda value: f"{value:g}")
    unit = lettering(day.unit, CAPTION, width=60, ink="muted")
    yield unit.at(plot.x + 4, plot.y - unit.height - 2)
    yield _hours(plot)
    for some in _unbroken(day.numbers):
        places = [_place(each, begin, scale, plot) for each in _thinned(some)]
        yield path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in places), "series")
        if len(places) == 1:
            yield circle(*places[0], 3, "point")


def _place(each: Measured, begin: datetime, scale: Scale, plot: Box) -> tuple[float, float]:
    assert each.value is not None, "only numbers are drawn"
    share = (each.at - begin).total_seconds() / _DAY_S
    return plot.x + share * plot.width, scale.at(each.value)


def _scale(values: Sequence[float], plot: Box) -> Scale:
    """Return an axis around the values; a room's temperature is far from nothing."""
    low = math.floor(min(values)) if min(values) > 0 else 0
    found = scale_for([each - low for each in values], start=plot.bottom, end=plot.y)
    return Scale(
        low=found.low + low,
        high=found.high + low,
        start=found.start,
        end=found.end,
        step=found.step,
    )


def _hours(plot: Box) -> Part:
    parts = [line(plot.x, plot.bottom, plot.right, plot.bottom, "axis")]
    for hour in range(0, 25, 3):
        x = plot.x + hour / 24 * plot.width
        said = lettering(f"{hour:02}:00", CAPTION, width=60, ink="muted")
        parts.append(line(x, plot.bottom, x, plot.bottom + 5, "axis"))
        parts.append(said.at(x, plot.bottom + 7, anchor="middle"))
    return joined(parts)


def _unbroken(values: Sequence[Measured]) -> Iterator[list[Measured]]:
    some: list[Measured] = []
    for each in values:
        if some and each.at - some[-1].at > _SILENT:
            yield some
            some = []
        some.append(each)
    if some:
        yield some


def _thinned(values: Sequence[Measured]) -> list[Measured]:
    """Return the lowest and the highest of each stretch; all of them where they are few."""
    if len(values) <= _MOST_POINTS:
        return list(values)
    size = math.ceil(2 * len(values) / _MOST_POINTS)
    kept: list[Measured] = []
    for first in range(0, len(values), size):
        some = values[first : first + size]
        ends = {id(each): each for each in (min(some, key=_of), max(some, key=_of))}
        kept += sorted(ends.values(), key=lambda each: each.at)
    return kept


def _of(value: Measured) -> float:
    return value.value or 0.0
