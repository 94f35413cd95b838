"""The cumulative flow: a band for each stage, the earliest on top, and what is over below them."""

from collections.abc import Sequence
from datetime import timedelta

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.scale import scale_for
from penstock.kernel.pictures.svg import Box, Part, joined, lettering, number, path, polygon
from penstock.kernel.pictures.text import CAPTION_BOLD, LABEL
from penstock.measurement.pictures.axes import day_axis, line, value_axis
from penstock.measurement.pictures.labels import Label, at_right
from penstock.measurement.pictures.plates import on_plate
from penstock.measurement.pictures.style import band_class, flow_style
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject
from penstock.measurement.trends.cumulative_flow import CumulativeFlow

WIDTH, _HEIGHT, _LEFT, _RIGHT = 1100, 420, 40, 260
HALF_A_YEAR = 182


def cumulative_flow_picture(
    flow: CumulativeFlow | None, drawn: Drawn, *, title: str, days: int = HALF_A_YEAR
) -> str:
    """Draw the last days of a cumulative flow, or say that there is no data."""
    sheet = Sheet(WIDTH, style=flow_style)
    finding = cumulative_flow_finding(flow, drawn)
    sheet.head(kind="Cumulative flow", title=title, finding=finding)
    plot = Box(MARGIN + _LEFT, sheet.bottom, sheet.inner - _LEFT - _RIGHT, _HEIGHT)
    if flow is None:
        sheet.put(missing(plot), plot.height)
    else:
        sheet.put(_Plot(flow, drawn, plot, days).part(), plot.height + 26)
    return sheet.document(drawn.options)


def cumulative_flow_finding(flow: CumulativeFlow | None, drawn: Drawn) -> str:
    """Return the sentence under the title: how many are on the way, where most, and how long."""
    if flow is None:
        return "No case has come to a stage yet."
    last = flow.days - 1
    number = flow.in_progress(last)
    said = f"{counted(number, 'case')} {'is' if number == 1 else 'are'} on the way"
    said += f" at the end of {flow.last_day:%-d %b %Y}"
    bands = flow.bands(last)
    if any(bands):
        widest = bands.index(max(bands))
        said += f", the most ({bands[widest]:,}) at {drawn.name(flow.stages[widest])}"
    lead = flow.lead_days(last)
    behind = "" if lead is None else f"; endings run {counted(lead, 'day')} behind arrivals"
    return f"{said}{behind}."


class _Plot:
    """Bands, axes and labels of the days that are shown."""

    def __init__(self, flow: CumulativeFlow, drawn: Drawn, plot: Box, days: int) -> None:
        self.flow, self.drawn, self.plot = flow, drawn, plot
        self.last = flow.days - 1
        self.start = max(0, flow.days - days)
        top = flow.reached[0][self.last]
        step = scale_for([top - flow.finished[self.start]], start=0, end=1).step
        self.low = int(flow.finished[self.start] // step * step)
        self.scale = scale_for([top - self.low], start=plot.bottom, end=plot.y)

    def part(self) -> Part:
        first = self.flow.first_day + timedelta(days=self.start)
        bands = [self._band(position) for position in range(len(self.flow.stages))]
        return joined(
            (
                value_axis(self.scale, self.plot, lambda value: f"{value + self.low:,.0f}"),
                self._area(self.flow.finished, [self.low] * self.flow.days, "past"),
                *bands,
                day_axis(first, self.flow.last_day, self.plot),
                self._lead(),
                *self._labels(),
            )
        )

    def _band(self, position: int) -> Part:
        lines = (*self.flow.reached, self.flow.finished)
        class_ = band_class(position, len(self.flow.stages))
        return self._area(lines[position], lines[position + 1], class_)

    def _area(self, upper: Sequence[int], lower: Sequence[int], class_: str) -> Part:
        days = range(self.start, self.flow.days)
        above = [(self._x(day), self._y(upper[day])) for day in days]
        below = [(self._x(day), self._y(lower[day])) for day in reversed(days)]
        return polygon([*above, *below], class_)

    def _x(self, day: int) -> float:
        return self.plot.x + (day - self.start) / max(1, self.last - self.start) * self.plot.width

    def _y(self, cases: int) -> float:
        return self.scale.at(cases - self.low)

    def _lead(self) -> Part:
        """Return the line from where the newest case that is over had come, to where it is."""
        lead = self.flow.lead_days(self.last)
        if not lead:
            return Part("")
        y, end = self._y(self.flow.finished[self.last]), self.plot.right
        begin = self._x(max(self.start, self.last - lead))
        said = lettering(counted(lead, "day"), CAPTION_BOLD, width=200)
        ticks = path(
            f"M{number(begin)} {number(y - 5)}v10M{number(end)} {number(y - 5)}v10", "measure"
        )
        words = on_plate(said, (begin + end) / 2, y - said.height / 2, anchor="middle")
        return joined((line(begin, y, end, y, "measure"), ticks, words))

    def _labels(self) -> list[Part]:
        names = [self._stage_label(position) for position in range(len(self.flow.stages))]
        over = self.flow.finished[self.last]
        middle = (self._y(over) + self.plot.bottom) / 2
        words = lettering(f"{over:,} · over", LABEL, width=_RIGHT - 24, ink="muted")
        labels = [*names, Label(words, middle)]
        parts = at_right(labels, x=self.plot.right, top=self.plot.y, bottom=self.plot.bottom)
        subjects = [Subject(Shown.STAGE, stage) for stage in self.flow.stages]
        return [
            *(
                linked(subject, self.drawn.link, part)
                for subject, part in zip(subjects, parts[:-1], strict=True)
            ),
            parts[-1],
        ]

    def _stage_label(self, position: int) -> Label:
        lines = (*self.flow.reached, self.flow.finished)
        upper, lower = lines[position][self.last], lines[position + 1][self.last]
        words = f"{upper - lower:,} · {self.drawn.name(self.flow.stages[position])}"
        said = lettering(words, LABEL, width=_RIGHT - 24)
        return Label(said, (self._y(upper) + self._y(lower)) / 2)
