"""The last months of a key metric as a small picture, with the same in words."""

from dataclasses import dataclass
from decimal import Decimal

from penstock.app.measuring.figures import shown_value
from penstock.measurement.metrics.results import PeriodResult, Result

WIDTH, HEIGHT, _MONTHS, _EDGE = 96, 28, 12, 3


@dataclass(frozen=True, slots=True)
class Trend:
    """A small picture.

    Args:
        points: The corners of its line, as SVG writes them.
        last: Where its last month is.
        words: What it shows.
    """

    points: str
    last: tuple[float, float]
    words: str


def trend_of(result: Result) -> Trend | None:
    """Return the last twelve months of a key metric; None with fewer than two that have a value."""
    months = [each for each in result.trend if each.value is not None][-_MONTHS:]
    if len(months) < 2:
        return None
    corners = _corners(months)
    return Trend(
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners),
        last=(round(corners[-1][0], 1), round(corners[-1][1], 1)),
        words=f"{_said(months[0], result)} to {_said(months[-1], result)}",
    )


def _corners(months: list[PeriodResult]) -> list[tuple[float, float]]:
    """Return a corner for each month, in its place in time: months without a value leave room."""
    values = [each.value or Decimal(0) for each in months]
    low, high = min(values), max(values)
    numbers = [each.month.year * 12 + each.month.month for each in months]
    along = (WIDTH - 2 * _EDGE) / (numbers[-1] - numbers[0])
    up = (HEIGHT - 2 * _EDGE) / float(high - low) if high > low else 0.0
    middle = HEIGHT / 2 if high == low else HEIGHT - _EDGE
    return [
        (_EDGE + (number - numbers[0]) * along, middle - float(value - low) * up)
        for number, value in zip(numbers, values, strict=True)
    ]


def _said(month: PeriodResult, result: Result) -> str:
    return f"{shown_value(month.value, result.record.unit)} in {month.month:%b %Y}"
