"""What pictures of trends show, as tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from penstock.app.measuring.flowing import Named
from penstock.app.measuring.picturing import FlowPicture, Wanted, chart_of, order_of
from penstock.architecture.exchange.sheets import Cell
from penstock.measurement.flow.spoken import spoken
from penstock.measurement.ports import Log
from penstock.measurement.trends.ageing import ageing
from penstock.measurement.trends.cumulative_flow import cumulative_flow
from penstock.measurement.trends.funnel import Cohort, funnel
from penstock.measurement.trends.timeline import timeline

Rows = Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """A table behind a picture.

    Args:
        title: What it is called.
        header: The names of its columns.
        rows: Its rows.
        cases: The case that each row is about; empty where rows are about several.
    """

    title: str
    header: tuple[str, ...]
    rows: Rows
    cases: tuple[str, ...] = ()


def trend_table(log: Log, stream: Named, wanted: Wanted) -> Tabled | None:
    """Return the table behind a picture; None where the tables of the flow are behind it.

    Raises:
        NothingNamedError: A stage has to be named and is not.
        NoSuchNameError: The stream has no such stage.
    """
    table = _TABLES.get(wanted.picture)
    return table(log, stream, wanted) if table else None


def _cumulative(log: Log, stream: Named, _wanted: Wanted) -> Tabled:
    order = order_of(log, stream)
    flow = cumulative_flow(log, stream.stream_id, order)
    rows: list[tuple[Cell, ...]] = []
    for day in _month_ends(flow.days, flow.first_day.toordinal()) if flow else ():
        assert flow is not None
        on = flow.first_day.fromordinal(flow.first_day.toordinal() + day)
        reached = (stage[day] for stage in flow.reached)
        rows.append((on.isoformat(), *reached, flow.finished[day], flow.in_progress(day)))
    header = ("Up to", *order, "Over", "In progress")
    return Tabled(title="Cases that had come to each stage", header=header, rows=rows)


def _month_ends(days: int, first: int) -> Iterator[int]:
    """Yield the last day of each month among days from the first, and the last day of all."""
    for day in range(days):
        following = date.fromordinal(first + day + 1)
        if following.day == 1 or day == days - 1:
            yield day


def _ageing(log: Log, stream: Named, _wanted: Wanted) -> Tabled:
    ages = ageing(log, stream.stream_id, order_of(log, stream))
    oldest = [(stage, case) for stage in ages.stages for case in stage.cases[:_OLDEST]]
    rows = [
        (
            case.case_id,
            stream.stages.get(stage.stage_id, stage.stage_id),
            spoken(case.age_us),
            "older than 95 % of the visits that are over" if case in stage.beyond else "",
        )
        for stage, case in oldest
    ]
    return Tabled(
        title=f"The {_OLDEST} oldest open cases of each stage",
        header=("Case", "Stage", "In it for", "Remark"),
        rows=rows,
        cases=tuple(case.case_id for _, case in oldest),
    )


_OLDEST = 10


def _control(log: Log, stream: Named, wanted: Wanted) -> Tabled:
    chart = chart_of(log, stream, wanted)
    scale, digits = (100, 1) if wanted.picture is FlowPicture.SENT_BACK else (1, 2)
    unit = "%" if wanted.picture is FlowPicture.SENT_BACK else "days"
    rows = [
        (
            each.label,
            f"{each.value * scale:.{digits}f}",
            each.size,
            f"{each.lower * scale:.{digits}f}",
            f"{each.upper * scale:.{digits}f}",
            _signal(is_beyond=each.is_beyond, ends_run=each.ends_run),
        )
        for each in chart.points
    ]
    header = ("Period", f"Value, {unit}", "Visits", "Lower limit", "Upper limit", "Signal")
    return Tabled(title="Periods and their limits", header=header, rows=rows)


def _signal(*, is_beyond: bool, ends_run: bool) -> str:
    said = ("beyond a limit" if is_beyond else "", "eight on one side" if ends_run else "")
    return ", ".join(filter(None, said))


def _funnel(log: Log, stream: Named, wanted: Wanted) -> Tabled:
    order = order_of(log, stream)
    shown = funnel(log, stream.stream_id, order, within_days=wanted.within_days)
    rows = [_cohort(each) for each in shown.cohorts]
    header = ("Opened in", "Cases", *order, "Decided")
    title = f"Cases that came so far within {wanted.within_days} days"
    return Tabled(title=title, header=header, rows=rows)


def _case(log: Log, stream: Named, wanted: Wanted) -> Tabled:
    way = timeline(log, wanted.case_id)
    rows = [
        (
            stream.stages.get(each.stage_id, each.stage_id),
            each.visit,
            _moment(each.entered, wanted.zone),
            _moment(each.started, wanted.zone),
            _moment(each.exited, wanted.zone),
            each.outcome or "goes on",
            each.resource,
        )
        for each in way.stays
    ]
    header = ("Stage", "Visit", "Came", "Work began", "Left", "How it ended", "Who worked")
    return Tabled(title="Its visits of stages", header=header, rows=rows)


def _moment(at: datetime | None, zone: ZoneInfo | None) -> str:
    if at is None:
        return ""
    return f"{at.astimezone(zone):%-d %b %Y, %H:%M %Z}" if zone else f"{at:%Y-%m-%d %H:%M}"


def _cohort(cohort: Cohort) -> tuple[Cell, ...]:
    month = f"{cohort.month:%Y-%m}" if cohort.month else "all"
    reached = (each.reached for each in cohort.stages)
    return (month, cohort.cases, *reached, "yes" if cohort.is_decided else "still maturing")


_TABLES: Mapping[FlowPicture, Callable[[Log, Named, Wanted], Tabled]] = {
    FlowPicture.CUMULATIVE_FLOW: _cumulative,
    FlowPicture.AGEING: _ageing,
    FlowPicture.CONTROL: _control,
    FlowPicture.SENT_BACK: _control,
    FlowPicture.FUNNEL: _funnel,
    FlowPicture.CASE: _case,
}
