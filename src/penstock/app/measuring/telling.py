"""A measured stream, for a terminal and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from penstock.app.measuring.figures import (
    GLYPHS,
    shown_count,
    shown_interval,
    shown_target,
    shown_value,
    sparkline,
)
from penstock.app.measuring.measured import Measured
from penstock.kernel.counting import counted
from penstock.measurement.metrics.records import Target
from penstock.measurement.metrics.results import Figure, Result, Status

_HEADER = ("", "Value", "95 % interval", "Counted", "Open", "Baseline", "Target", "", "Trend")
_LEFT = frozenset({0, 6, 7, 8})
_WITHOUT_VALUE = {Status.NO_DATA, Status.NOT_MEASURABLE}
_Row = tuple[str, ...]


def measured_lines(found: Measured) -> Iterator[str]:
    """Yield a measured stream for a terminal: its key metrics by stage, and its indicators."""
    stream = found.wish.stream
    log = f"{counted(found.cases, 'case')}, {counted(found.visits, 'finished visit')}"
    yield f"{stream.id} {stream.name}"
    yield f"{log}, up to {found.as_of:%Y-%m-%d %H:%M} UTC"
    if found.synthetic:
        yield found.synthetic
    rows = [_row(each) for each in found.results]
    widths = _widths(rows)
    if any(map(_has_figures, found.results)):
        yield ""
        yield _aligned(_HEADER, widths)
    for title, results in _sections(found):
        yield ""
        yield title
        for each in results:
            if _has_figures(each):
                yield _aligned(_row(each), widths)
            else:
                yield f"{_name(each).ljust(widths[0])}  {each.status}{_why(each)}"
    yield ""
    yield _summary(found.results)


def _sections(found: Measured) -> Iterator[tuple[str, Sequence[Result]]]:
    for stage in found.wish.stages:
        if own := [each for each in found.results if each.record.stage_id == stage.id]:
            yield f"{stage.id} {stage.name}", own
    if indicators := [each for each in found.results if not each.record.stage_id]:
        yield "Indicators of the stream", indicators


def _row(result: Result) -> _Row:
    record = result.record
    return (
        _name(result),
        shown_value(result.value, record.unit),
        shown_interval(result),
        shown_count(result),
        f"{result.open_count:,}" if result.open_count else "",
        shown_value(record.baseline, "1"),
        shown_target(record.target),
        str(result.status) if record.target else "",
        sparkline(result.trend),
    )


def _name(result: Result) -> str:
    return f"  {GLYPHS[result.status]} {result.record.name}"


def _why(result: Result) -> str:
    if result.needs:
        return f": needs {result.needs}"
    return f" yet, {result.open_count:,} open" if result.open_count else ""


def _has_figures(result: Result) -> bool:
    return result.status not in _WITHOUT_VALUE


def _widths(rows: Sequence[_Row]) -> list[int]:
    return [max(map(len, column)) for column in zip(_HEADER, *rows, strict=True)]


def _aligned(row: _Row, widths: Sequence[int]) -> str:
    cells = (
        cell.ljust(width) if index in _LEFT else cell.rjust(width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def _summary(results: Sequence[Result]) -> str:
    number = {status: sum(each.status is status for each in results) for status in Status}
    told = [f"{number[status]} {status}" for status in Status if number[status]]
    return f"{counted(len(results), 'key metric')}: {', '.join(told)}."


def measured_json(found: Measured) -> dict[str, Any]:
    """Return a measured stream as JSON has it; moments are RFC 3339, what is not known is null."""
    return {
        "stream": found.wish.stream.id,
        "name": found.wish.stream.name,
        "as_of": found.as_of.isoformat(),
        "synthetic": found.synthetic or None,
        "cases": found.cases,
        "visits": found.visits,
        "metrics": [result_json(each) for each in found.results],
    }


def result_json(result: Result) -> dict[str, Any]:
    """Return a key metric as JSON has it; what is not known is null."""
    record = result.record
    return {
        "name": record.name,
        "stage": record.stage_id or None,
        "kind": str(record.kind),
        "statistic": str(record.statistic),
        "unit": record.unit,
        "status": str(result.status),
        "needs": result.needs or None,
        **_figure_json(result),
        "baseline": _number(record.baseline),
        "target": _target_json(record.target),
        "owner": record.owner or None,
        "owner_rule": str(record.owner_rule),
        "meaning": record.meaning or None,
        "record": record.place,
        "trend": [{"month": f"{each.month:%Y-%m}", **_figure_json(each)} for each in result.trend],
    }


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "counted": figure.count,
        "open": figure.open_count,
    }


def _target_json(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    sign = (">" if target.at_least else "<") + ("" if target.is_beyond else "=")
    return {"bound": sign, "value": _number(target.value)}


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
