"""Figures by month or week, for control charts: median times, counts, and shares."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

import ibis.expr.types as ir

from penstock.measurement.flow.scope import final_visits, rows
from penstock.measurement.ports import Log
from penstock.measurement.trends.control import Sample
from penstock.measurement.trends.histograms import MINUTE_US, percentile

_MINUTES_OF_A_DAY = 1440


class Period(StrEnum):
    """How long a period is; weeks begin on Monday, and both in UTC."""

    MONTH = "month"
    WEEK = "week"


def median_days(log: Log, stream_id: str, stage_id: str, period: Period) -> tuple[Sample, ...]:
    """Return the median time in a stage, in days, by the period in which it was left.

    The period that the log ends in is not over and left out. Times are whole minutes.
    """
    visits = final_visits(log, stream_id)
    inside = visits.filter(visits.stage == stage_id)
    minutes = (inside.step_us // MINUTE_US).name("minutes")
    counted = inside.group_by([_begin(inside.exited, period), minutes]).aggregate(
        visits=inside.count()
    )
    found: defaultdict[date, dict[int, int]] = defaultdict(dict)
    for row in rows(counted):
        found[row["period"]][row["minutes"]] = row["visits"]
    return tuple(
        Sample(
            label=label_of(begin, period),
            value=_median(found[begin]),
            size=sum(found[begin].values()),
        )
        for begin in sorted(found)
        if begin < begin_of(log.as_of.date(), period)
    )


def exits_by_period(
    log: Log, stream_id: str, stage_id: str, period: Period
) -> dict[date, dict[str, int]]:
    """Return how many visits of a stage ended how, by the first day of the period they ended in."""
    visits = final_visits(log, stream_id)
    inside = visits.filter(visits.stage == stage_id)
    counted = inside.group_by([_begin(inside.exited, period), "outcome"]).aggregate(
        visits=inside.count()
    )
    found: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for row in rows(counted):
        found[row["period"]][row["outcome"]] = row["visits"]
    return dict(found)


def counts(
    by_period: Mapping[date, Mapping[str, int]], outcome: str, period: Period, *, before: date
) -> tuple[Sample, ...]:
    """Return how many visits ended in a way, by period; periods between with none count 0."""
    over = [begin for begin in by_period if begin < begin_of(before, period)]
    return tuple(
        Sample(label=label_of(begin, period), value=by_period.get(begin, {}).get(outcome, 0))
        for begin in _between(over, period)
    )


def shares(
    by_period: Mapping[date, Mapping[str, int]], outcome: str, period: Period, *, before: date
) -> tuple[Sample, ...]:
    """Return which part of the visits ended in a way, by period."""
    sizes = {begin: sum(ended.values()) for begin, ended in by_period.items()}
    return tuple(
        Sample(
            label=label_of(begin, period),
            value=by_period[begin].get(outcome, 0) / sizes[begin],
            size=sizes[begin],
        )
        for begin in sorted(by_period)
        if begin < begin_of(before, period)
    )


def begin_of(day: date, period: Period) -> date:
    """Return the first day of the period that a day lies in."""
    if period is Period.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday())


def label_of(begin: date, period: Period) -> str:
    """Return what a period is called: `2026-05`, or `2026-W20` as ISO 8601 counts weeks."""
    if period is Period.MONTH:
        return f"{begin:%Y-%m}"
    year, week, _ = begin.isocalendar()
    return f"{year}-W{week:02}"


def _begin(moment: ir.TimestampColumn, period: Period) -> ir.DateColumn:
    unit = "M" if period is Period.MONTH else "W"
    return moment.date().truncate(unit).name("period")


def _between(begins: list[date], period: Period) -> list[date]:
    if not begins:
        return []
    found, last = [min(begins)], max(begins)
    while found[-1] < last:
        found.append(
            begin_of(found[-1] + timedelta(days=31 if period is Period.MONTH else 7), period)
        )
    return found


def _median(histogram: Mapping[int, int]) -> float:
    return percentile(histogram, 50) / _MINUTES_OF_A_DAY
