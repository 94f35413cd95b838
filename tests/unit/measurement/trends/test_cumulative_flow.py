from datetime import date, timedelta

from hypothesis import given, settings

from penstock.measurement.trends.cumulative_flow import (
    CumulativeFlow,
    cumulative_flow,
    flow_of,
    steps_of,
)
from tests.logs import BEGIN, ORDER, STREAM, SmallLog, log_of
from tests.random_logs import logs

DAY = timedelta(days=1)


def drawn(log: SmallLog) -> CumulativeFlow:
    flow = cumulative_flow(log, STREAM, ORDER)
    assert flow is not None
    return flow


def a_case_that_ends() -> list[dict[str, object]]:
    """Three days in the first stage, two in the second, and over."""
    second = BEGIN + 3 * DAY
    return [
        {"stage": ORDER[0], "entered": BEGIN, "exited": second},
        {
            "stage": ORDER[1],
            "entered": second,
            "exited": second + 2 * DAY,
            "closes": True,
            "recorded_at": second + 2 * DAY,
        },
    ]


def test_a_case_stands_in_the_band_of_the_stage_it_has_come_to() -> None:
    flow = drawn(log_of(a_case_that_ends()))

    assert [flow.bands(day) for day in range(flow.days)] == [
        (1, 0, 0, 0, 0),
        (1, 0, 0, 0, 0),
        (1, 0, 0, 0, 0),
        (0, 1, 0, 0, 0),
        (0, 1, 0, 0, 0),
        (0, 0, 0, 0, 0),
    ]


def test_the_days_run_from_the_first_entry_to_the_end_of_the_log() -> None:
    flow = drawn(log_of(a_case_that_ends(), as_of=BEGIN + 30 * DAY))

    assert (flow.first_day, flow.last_day) == (date(2026, 1, 5), date(2026, 2, 4))


def test_lead_time_is_the_way_from_the_line_of_arrivals_to_that_of_endings() -> None:
    flow = drawn(log_of(a_case_that_ends()))

    assert [flow.lead_days(day) for day in range(flow.days)] == [None, None, None, None, None, 5]


def test_a_case_that_was_sent_back_keeps_the_furthest_stage_it_came_to() -> None:
    sent_back = [
        {"stage": ORDER[0]},
        {"stage": ORDER[1], "outcome": "reopened"},
    ]

    flow = drawn(log_of(sent_back, open_visits=[{"stage": ORDER[0]}], as_of=BEGIN + DAY))

    assert flow.bands(1) == (0, 1, 0, 0, 0)


def test_a_cancelled_case_is_over() -> None:
    flow = drawn(log_of([{"outcome": "cancelled"}], as_of=BEGIN + DAY))

    assert (flow.in_progress(1), flow.finished[1]) == (0, 1)


def test_a_case_in_a_stage_that_nobody_declared_is_at_the_first() -> None:
    flow = drawn(log_of(open_visits=[{"stage": "elsewhere"}], as_of=BEGIN + DAY))

    assert flow.bands(1) == (1, 0, 0, 0, 0)


def test_a_log_without_cases_has_no_flow() -> None:
    assert cumulative_flow(log_of(), STREAM, ORDER) is None


@settings(max_examples=15, deadline=None)
@given(logs())
def test_bands_never_cross_and_lines_never_fall(log: SmallLog) -> None:
    flow = cumulative_flow(log, STREAM, ORDER)

    for day in range(flow.days if flow else 0):
        assert flow is not None
        assert min(flow.bands(day)) >= 0
        assert sum(flow.bands(day)) == flow.in_progress(day)
    for line in (*flow.reached, flow.finished) if flow else ():
        assert list(line) == sorted(line)


@settings(max_examples=15, deadline=None)
@given(logs())
def test_the_last_day_is_what_counting_case_by_case_gives(log: SmallLog) -> None:
    flow = cumulative_flow(log, STREAM, ORDER)

    counted = (flow.bands(flow.days - 1), flow.finished[-1]) if flow else ((0,) * len(ORDER), 0)
    assert counted == _by_hand(log)


def _by_hand(log: SmallLog) -> tuple[tuple[int, ...], int]:
    furthest: dict[str, int] = {}
    over: set[str] = set()
    for row in (*log.rows["visits"], *log.rows["open"]):
        position = ORDER.index(row["stage"]) if row["stage"] in ORDER else 0
        furthest[row["case_id"]] = max(position, furthest.get(row["case_id"], 0))
        if row["closes"] or row["outcome"] == "cancelled":
            over.add(row["case_id"])
    under_way = [position for case, position in furthest.items() if case not in over]
    return tuple(under_way.count(position) for position in range(len(ORDER))), len(over)


@settings(max_examples=10, deadline=None)
@given(logs(), logs())
def test_the_steps_of_two_parts_add_up_to_those_of_the_whole(one: SmallLog, two: SmallLog) -> None:
    renamed = [{**row, "case_id": f"other {row['case_id']}"} for row in two.rows["visits"]]
    still = [{**row, "case_id": f"other {row['case_id']}"} for row in two.rows["open"]]
    other = {"visits": renamed, "open": still}
    whole = {name: [*one.rows[name], *other[name]] for name in other}
    end = max(one.as_of, two.as_of)

    added = steps_of(one, STREAM, ORDER) + steps_of(SmallLog(end, other), STREAM, ORDER)

    assert added == steps_of(SmallLog(end, whole), STREAM, ORDER)


def test_days_without_a_step_repeat_the_day_before() -> None:
    begin = date(2026, 1, 5)

    flow = flow_of(
        {(0, begin): 2, (1, begin + 2 * DAY): 1}, STREAM, ["a"], last_day=begin + 3 * DAY
    )

    assert flow is not None
    assert (flow.reached, flow.finished) == (((2, 2, 2, 2),), (0, 0, 1, 1))
