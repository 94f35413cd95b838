"""A control chart: figures by period, the limits of their own variation, and a target apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Part, Text, circle, joined, lettering, number, path
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, LABEL
from penstock.measurement.pictures.axes import line, value_axis
from penstock.measurement.pictures.labels import Label, at_right
from penstock.measurement.pictures.plates import on_plate
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject
from penstock.measurement.pictures.wording import listed
from penstock.measurement.trends.control import LEAST_VALUES, RUN, ControlChart, Point

WIDTH, _HEIGHT, _LEFT, _RIGHT = 1100, 340, 56, 170
_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a control chart shows.

    Args:
        title: What is measured.
        say: Puts a figure into words, with its unit.
        axis: Puts a figure into the fewest characters, for the axis.
        target: What was promised or asked for; it moves no limit.
    """

    title: str
    say: Callable[[float], str]
    axis: Callable[[float], str]
    target: float | None = None


def control_picture(chart: ControlChart, measured: Measured, drawn: Drawn) -> str:
    """Draw a control chart."""
    sheet = Sheet(WIDTH, style=flow_style)
    finding = control_finding(chart, measured)
    sheet.head(kind="Control chart", title=measured.title, finding=finding)
    plot = Box(MARGIN + _LEFT, sheet.bottom, sheet.inner - _LEFT - _RIGHT, _HEIGHT)
    if not chart.points:
        words = f"no data: {counted(chart.periods, 'period')} of at least {LEAST_VALUES}"
        sheet.put(missing(plot, words), plot.height)
        return sheet.document(drawn.options)
    sheet.put(_Plot(chart, measured, drawn, plot).part(), plot.height + 28, gap=8)
    sheet.legend(_keys(chart, measured))
    return sheet.document(drawn.options)


def control_finding(chart: ControlChart, measured: Measured) -> str:
    """Return the sentence under the title: which periods their own variation does not explain."""
    if not chart.points:
        return f"Limits need {LEAST_VALUES} periods that are over; there are {chart.periods}."
    if not chart.signals:
        return (
            f"All {counted(len(chart.points), 'period')} lie within the usual variation around"
            f" {measured.say(chart.centre)}."
        )
    told = [f"{each.label} ({_why(each, chart)})" for each in chart.signals[-_NAMED:]]
    earlier = len(chart.signals) - len(told)
    more = f", and {earlier} earlier" if earlier else ""
    return (
        f"Not explained by the usual variation around {measured.say(chart.centre)}:"
        f" {listed(told)}{more}."
    )


def _why(point: Point, chart: ControlChart) -> str:
    if point.is_beyond:
        return "above the limit" if point.value > point.upper else "below the limit"
    side = "above" if point.value > chart.centre else "below"
    return f"{RUN} or more in a row {side} the mean"


class _Plot:
    """The points, limits and labels of a chart."""

    def __init__(self, chart: ControlChart, measured: Measured, drawn: Drawn, plot: Box) -> None:
        self.chart, self.measured, self.drawn, self.plot = chart, measured, drawn, plot
        values = [value for each in chart.points for value in (each.value, each.lower, each.upper)]
        values += [] if measured.target is None else [measured.target]
        self.scale: Scale = scale_for(values, start=plot.bottom, end=plot.y)
        self.step = plot.width / len(chart.points)

    def part(self) -> Part:
        points = self.chart.points
        return joined(
            (
                value_axis(self.scale, self.plot, self.measured.axis),
                *self._levels(),
                self._stairs([each.upper for each in points]),
                self._stairs([each.lower for each in points]),
                path(self._way(), "series"),
                *(self._point(index) for index in range(len(points))),
                *self._values(),
                *self._periods(),
                *self._labels(),
            )
        )

    def _x(self, index: int) -> float:
        return self.plot.x + (index + 0.5) * self.step

    def _levels(self) -> list[Part]:
        levels = [(self.chart.centre, "centre")]
        levels += [] if self.measured.target is None else [(self.measured.target, "target")]
        return [
            line(self.plot.x, self.scale.at(value), self.plot.right, self.scale.at(value), class_)
            for value, class_ in levels
        ]

    def _stairs(self, limits: Sequence[float]) -> Part:
        """Return a limit as a line with a step where it changes from one period to the next."""
        way = f"M{number(self.plot.x)} {number(self.scale.at(limits[0]))}"
        for index, limit in enumerate(limits):
            right = self.plot.x + (index + 1) * self.step
            way += f"V{number(self.scale.at(limit))}H{number(right)}"
        return path(way, "limit")

    def _way(self) -> str:
        places = (
            f"{number(self._x(index))} {number(self.scale.at(each.value))}"
            for index, each in enumerate(self.chart.points)
        )
        return f"M{'L'.join(places)}"

    def _point(self, index: int) -> Part:
        point = self.chart.points[index]
        x, y = self._x(index), self.scale.at(point.value)
        hint = f"{point.label}, {self.measured.say(point.value)}"
        parts = [circle(x, y, 4, "signal" if point.is_signal else "point")]
        parts += [circle(x, y, 8, "halo")] if point.is_signal else []
        return linked(Subject(Shown.PERIOD, point.label), self.drawn.link, *parts, hint=hint)

    def _values(self) -> list[Part]:
        """Return the values of signals, the newest first, each where it hides nothing."""
        taken = [self._halo(index) for index in range(len(self.chart.points))]
        parts = []
        for index in reversed(range(len(self.chart.points))):
            said, box = self._value(index)
            if self.chart.points[index].is_signal and not any(_meet(box, each) for each in taken):
                taken.append(box)
                parts.append(on_plate(said, self._x(index), box.y, anchor="middle"))
        return parts

    def _halo(self, index: int) -> Box:
        point = self.chart.points[index]
        radius = 9 if point.is_signal else 5
        y = self.scale.at(point.value)
        return Box(self._x(index) - radius, y - radius, 2 * radius, 2 * radius)

    def _value(self, index: int) -> tuple[Text, Box]:
        point = self.chart.points[index]
        said = lettering(self.measured.say(point.value), CAPTION_BOLD, width=120)
        y = self.scale.at(point.value)
        is_under = point.value < self.chart.centre and y + 28 < self.plot.bottom
        top = y + 12 if is_under else y - 12 - said.height
        return said, Box(self._x(index) - said.width / 2, top, said.width, said.height)

    def _periods(self) -> list[Part]:
        parts, free = (
            [line(self.plot.x, self.plot.bottom, self.plot.right, self.plot.bottom, "axis")],
            0.0,
        )
        for index, point in enumerate(self.chart.points):
            said, x = lettering(point.label, CAPTION, width=100, ink="muted"), self._x(index)
            if x - said.width / 2 >= free:
                parts.append(said.at(x, self.plot.bottom + 8, anchor="middle"))
                free = x + said.width / 2 + 10
        return parts

    def _labels(self) -> list[Part]:
        last = self.chart.points[-1]
        named = [
            ("upper limit", last.upper),
            ("mean", self.chart.centre),
            ("lower limit", last.lower),
        ]
        named += [] if self.measured.target is None else [("target", self.measured.target)]
        labels = [
            Label(
                lettering(f"{name} {self.measured.say(value)}", LABEL, width=_RIGHT - 20),
                self.scale.at(value),
            )
            for name, value in named
        ]
        return at_right(labels, x=self.plot.right, top=self.plot.y, bottom=self.plot.bottom)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.right + 4
        and other.x < one.right + 4
        and one.y < other.bottom
        and other.y < one.bottom
    )


def _keys(chart: ControlChart, measured: Measured) -> list[Key]:
    def stroke(class_: str, words: str) -> Key:
        return Key(lambda box: line(box.x, box.y + 7, box.right, box.y + 7, class_), words)

    keys = [stroke("limit", "limits of the usual variation, from the figures themselves")]
    if measured.target is not None:
        keys.append(stroke("target", "target: what is wanted, which moves no limit"))
    if chart.signals:
        words = f"beyond a limit, or {RUN} or more in a row on one side of the mean"
        keys.append(Key(lambda box: circle(box.x + 11, box.y + 7, 4, "signal"), words))
    return keys
