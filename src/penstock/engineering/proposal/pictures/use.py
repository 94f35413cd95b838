"""What is used: month by month, and over an average day."""

from collections.abc import Sequence

from penstock.engineering.proposal.figures import decimals, whole
from penstock.engineering.proposal.pictures.axes import value_axis
from penstock.engineering.proposal.pictures.picture import Picture, words_at
from penstock.engineering.proposal.words import Words
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Part, joined, number, path, rectangle

WIDTH, HEIGHT = 680.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 78.0, 18.0, 28.0, 28.0
_HOURS = (0, 3, 6, 9, 12, 15, 18, 21, 24)


def use_by_month(use_kwh: Sequence[float], words: Words) -> Picture:
    """Return a bar for each month, the most and the least with their numbers. (12,) [kWh]."""
    scale = scale_for(use_kwh, start=HEIGHT - _BOTTOM, end=_TOP)
    step = (WIDTH - _LEFT) / len(use_kwh)
    named = {use_kwh.index(max(use_kwh)), use_kwh.index(min(use_kwh))}
    parts = [value_axis(scale, left=_LEFT, right=WIDTH, say=lambda value: whole(value, "kWh"))]
    for month, (name, value) in enumerate(zip(words.months, use_kwh, strict=True)):
        middle, top = _LEFT + (month + 0.5) * step, scale.at(value)
        box = Box(middle - step * 0.32, top, step * 0.64, scale.at(0) - top)
        parts.append(rectangle(box, "solid"))
        parts.append(words_at(name, middle, HEIGHT - 8, anchor="middle"))
        if month in named:
            said = whole(value)
            parts.append(words_at(said, middle, top - 5, ink="ink", anchor="middle", bold=True))
    most, least = max(use_kwh), min(use_kwh)
    return Picture(
        name="use-by-month",
        title=words.say("use_title"),
        finding=words.say(
            "use_finding",
            most=whole(most, "kWh"),
            dearest=words.months[use_kwh.index(most)],
            least=whole(least, "kWh"),
            cheapest=words.months[use_kwh.index(least)],
        ),
        body=joined(parts),
        width=WIDTH,
        height=HEIGHT,
    )


def mean_day(load_kw: Sequence[float], words: Words) -> Picture:
    """Return the mean power of each hour of the local clock. (24,) [kW]."""
    scale = scale_for(load_kw, start=HEIGHT - _BOTTOM, end=_TOP, ticks=4)
    step = (WIDTH - _LEFT - _RIGHT) / 24
    hour = load_kw.index(max(load_kw))
    parts = (
        value_axis(
            scale, left=_LEFT, right=WIDTH - _RIGHT, say=lambda value: decimals(value, 1, "kW")
        ),
        *(
            words_at(f"{each}:00", _LEFT + each * step, HEIGHT - 8, anchor="middle")
            for each in _HOURS
        ),
        _stairs(load_kw, scale, step),
        words_at(
            decimals(load_kw[hour], 2, "kW"),
            _LEFT + (hour + 0.5) * step,
            scale.at(load_kw[hour]) - 7,
            ink="ink",
            anchor="middle",
            bold=True,
        ),
    )
    return Picture(
        name="average-day",
        title=words.say("day_title"),
        finding=words.say(
            "day_finding",
            most=decimals(load_kw[hour], 2, "kW"),
            begin=f"{hour}:00",
            end=f"{hour + 1}:00",
            least=decimals(min(load_kw), 2, "kW"),
        ),
        body=joined(parts),
        width=WIDTH,
        height=HEIGHT,
    )


def _stairs(load_kw: Sequence[float], scale: Scale, step: float) -> Part:
    points = []
    for hour, value in enumerate(load_kw):
        y = number(scale.at(value))
        points += [f"{number(_LEFT + each * step)} {y}" for each in (hour, hour + 1)]
    ground, along = number(scale.at(0)), "M" + "L".join(points)
    closed = f"{along}L{number(_LEFT + 24 * step)} {ground}L{number(_LEFT)} {ground}Z"
    return joined((path(closed, "faint"), path(along, "line")))
