from datetime import timedelta

from hypothesis import given, settings

from penstock.measurement.trends.ageing import LEAST_VISITS, StageAges, ageing
from tests.logs import BEGIN, ORDER, STREAM, SmallLog, log_of
from tests.random_logs import logs

DAY, DAY_US = timedelta(days=1), 86_400_000_000


def first_stage(log: SmallLog) -> StageAges:
    return ageing(log, STREAM, ORDER).stages[0]


def visits_of_days(*days: int) -> list[dict[str, object]]:
    return [
        {"case_id": f"P-{number}", "entered": BEGIN, "exited": BEGIN + each * DAY}
        for number, each in enumerate(days)
    ]


def open_for_days(*days: int) -> list[dict[str, object]]:
    return [
        {"case_id": f"O-{each}", "entered": BEGIN + (200 - each) * DAY, "started": None}
        for each in days
    ]


def test_the_age_of_a_case_runs_to_the_end_of_the_log() -> None:
    log = log_of(open_visits=open_for_days(12), as_of=BEGIN + 200 * DAY)

    assert [each.age_us for each in first_stage(log).cases] == [12 * DAY_US]


def test_the_oldest_case_is_the_first() -> None:
    log = log_of(open_visits=open_for_days(3, 40, 9), as_of=BEGIN + 200 * DAY)

    assert [each.case_id for each in first_stage(log).cases] == ["O-40", "O-9", "O-3"]


def test_percentiles_are_times_that_visits_took() -> None:
    log = log_of(visits_of_days(*range(1, 101)), as_of=BEGIN + 200 * DAY)

    assert first_stage(log).percentiles_us == (50 * DAY_US, 85 * DAY_US, 95 * DAY_US)


def test_too_few_visits_say_nothing_of_what_is_old() -> None:
    few = visits_of_days(*range(1, LEAST_VISITS))

    ages = first_stage(log_of(few, open_visits=open_for_days(199), as_of=BEGIN + 200 * DAY))

    assert (ages.visits, ages.percentiles_us, ages.beyond) == (LEAST_VISITS - 1, (), ())


def test_a_case_older_than_95_of_100_visits_is_told() -> None:
    history = visits_of_days(*range(1, 101))

    log = log_of(history, open_visits=open_for_days(95, 96), as_of=BEGIN + 200 * DAY)

    assert [each.case_id for each in first_stage(log).beyond] == ["O-96"]


def test_a_stage_that_nobody_declared_stands_behind_the_others() -> None:
    log = log_of(open_visits=[{"stage": "elsewhere"}])

    assert [each.stage_id for each in ageing(log, STREAM, ORDER).stages] == [*ORDER, "elsewhere"]


def test_a_case_that_has_left_its_last_stage_is_in_none() -> None:
    log = log_of(open_visits=[{"exited": BEGIN + DAY, "outcome": "passed"}])

    assert ageing(log, STREAM, ORDER).open_cases == 0


@settings(max_examples=20, deadline=None)
@given(logs())
def test_every_open_visit_is_counted_once(log: SmallLog) -> None:
    inside = [row["case_id"] for row in log.rows["open"] if row["exited"] is None]

    ages = ageing(log, STREAM, ORDER)

    assert sorted(case.case_id for each in ages.stages for case in each.cases) == sorted(inside)
