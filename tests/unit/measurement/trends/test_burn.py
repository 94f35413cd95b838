from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given, settings

from penstock.measurement.trends.burn import stage_times
from tests.logs import BEGIN, ORDER, STREAM, Row, SmallLog, log_of
from tests.random_logs import logs

HOUR, HOUR_US = timedelta(hours=1), 3_600_000_000


def test_waiting_and_work_are_added_up_by_stage() -> None:
    log = log_of([{"stage": ORDER[0]}, {"stage": ORDER[1]}, {"stage": ORDER[0]}])

    first = stage_times(log, STREAM, ORDER)[0]

    assert (first.visits, first.wait_us, first.work_us) == (2, 2 * HOUR_US, 4 * HOUR_US)


def test_a_third_of_three_hours_was_waiting() -> None:
    first = stage_times(log_of([{}]), STREAM, ORDER)[0]

    assert (first.wait_us * 3, first.mean_us) == (first.whole_us, 3 * HOUR_US)


def test_a_visit_without_work_only_waited() -> None:
    log = log_of([{"started": None, "exited": BEGIN + HOUR}])

    first = stage_times(log, STREAM, ORDER)[0]
    assert (first.wait_us, first.whole_us) == (HOUR_US, HOUR_US)


def test_a_stage_that_nobody_left_took_no_time() -> None:
    assert stage_times(log_of(), STREAM, ORDER)[0].mean_us == 0


@settings(max_examples=20, deadline=None)
@given(logs())
def test_sums_are_those_of_the_rows(log: SmallLog) -> None:
    rows = log.rows["visits"]

    times = stage_times(log, STREAM, ORDER)

    assert sum(each.visits for each in times) == len(rows)
    assert sum(each.whole_us for each in times) == sum(
        row["wait_us"] + (row["work_us"] or 0) for row in rows
    )
    assert sum(each.wait_us for each in times) == sum(
        row["wait_us"] + _held_in_work_us(row, log.rows["holds"]) for row in rows
    )


def _held_in_work_us(visit: Row, holds: Sequence[Row]) -> int:
    """Return what a visit was on hold after its work had begun, counted hold by hold."""
    if visit["started"] is None:
        return 0
    own = [hold for hold in holds if all(hold[key] == visit[key] for key in ("case_id", "seq"))]
    spans = [
        min(hold["ended"], visit["exited"]) - max(hold["began"], visit["started"]) for hold in own
    ]
    held = sum((span for span in spans if span > timedelta(0)), timedelta(0))
    return min(held // timedelta(microseconds=1), visit["work_us"] or 0)
