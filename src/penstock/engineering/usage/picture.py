"""The average day of each season as a drawing: SVG, the same bytes for the same load."""

import math
from collections.abc import Iterator, Sequence

from penstock.engineering.usage.analysis.summaries import Season
from penstock.kernel.pictures.svg import element, escaped

_WIDTH, _HEIGHT, _MARGIN = 960, 400, 28
_TOP, _BOTTOM, _LEFT = 104, 74, 64
_GAP = 22
_INK, _FAINT, _LINE = "#16202c", "#52606d", "#d5dde6"
_COLOURS = {"winter": "#0b5cad", "spring": "#00604a", "summer": "#d55e00", "autumn": "#8a5a2b"}
_FAMILY = "Inter, 'Helvetica Neue', Arial, sans-serif"
_DASHES = "5 4"


def load_profile_svg(
    seasons: Sequence[Season], *, title: str, subtitle: str, base_load_kw: float | None
) -> str:
    """Return a drawing with a panel for each season: weekdays solid, weekends dashed.

    All panels have one scale, from zero. The grey line is the base load.

    Args:
        seasons: What is drawn, from left to right.
        title: What it says, in a sentence.
        subtitle: Of what it is.
        base_load_kw: What is always drawn; None where nobody can tell.
    """
    powers = [power for each in seasons for power in (*each.weekday_kw, *each.weekend_kw)]
    top_kw, step_kw = _scale(max([*powers, base_load_kw or 0.0, 0.1]))
    panel = (_WIDTH - _MARGIN - _LEFT - _GAP * (len(seasons) - 1)) / max(len(seasons), 1)
    parts = [
        element("rect", width=_WIDTH, height=_HEIGHT, fill="#ffffff"),
        _text(_MARGIN, 40, title, font_size=20, font_weight=600),
        _text(_MARGIN, 64, subtitle, font_size=13, fill=_FAINT),
        *_grid(top_kw, step_kw),
    ]
    for number, season in enumerate(seasons):
        left = _LEFT + number * (panel + _GAP)
        parts += _panel(season, left=left, width=panel, top_kw=top_kw)
        if base_load_kw is not None:
            parts += _base(left=left, width=panel, y=_y(base_load_kw, top_kw))
    legend = _legend(base=base_load_kw is not None)
    return "\n".join((_opening(title), *parts, *legend, "</svg>", ""))


def _opening(title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="{_FAMILY}" role="img" aria-label="{escaped(title)}">'
    )


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
        yield element("line", x1=_LEFT, x2=_WIDTH - _MARGIN, y1=y, y2=y, stroke=_LINE)
        yield _text(_LEFT - 10, y + 4, f"{number * step_kw:g}", fill=_FAINT, text_anchor="end")
    yield _text(_LEFT - 10, _TOP - 12, "kW", fill=_FAINT, text_anchor="end")


def _panel(season: Season, *, left: float, width: float, top_kw: float) -> Iterator[str]:
    colour = _COLOURS[season.name]
    name = f"{season.name.capitalize()}, {season.energy_kwh:,.0f} kWh"
    yield _text(left + 2, _TOP - 12, name, font_size=13, font_weight=600, fill=colour)
    for hour in (0, 6, 12, 18):
        anchor = "start" if hour == 0 else "middle"
        at = left + width * hour / 24, _HEIGHT - _BOTTOM + 20
        yield _text(*at, f"{hour}:00", font_size=11, fill=_FAINT, text_anchor=anchor)
    for day, dashes in ((season.weekend_kw, _DASHES), (season.weekday_kw, "none")):
        if day:
            points = " ".join(
                f"{left + width * (hour + 0.5) / 24:.1f},{_y(power, top_kw):.1f}"
                for hour, power in enumerate(day)
            )
            yield element(
                "polyline",
                points=points,
                fill="none",
                stroke=colour,
                stroke_width=2.5,
                stroke_linejoin="round",
                stroke_dasharray=dashes,
            )


def _base(*, left: float, width: float, y: float) -> Iterator[str]:
    yield element("line", x1=left, x2=left + width, y1=y, y2=y, stroke=_FAINT, stroke_width=1.5)


def _legend(*, base: bool) -> Iterator[str]:
    entries = (
        ("weekdays", _INK, 2.5, "none"),
        ("weekends", _INK, 2.5, _DASHES),
        ("base load: the median of the days' lowest hours", _FAINT, 1.5, "none"),
    )
    y = _HEIGHT - 22
    for number, (words, colour, width, dashes) in enumerate(entries if base else entries[:2]):
        x = _LEFT + 130 * number
        yield element(
            "line",
            x1=x,
            x2=x + 28,
            y1=y - 4,
            y2=y - 4,
            stroke=colour,
            stroke_width=width,
            stroke_dasharray=dashes,
        )
        yield _text(x + 36, y, words, fill=_FAINT)


def _text(x: float, y: float, words: str, **style: str | float) -> str:
    styled: dict[str, str | float] = {"font_size": 12, "fill": _INK, **style}
    return element("text", escaped(words), x=x, y=y, **styled)
