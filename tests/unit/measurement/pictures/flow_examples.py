"""Small values of every kind that is drawn, with names that are long and short."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from penstock.architecture.drawing import Options, Theme
from penstock.measurement.flow.process_map import MappedMove, MappedStage, ProcessMap
from penstock.measurement.pictures.ageing import ageing_picture
from penstock.measurement.pictures.bottlenecks import bottleneck_picture
from penstock.measurement.pictures.control import Measured, control_picture
from penstock.measurement.pictures.cumulative_flow import cumulative_flow_picture
from penstock.measurement.pictures.funnel import funnel_picture
from penstock.measurement.pictures.process_map import process_map_picture
from penstock.measurement.pictures.subjects import Drawn, Subject
from penstock.measurement.pictures.timeline import timeline_picture
from penstock.measurement.pictures.wording import DAY_US
from penstock.measurement.trends.ageing import Ageing, OpenCase, StageAges
from penstock.measurement.trends.burn import StageTime
from penstock.measurement.trends.control import Sample, p_chart, xmr_chart
from penstock.measurement.trends.cumulative_flow import CumulativeFlow
from penstock.measurement.trends.funnel import Cohort, Funnel, Reached
from penstock.measurement.trends.timeline import Stay, Timeline

DAY = timedelta(days=1)
BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
STAGES = ("S.1", "S.2", "S.3", "S.4")
NAMES = {"S.1": "Inquiry", "S.2": "Permitting & Interconnection Application", "S.3": "Build"}
TITLE = "S Solar"


def address(subject: Subject) -> str:
    return f"/{subject.shown}/{subject.key}/{subject.other}"


def drawn(*, theme: Theme = Theme.LIGHT, is_linked: bool = True) -> Drawn:
    options = Options(theme=theme)
    if is_linked:
        return Drawn(names=NAMES, options=options, link=address)
    return Drawn(names=NAMES, options=options)


def a_map() -> ProcessMap:
    stages = (
        MappedStage(
            stage_id="S.1", is_declared=True, visits=120, cases=120, median_us=2 * DAY_US,
            entries=118, cancelled=14, open_cases=3,
        ),
        MappedStage(
            stage_id="S.2", is_declared=True, visits=131, cases=100, median_us=26 * DAY_US,
            repeated_visits=25, entries=2, closed=1, cancelled=6, open_cases=41,
        ),
        MappedStage(stage_id="S.3", is_declared=True, visits=0, cases=0),
        MappedStage(
            stage_id="S.4", is_declared=False, visits=70, cases=66, median_us=DAY_US, closed=60
        ),
    )  # fmt: skip
    moves = (
        ("S.1", "S.2", True, 101),
        ("S.2", "S.2", False, 9),
        ("S.2", "S.1", False, 4),
        ("S.2", "S.4", False, 66),
        ("S.4", "S.1", False, 2),
        ("S.4", "S.2", False, 12),
        ("S.3", "S.4", False, 1),
    )
    made = (
        MappedMove(
            source_id=source, target_id=target, is_declared=known, moves=cases, cases=cases,
            median_us=3 * DAY_US,
        )
        for source, target, known, cases in moves
    )  # fmt: skip
    return ProcessMap(stream_id="S", stages=stages, moves=tuple(made), cases=120, all_cases=150)


def a_flow() -> CumulativeFlow:
    days = 40
    reached = tuple(
        tuple(max(0, 3 * day - late) for day in range(days)) for late in (0, 15, 24, 61)
    )
    finished = tuple(max(0, 3 * day - 63) for day in range(days))
    return CumulativeFlow(
        stream_id="S", stages=STAGES, first_day=date(2026, 3, 2), reached=reached, finished=finished
    )


def ages() -> Ageing:
    def cases(stage: str, *days: int) -> tuple[OpenCase, ...]:
        return tuple(OpenCase(case_id=f"{stage}-{day}", age_us=day * DAY_US) for day in days)

    bounds = (10 * DAY_US, 11 * DAY_US, 30 * DAY_US)
    stages = (
        StageAges(
            stage_id="S.1", cases=cases("A", 44, 31, 8, 7, 6), visits=90, percentiles_us=bounds
        ),
        StageAges(stage_id="S.2", cases=cases("B", *range(40, 0, -1)), visits=9, percentiles_us=()),
        StageAges(stage_id="S.3", cases=(), visits=50, percentiles_us=bounds),
    )
    return Ageing(stream_id="S", stages=stages)


def times() -> tuple[StageTime, ...]:
    return (
        StageTime(stage_id="S.1", visits=40, wait_us=40 * DAY_US, work_us=80 * DAY_US),
        StageTime(stage_id="S.2", visits=10, wait_us=260 * DAY_US, work_us=104 * DAY_US),
        StageTime(stage_id="S.3", visits=0, wait_us=0, work_us=0),
        StageTime(stage_id="S.4", visits=3, wait_us=30_000_000, work_us=0),
    )


def a_funnel() -> Funnel:
    def cohort(month: int, *stages: tuple[int, int]) -> Cohort:
        reached = (
            Reached(stage_id=stage, reached=came, maturing=may)
            for stage, (came, may) in zip(STAGES, stages, strict=True)
        )
        return Cohort(month=date(2026, month, 1), cases=100, stages=tuple(reached))

    cohorts = (
        cohort(1, (100, 0), (80, 0), (41, 0), (40, 0)),
        cohort(2, (100, 0), (70, 3), (31, 20), (0, 51)),
        cohort(3, (100, 0), (2, 90), (0, 92), (0, 92)),
    )
    return Funnel(stream_id="S", within_days=90, cohorts=cohorts)


def a_timeline() -> Timeline:
    def stay(
        stage: str, visit: int, begin: int, work: int | None, end: int | None, how: str
    ) -> Stay:
        return Stay(
            stage_id=stage,
            visit=visit,
            entered=BEGIN + begin * DAY,
            started=None if work is None else BEGIN + work * DAY,
            exited=None if end is None else BEGIN + end * DAY,
            outcome=how,
            resource="Ada",
        )

    stays = (
        stay("S.1", 1, 0, 1, 4, "passed"),
        stay("S.2", 1, 4, 30, 33, "reopened"),
        stay("S.1", 2, 33, 33, 33, "passed"),
        stay("S.2", 2, 33, None, None, ""),
    )
    return Timeline(case_id="S-1040", stays=stays, as_of=BEGIN + 70 * DAY)


def a_control_chart(drawn: Drawn) -> str:
    values = (20.0, 24.0, 19.0, 23.0, 22.0, 21.0, 55.0, 23.0, 20.0)
    samples = [Sample(label=f"2026-0{month}", value=each) for month, each in enumerate(values, 1)]
    measured = Measured(
        title="Build: median days",
        say=lambda x: f"{x:.1f} days",
        axis=lambda x: f"{x:g} d",
        target=18,
    )
    return control_picture(xmr_chart(samples), measured, drawn)


def a_chart_of_shares(drawn: Drawn) -> str:
    samples = [Sample(label=f"2026-0{month}", value=0.1, size=10 * month) for month in range(1, 9)]
    measured = Measured(
        title="Build: sent back", say=lambda x: f"{x:.1%}", axis=lambda x: f"{x:.0%}"
    )
    return control_picture(p_chart(samples), measured, drawn)


def many_signals(drawn: Drawn) -> str:
    samples = [
        Sample(label=f"2026-W{week}", value=20 + 3 * (week // 20) + week % 3)
        for week in range(10, 50)
    ]
    measured = Measured(title="Build by week", say=lambda x: f"{x:.1f} days", axis=str)
    return control_picture(xmr_chart(samples), measured, drawn)


def too_few_for_limits(drawn: Drawn) -> str:
    measured = Measured(title="Build", say=str, axis=str)
    return control_picture(xmr_chart([Sample(label="2026-01", value=1)]), measured, drawn)


NOBODY = Timeline(case_id="S-1", stays=(), as_of=BEGIN)
NO_FUNNEL = Funnel(stream_id="S", within_days=90, cohorts=())
NO_MAP = ProcessMap(stream_id="S", stages=a_map().stages, moves=(), cases=0, all_cases=0)

PICTURES: Mapping[str, Callable[[Drawn], str]] = {
    "process map": lambda drawn: process_map_picture(a_map(), drawn, title=TITLE),
    "cumulative flow": lambda drawn: cumulative_flow_picture(a_flow(), drawn, title=TITLE),
    "ageing": lambda drawn: ageing_picture(ages(), drawn, title=TITLE),
    "waiting and work": lambda drawn: bottleneck_picture(times(), drawn, title=TITLE),
    "control chart": a_control_chart,
    "chart of shares": a_chart_of_shares,
    "many signals": many_signals,
    "funnel": lambda drawn: funnel_picture(a_funnel(), drawn, title=TITLE),
    "timeline": lambda drawn: timeline_picture(a_timeline(), drawn),
}
EMPTY: Mapping[str, Callable[[Drawn], str]] = {
    "process map": lambda drawn: process_map_picture(NO_MAP, drawn, title=TITLE),
    "cumulative flow": lambda drawn: cumulative_flow_picture(None, drawn, title=TITLE),
    "ageing": lambda drawn: ageing_picture(Ageing(stream_id="S", stages=()), drawn, title=TITLE),
    "waiting and work": lambda drawn: bottleneck_picture((), drawn, title=TITLE),
    "control chart": too_few_for_limits,
    "funnel": lambda drawn: funnel_picture(NO_FUNNEL, drawn, title=TITLE),
    "timeline": lambda drawn: timeline_picture(NOBODY, drawn),
}
