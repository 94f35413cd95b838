"""Average days: when electricity is used, and when the sun gives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from penstock.engineering.proposal.figures import decimals, whole
from penstock.engineering.proposal.pictures.axes import value_axis
from penstock.engineering.proposal.pictures.picture import Picture, line, words_at
from penstock.engineering.proposal.words import Words
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Part, joined, number, path
from penstock.kernel.pictures.text import CAPTION_BOLD, width_of

WIDTH, HEIGHT = 680.0, 230.0
_LEFT, _RIGHT, _GAP, _TOP, _BOTTOM = 60.0, 18.0, 66.0, 44.0, 28.0
_HOURS = (0, 6, 12, 18, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageDay:
    """The mean power of each hour of the local clock, over some days.

    Args:
        name: Which days.
        load_kw: What is used. (24,)
        yield_kw: What the sun gives. (24,)
    """

    name: str
    load_kw: Sequence[float]
    yield_kw: Sequence[float]


def average_days(days: Sequence[AverageDay], *, used_at_once: float, words: Words) -> Picture:
    """Return average days side by side, on one scale.

    Args:
        days: Two of them.
        used_at_once: The share of the year's solar energy that is used in the house while it is
            made.
        words: What is written.
    """
    tops = [value for day in days for row in (day.load_kw, day.yield_kw) for value in row]
    scale = scale_for(tops, start=HEIGHT - _BOTTOM, end=_TOP, ticks=4)
    wide = (WIDTH - _LEFT - _RIGHT - _GAP * (len(days) - 1)) / len(days)
    parts = [
        _panel(day, scale, left=_LEFT + place * (wide + _GAP), wide=wide, words=words)
        for place, day in enumerate(days)
    ]
    return Picture(
        name="average-days",
        title=words.say("days_title"),
        finding=words.say("days_finding", share=whole(used_at_once * 100)),
        body=joined(parts),
        width=WIDTH,
        height=HEIGHT,
    )


def _panel(day: AverageDay, scale: Scale, *, left: float, wide: float, words: Words) -> Part:
    step = wide / 24
    axis = value_axis(
        scale, left=left, right=left + wide, say=lambda value: decimals(value, 1, "kW")
    )
    hours = [
        words_at(f"{hour}:00", left + hour * step, HEIGHT - 8, anchor="middle") for hour in _HOURS
    ]
    drawn = (
        _area(day.yield_kw, scale, left=left, step=step),
        path(_steps(day.yield_kw, scale, left=left, step=step), "line-sun"),
        path(_steps(day.load_kw, scale, left=left, step=step), "line-use"),
    )
    heading = words_at(day.name, left, 12, ink="ink", bold=True)
    return joined((axis, *hours, *drawn, heading, _names(left, words)))


def _names(left: float, words: Words) -> Part:
    use, sun = words.say("you_use"), words.say("sun_gives")
    second = left + 24 + width_of(use, CAPTION_BOLD) + 20
    return joined(
        (
            line(left, 26, left + 18, 26, "line-use"),
            words_at(use, left + 24, 30, ink="muted", bold=True),
            line(second, 26, second + 18, 26, "line-sun"),
            words_at(sun, second + 24, 30, ink="sun-ink", bold=True),
        )
    )


def _steps(row: Sequence[float], scale: Scale, *, left: float, step: float) -> str:
    points = []
    for hour, value in enumerate(row):
        y = number(scale.at(value))
        points += [f"{number(left + hour * step)} {y}", f"{number(left + (hour + 1) * step)} {y}"]
    return "M" + "L".join(points)


def _area(row: Sequence[float], scale: Scale, *, left: float, step: float) -> Part:
    ground = number(scale.at(0))
    along = _steps(row, scale, left=left, step=step)
    closed = f"{along}L{number(left + len(row) * step)} {ground}L{number(left)} {ground}Z"
    return path(closed, "sun")
