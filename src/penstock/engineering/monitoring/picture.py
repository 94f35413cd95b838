"""Expected beside actual as a drawing, with what is wrong below: SVG, the same bytes each time."""

import math
from collections.abc import Iterator, Sequence

from penstock.engineering.monitoring.alarms import Alarm
from penstock.engineering.monitoring.daily_output import DayOfOutput
from penstock.engineering.monitoring.days import days_of_output
from penstock.engineering.monitoring.diagnosing import Diagnosis
from penstock.kernel.pictures.svg import element, escaped
from penstock.kernel.pictures.text import CAPTION, wrapped

_WIDTH, _MARGIN, _LEFT = 960, 28, 64
_TOP, _CHART, _LINE_HEIGHT = 108, 230, 18
_INK, _FAINT, _LINE, _ACTUAL, _EXPECTED = "#16202c", "#52606d", "#d5dde6", "#e8a13a", "#0b5cad"
_FAULT, _NOTED = "#b3261e", "#52606d"
_FAMILY = "Inter, 'Helvetica Neue', Arial, sans-serif"


def output_svg(found: Diagnosis, *, title: str, subtitle: str) -> str:
    """Return a drawing of each day's energy, expected as a line and actual as a bar.

    Where no light was measured, the line is that of a cloudless sky, and says so.

    Args:
        found: What was read and what is wrong.
        title: What it says, in a sentence.
        subtitle: Of what it is.
    """
    days = days_of_output(found)
    has_light = any(each.expected_kwh for each in days)
    rows = [_lines(each) for each in found.alarms]
    height = _TOP + _CHART + 64 + sum(map(_row, rows)) + _MARGIN
    parts = [
        element("rect", width=_WIDTH, height=height, fill="#ffffff"),
        _text(_MARGIN, 40, title, font_size=20, font_weight=600),
        _text(_MARGIN, 64, subtitle, font_size=13, fill=_FAINT),
        *_chart(days, has_light=has_light),
        *_alarms(found.alarms, rows),
    ]
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="{_FAMILY}" role="img" aria-label="{escaped(title)}">'
    )
    return "\n".join((opening, *parts, "</svg>", ""))


def _lines(alarm: Alarm) -> tuple[str, ...]:
    return tuple(wrapped(alarm.words, CAPTION, _WIDTH - _MARGIN - 300))


def _chart(days: Sequence[DayOfOutput], *, has_light: bool) -> Iterator[str]:
    line = [each.expected_kwh if has_light else each.clear_sky_kwh for each in days]
    top, step = _scale(max([*line, *(each.actual_kwh for each in days), 0.1]))
    for number in range(round(top / step) + 1):
        y = _y(number * step, top)
        yield element("line", x1=_LEFT, x2=_WIDTH - _MARGIN, y1=y, y2=y, stroke=_LINE)
        yield _text(_LEFT - 10, y + 4, f"{number * step:g}", fill=_FAINT, text_anchor="end")
    yield _text(_LEFT - 10, _TOP - 12, "kWh a day", fill=_FAINT, text_anchor="start", dx=-26)
    wide = (_WIDTH - _MARGIN - _LEFT) / len(days)
    for number, each in enumerate(days):
        x, y = _LEFT + number * wide, _y(each.actual_kwh, top)
        yield element(
            "rect",
            x=x + wide * 0.12,
            y=y,
            width=wide * 0.76,
            height=_TOP + _CHART - y,
            fill=_ACTUAL,
        )
    yield from _line(line, wide=wide, top=top)
    yield from _dates(days, wide=wide)
    yield from _legend("expected for the light measured" if has_light else "a cloudless sky's")


def _line(values: Sequence[float], *, wide: float, top: float) -> Iterator[str]:
    points = " ".join(
        f"{x:.1f},{_y(value, top):.1f}"
        for number, value in enumerate(values)
        for x in (_LEFT + number * wide, _LEFT + (number + 1) * wide)
    )
    yield element("polyline", points=points, fill="none", stroke=_EXPECTED, stroke_width=2)


def _dates(days: Sequence[DayOfOutput], *, wide: float) -> Iterator[str]:
    every = max(1, math.ceil(70 / wide))
    for number, each in enumerate(days):
        if number % every == 0:
            words = f"{each.day.day} {each.day:%b}"
            x = _LEFT + (number + 0.5) * wide
            yield _text(x, _TOP + _CHART + 20, words, fill=_FAINT, text_anchor="middle")


def _legend(line: str) -> Iterator[str]:
    y = _TOP - 16
    x = _WIDTH - _MARGIN - 380
    yield element("rect", x=x, y=y - 10, width=14, height=10, fill=_ACTUAL)
    yield _text(x + 22, y, "what came out", fill=_FAINT)
    yield element(
        "line", x1=x + 140, x2=x + 168, y1=y - 4, y2=y - 4, stroke=_EXPECTED, stroke_width=2
    )
    yield _text(x + 176, y, line, fill=_FAINT)


def _alarms(alarms: Sequence[Alarm], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    y = _TOP + _CHART + 56
    if not alarms:
        yield _text(_LEFT, y, "Nothing is wrong that shows itself.", font_weight=600)
    for alarm, lines in zip(alarms, rows, strict=True):
        colour = _FAULT if alarm.is_fault else _NOTED
        lost = f", {alarm.lost_kwh:,.0f} kWh lost" if alarm.lost_kwh else ""
        name = f"{alarm.reason.value.capitalize()}{lost}"
        yield _text(_LEFT, y, name, font_weight=600, fill=colour)
        yield _text(_LEFT, y + _LINE_HEIGHT, _when(alarm), fill=_FAINT)
        for number, line in enumerate(lines):
            yield _text(_LEFT + 236, y + number * _LINE_HEIGHT, line)
        y += _row(lines)


def _when(alarm: Alarm) -> str:
    first, last = alarm.begins_at.date(), alarm.ends_at.date()
    return f"{first.day} {first:%b} to {last.day} {last:%b}"


def _row(lines: Sequence[str]) -> int:
    """Return how high an alarm with its lines and its dates is."""
    return 14 + _LINE_HEIGHT * max(len(lines), 2)


def _scale(highest: float) -> tuple[float, float]:
    """Return the top of the scale and the distance of its lines: at most six, of round numbers."""
    rough = highest / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough * 0.999)
    return step * math.ceil(highest / step - 1e-9), step


def _y(value: float, top: float) -> float:
    return _TOP + _CHART * (1 - value / top)


def _text(x: float, y: float, words: str, **style: str | float) -> str:
    styled: dict[str, str | float] = {"font_size": 12, "fill": _INK, **style}
    return element("text", escaped(words), x=x, y=y, **styled)
