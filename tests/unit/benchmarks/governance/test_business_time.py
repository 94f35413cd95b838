"""The short version of the measurement, and what it would find."""

from datetime import UTC, datetime, timedelta

from benchmarks.governance import business_time, fairness
from benchmarks.governance.business_time import Walk
from penstock.governance.service_levels.business_time import business_time_between
from tests.unit.governance.service_levels.timing import ROUND_THE_CLOCK, local


def test_two_thousand_intervals_are_what_a_walk_through_the_year_counts() -> None:
    found = [figure.name for figure in business_time.figures(2_000, 2) if figure.met is False]

    assert found == []


def test_the_walk_sees_the_hour_that_counting_by_the_wall_forgets() -> None:
    walk = Walk(ROUND_THE_CLOCK)
    start, end = local(ROUND_THE_CLOCK, "2026-03-08"), local(ROUND_THE_CLOCK, "2026-03-09")

    walked = walk.before(end.astimezone(UTC)) - walk.before(start.astimezone(UTC))

    assert walked == business_time_between(ROUND_THE_CLOCK, start, end) == timedelta(hours=23)
    assert end - start == timedelta(hours=24)
    assert len(walk.changes) == 2
    assert walk.before(datetime(2026, 1, 3, tzinfo=UTC)) == timedelta()


def test_a_favour_is_found_more_often_than_none() -> None:
    shares = {figure.name: figure.value for figure in fairness.figures(20)}

    alike, favoured = list(shares.values())[-2:]
    assert alike < favoured
