"""Figures of key metrics as people read them: values with units, bounds, months in a row."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from penstock.measurement.metrics.records import Kind, Target
from penstock.measurement.metrics.results import Figure, PeriodResult, Result, Status

GLYPHS = {
    Status.ON_TARGET: "✓",
    Status.MISSED: "✗",
    Status.NO_TARGET: "·",
    Status.NO_DATA: "–",
    Status.NOT_MEASURABLE: "?",
}
SHARES = frozenset(
    {
        *(Kind.RATIO, Kind.CONVERSION, Kind.ON_TIME, Kind.FIRST_PASS, Kind.ACCURACY),
        *(Kind.UTILISATION, Kind.UPTIME, Kind.RETENTION),
    }
)
# Shares that count whole cases or facts; of the others the denominator is an amount.
_COUNTED = frozenset({Kind.CONVERSION, Kind.ON_TIME, Kind.FIRST_PASS, Kind.RETENTION})
_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"
_MONTHS = 12


def shown_number(value: Decimal) -> str:
    """Return a number with one digit behind the point, with two below 10; whole ones with none."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():,}"
    step = Decimal("0.01") if abs(value) < 10 else Decimal("0.1")
    return f"{value.quantize(step, ROUND_HALF_EVEN):,}"


def shown_value(value: Decimal | None, unit: str) -> str:
    """Return a value with its unit; nothing where there is none."""
    if value is None:
        return ""
    return shown_number(value) if unit == "1" else f"{shown_number(value)} {unit}"


def shown_interval(figure: Figure) -> str:
    """Return the interval at 95 %; nothing where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{shown_number(figure.low)} to {shown_number(figure.high)}"


def shown_count(result: Result) -> str:
    """Return what a value was made of: `41 of 100` for shares that count, else how many count."""
    known = result.numerator is not None and result.denominator is not None
    if known and result.record.kind in _COUNTED:
        assert result.numerator is not None and result.denominator is not None  # noqa: PT018
        return f"{shown_number(result.numerator)} of {shown_number(result.denominator)}"
    return f"{result.count:,}"


def shown_target(target: Target | None) -> str:
    """Return a target with its sign."""
    if target is None:
        return ""
    sign = (">" if target.at_least else "<") + ("" if target.is_beyond else "=")
    return f"{sign} {shown_number(target.value)}"


def sparkline(trend: Sequence[PeriodResult]) -> str:
    """Return the last twelve months in a row, the lowest value as the lowest bar.

    A month without a value is a point, so that months stand in their places.
    """
    values = _by_month(trend)
    known = [each for each in values if each is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return "".join(_GAP if each is None else _bar(each, low, high) for each in values)


def _bar(value: Decimal, low: Decimal, high: Decimal) -> str:
    if low == high:
        return _BARS[len(_BARS) // 2 - 1]
    return _BARS[round((value - low) / (high - low) * (len(_BARS) - 1))]


def _by_month(trend: Sequence[PeriodResult]) -> list[Decimal | None]:
    if not trend:
        return []
    values = {each.month.year * 12 + each.month.month: each.value for each in trend}
    last = max(values)
    first = max(min(values), last - _MONTHS + 1)
    return [values.get(month) for month in range(first, last + 1)]
