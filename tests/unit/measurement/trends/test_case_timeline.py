from datetime import timedelta

from penstock.measurement.trends.timeline import timeline
from tests.logs import BEGIN, ORDER, log_of


def test_the_stays_of_a_case_are_in_their_order() -> None:
    log = log_of(
        [{"stage": ORDER[0]}, {"stage": ORDER[1], "outcome": "reopened"}],
        open_visits=[{"stage": ORDER[0]}],
    )

    found = [(each.stage_id, each.visit, each.outcome) for each in timeline(log, "C-1").stays]

    assert found == [(ORDER[0], 1, "passed"), (ORDER[1], 1, "reopened"), (ORDER[0], 2, "")]


def test_other_cases_are_not_in_it() -> None:
    log = log_of([{"case_id": "C-1"}, {"case_id": "C-2"}])

    assert len(timeline(log, "C-2").stays) == 1


def test_a_case_that_the_log_does_not_know_has_no_stays() -> None:
    assert timeline(log_of(), "nobody").stays == ()


def test_moments_keep_their_zone() -> None:
    log = log_of([{"entered": BEGIN}], as_of=BEGIN + timedelta(days=1))

    assert timeline(log, "C-1").stays[0].entered == BEGIN
