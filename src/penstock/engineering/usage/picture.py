"""The average day of each season as a drawing: SVG, the same bytes for the same load."""

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from penstock.engineering.usage.analysis.summaries import Season

_WIDTH, _HEIGHT, _MARGIN = 960, 400, 28
_TOP, _BOTTOM, _LEFT = 104, 74, 64
_GAP = 22
_INK, _FAINT, _LINE = "#1c2430", "#5b6675", "#d9dee5"
_COLOURS = {"winter": "#1f6fb2", "spring": "#2e8b57", "summer": "#d9730d", "autumn": "#8a5a2b"}
_FONT = "Inter, 'Helvetica Neue', Arial, sans-serif"


def load_profile_svg(
    seasons: Sequence[Season], *, title: str, subtitle: str, base_load_kw: float
) -> str:
    """Return a drawing with a panel for each season: weekdays solid, weekends dashed.

    All panels have one scale, from zero. The grey line is the base load.

    Args:
        seasons: What is drawn, from left to right.
        title: What it says, in a sentence.
        subtitle: Of what it is.
        base_load_kw: What is always drawn.
    """
    highest = max(
        (max((*each.weekday_kw, *each.weekend_kw), default=0) for each in seasons), default=0
    )
    top_kw, step_kw = _scale(max(highest, base_load_kw, 0.1))
    panel = (_WIDTH - _MARGIN - _LEFT - _GAP * (len(seasons) - 1)) / max(len(seasons), 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="{_FONT}" role="img" aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_MARGIN, 40, title, size=20, weight=600),
        _text(_MARGIN, 64, subtitle, size=13, colour=_FAINT),
        *_grid(top_kw, step_kw),
    ]
    for number, season in enumerate(seasons):
        left = _LEFT + number * (panel + _GAP)
        parts += _panel(season, left=left, width=panel, top_kw=top_kw, base_kw=base_load_kw)
    return "\n".join((*parts, *_legend(), "</svg>", ""))


def _scale(highest: float) -> tuple[float, float]:
    """Return the top of the scale and the distance of its lines: at most six, of round numbers."""
    rough = highest / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    return step * math.ceil(highest / step - 1e-9), step


def _y(power_kw: float, top_kw: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * power_kw / top_kw


def _grid(top_kw: float, step_kw: float) -> Iterator[str]:
    for number in range(round(top_kw / step_kw) + 1):
        y = _y(number * step_kw, top_kw)
        yield (
            f'<line x1="{_LEFT}" x2="{_WIDTH - _MARGIN}" y1="{y:.1f}" y2="{y:.1f}" '
            f'stroke="{_LINE}"/>'
        )
        yield _text(_LEFT - 10, y + 4, f"{number * step_kw:g}", colour=_FAINT, anchor="end")
    yield _text(_LEFT - 10, _TOP - 12, "kW", colour=_FAINT, anchor="end")


def _panel(
    season: Season, *, left: float, width: float, top_kw: float, base_kw: float
) -> Iterator[str]:
    colour = _COLOURS[season.name]
    name = f"{season.name.capitalize()}, {season.energy_kwh:,.0f} kWh"
    yield _text(left + 2, _TOP - 12, name, size=13, weight=600, colour=colour)
    base_y = _y(base_kw, top_kw)
    yield (
        f'<line x1="{left:.1f}" x2="{left + width:.1f}" y1="{base_y:.1f}" y2="{base_y:.1f}" '
        f'stroke="{_FAINT}" stroke-width="1.5"/>'
    )
    for hour in (0, 6, 12, 18, 24):
        x = left + width * hour / 24
        anchor = {0: "start", 24: "end"}.get(hour, "middle")
        yield _text(x, _HEIGHT - _BOTTOM + 20, f"{hour}:00", colour=_FAINT, anchor=anchor, size=11)
    for day, dash in ((season.weekend_kw, ' stroke-dasharray="5 4"'), (season.weekday_kw, "")):
        if day:
            points = " ".join(
                f"{left + width * (hour + 0.5) / 24:.1f},{_y(power, top_kw):.1f}"
                for hour, power in enumerate(day)
            )
            yield (
                f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"'
                f' stroke-linejoin="round" stroke-linecap="round"{dash}/>'
            )


def _legend() -> Iterator[str]:
    y = _HEIGHT - 22
    entries = (
        ("weekdays", _INK, 2.5, ""),
        ("weekends", _INK, 2.5, ' stroke-dasharray="5 4"'),
        ("base load: the median of the days' lowest hours", _FAINT, 1.5, ""),
    )
    x = _LEFT
    for words, colour, width, dash in entries:
        yield (
            f'<line x1="{x}" x2="{x + 28}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" '
            f'stroke-width="{width}"{dash}/>'
        )
        yield _text(x + 36, y, words, colour=_FAINT)
        x += 130


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 12,
    weight: int = 400,
    colour: str = _INK,
    anchor: str = "start",
) -> str:
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}"{placed}>{escape(words)}</text>'
    )
