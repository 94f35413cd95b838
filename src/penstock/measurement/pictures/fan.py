"""A fan: what may come week by week, and what comes if nothing is changed, as a line."""

from collections.abc import Callable, Sequence

from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.architecture.drawing.options import Options
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Part, joined, lettering, number, path, polygon
from penstock.kernel.pictures.text import LABEL
from penstock.measurement.pictures.axes import day_axis, line, value_axis
from penstock.measurement.pictures.labels import Label, at_right
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.trends.fan import Fan, Spread

WIDTH, _HEIGHT, _LEFT, _RIGHT = 1100, 360, 44, 200


def fan_picture(fan: Fan, options: Options, *, title: str, finding: str) -> str:
    """Draw a fan, or say that there is no data."""
    sheet = Sheet(WIDTH, style=flow_style)
    sheet.head(kind=fan.measure, title=title, finding=finding)
    plot = Box(MARGIN + _LEFT, sheet.bottom, sheet.inner - _LEFT - _RIGHT, _HEIGHT)
    if not any(each.changed for each in fan.weeks):
        sheet.put(missing(plot), plot.height)
        return sheet.document(options)
    sheet.put(_Plot(fan, plot).part(), plot.height + 26)
    sheet.legend(_keys())
    return sheet.document(options)


class _Plot:
    """The fan, the baseline, axes and labels."""

    def __init__(self, fan: Fan, plot: Box) -> None:
        self.fan, self.plot = fan, plot
        spreads = [each for week in fan.weeks for each in (week.changed, week.baseline) if each]
        values = [value for each in spreads for value in (each.p10, each.p90)]
        self.scale: Scale = scale_for(values, start=plot.bottom, end=plot.y)

    def part(self) -> Part:
        changed = [each.changed for each in self.fan.weeks]
        baseline = [each.baseline for each in self.fan.weeks]
        first, last = self.fan.begins.date(), self.fan.ends(len(self.fan.weeks) - 1).date()
        return joined(
            (
                value_axis(self.scale, self.plot, lambda value: f"{value:,g}"),
                *self._bands(changed),
                *self._lines(baseline, "limit"),
                *self._lines(changed, "series"),
                day_axis(first, last, self.plot),
                *self._labels(),
            )
        )

    def _x(self, week: int) -> float:
        return self.plot.x + (week + 1) / len(self.fan.weeks) * self.plot.width

    def _bands(self, spreads: Sequence[Spread | None]) -> list[Part]:
        """Return the area between the tenth and the ninth tenth; weeks without any part it."""
        return [
            polygon(
                [
                    *((self._x(week), self.scale.at(each.p90)) for week, each in run),
                    *((self._x(week), self.scale.at(each.p10)) for week, each in reversed(run)),
                ],
                "fan",
            )
            for run in _runs(spreads)
        ]

    def _lines(self, spreads: Sequence[Spread | None], class_: str) -> list[Part]:
        ways = (
            "L".join(
                f"{number(self._x(week))} {number(self.scale.at(each.p50))}" for week, each in run
            )
            for run in _runs(spreads)
        )
        return [path(f"M{way}", class_) for way in ways]

    def _labels(self) -> list[Part]:
        """Return what the last week with values comes to, at the right edge."""
        last = next(each.changed for each in reversed(self.fan.weeks) if each.changed)
        before = next((each.baseline for each in reversed(self.fan.weeks) if each.baseline), None)
        named = [("P90", last.p90), ("P50", last.p50), ("P10", last.p10)]
        named += [("unchanged P50", before.p50)] if before else []
        labels = [
            Label(
                lettering(f"{name} {value:,.0f} {self.fan.unit}", LABEL, width=_RIGHT - 24),
                self.scale.at(value),
            )
            for name, value in named
        ]
        return at_right(labels, x=self.plot.right, top=self.plot.y, bottom=self.plot.bottom)


def _runs(spreads: Sequence[Spread | None]) -> list[list[tuple[int, Spread]]]:
    """Return the weeks that have values, in runs of two or more one after the other."""
    runs: list[list[tuple[int, Spread]]] = [[]]
    for week, each in enumerate(spreads):
        if each is None:
            runs.append([])
        else:
            runs[-1].append((week, each))
    return [run for run in runs if len(run) > 1]


def _keys() -> Sequence[Key]:
    def key(draw: Callable[[Box], Part], words: str) -> Key:
        return Key(draw, words)

    return (
        key(
            lambda box: polygon(
                [(box.x, box.y), (box.right, box.y), (box.right, box.y + 14), (box.x, box.y + 14)],
                "fan",
            ),
            "eight of ten plays with the change (P10 to P90)",
        ),
        key(lambda box: line(box.x, box.y + 7, box.right, box.y + 7, "series"), "half (P50)"),
        key(
            lambda box: line(box.x, box.y + 7, box.right, box.y + 7, "limit"),
            "half, if nothing is changed",
        ),
    )
