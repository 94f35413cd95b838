from datetime import date, timedelta

from hypothesis import given, settings

from penstock.measurement.trends.funnel import Funnel, funnel
from tests.logs import BEGIN, ORDER, STREAM, SmallLog, log_of
from tests.random_logs import logs

DAY = timedelta(days=1)


def of_case(*, second_after_days: int | None, as_of_days: int) -> Funnel:
    second = [] if second_after_days is None else [{"stage": ORDER[1]}]
    left = BEGIN + timedelta(days=second_after_days or 0)
    first = {"stage": ORDER[0], "entered": BEGIN, "exited": left}
    as_of = BEGIN + timedelta(days=as_of_days)
    log = log_of(
        [first] if second else [], open_visits=second or [first | {"exited": None}], as_of=as_of
    )
    return funnel(log, STREAM, ORDER[:2], within_days=30)


def second_stage(result: Funnel) -> tuple[int, int]:
    stage = result.cohorts[0].stages[1]
    return stage.reached, stage.maturing


def test_a_case_that_came_in_time_has_reached_the_stage() -> None:
    assert second_stage(of_case(second_after_days=30, as_of_days=90)) == (1, 0)


def test_a_case_that_came_too_late_has_not() -> None:
    assert second_stage(of_case(second_after_days=31, as_of_days=90)) == (0, 0)


def test_a_case_that_is_open_and_young_counts_as_maturing() -> None:
    assert second_stage(of_case(second_after_days=None, as_of_days=29)) == (0, 1)


def test_a_case_whose_time_is_over_no_longer_matures() -> None:
    assert second_stage(of_case(second_after_days=None, as_of_days=30)) == (0, 0)


def test_a_young_case_that_was_cancelled_does_not_mature() -> None:
    log = log_of([{"outcome": "cancelled"}], as_of=BEGIN + DAY)

    assert second_stage(funnel(log, STREAM, ORDER[:2], within_days=30)) == (0, 0)


def test_a_case_that_skipped_a_stage_has_come_past_it() -> None:
    log = log_of([{"stage": ORDER[0]}], open_visits=[{"stage": ORDER[2]}])

    reached = [
        each.reached for each in funnel(log, STREAM, ORDER, within_days=30).cohorts[0].stages
    ]

    assert reached == [1, 1, 1, 0, 0]


def test_cohorts_are_the_months_of_the_first_entry() -> None:
    several = [{"case_id": f"C-{days}", "entered": BEGIN + days * DAY} for days in (0, 1, 40)]

    found = funnel(log_of(open_visits=several), STREAM, ORDER, within_days=30).cohorts

    assert [(each.month, each.cases) for each in found] == [
        (date(2026, 1, 1), 2),
        (date(2026, 2, 1), 1),
    ]


def test_months_that_are_not_decided_are_left_out_of_the_whole() -> None:
    several = [{"case_id": f"C-{days}", "entered": BEGIN + days * DAY} for days in (0, 1, 40)]

    decided = funnel(
        log_of(open_visits=several, as_of=BEGIN + 45 * DAY), STREAM, ORDER, within_days=30
    ).decided

    assert decided is not None
    assert decided.cases == 2


@settings(max_examples=20, deadline=None)
@given(logs())
def test_shares_never_rise_and_nobody_has_come_and_matures_at_once(log: SmallLog) -> None:
    for cohort in funnel(log, STREAM, ORDER, within_days=20).cohorts:
        shares = [cohort.share(position) for position in range(len(ORDER))]
        assert shares == sorted(shares, reverse=True)
        assert all(each.reached + each.maturing <= cohort.cases for each in cohort.stages)


@settings(max_examples=20, deadline=None)
@given(logs())
def test_every_case_is_in_one_cohort(log: SmallLog) -> None:
    cases = {row["case_id"] for row in (*log.rows["visits"], *log.rows["open"])}

    cohorts = funnel(log, STREAM, ORDER, within_days=20).cohorts

    assert sum(each.cases for each in cohorts) == len(cases)
