"""When cases come."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from penstock.simulation.arrivals import DAYS_PER_MONTH, arrivals, expected_per_day
from tests.unit.simulation.small_world import company, stream

SEASONS = (0.5, 0.5, 1, 1, 2, 2, 2, 1, 1, 1, 0.5, 0.5)


def test_a_year_has_the_cases_that_the_plan_says() -> None:
    plan = stream(cases_per_month=30, seasons=SEASONS)
    days = [date(2025, 1, 1) + timedelta(each) for each in range(365)]
    expected = sum(expected_per_day(plan, company(), day) for day in days)

    assert expected == pytest.approx(30 * 12, rel=0.02)


def test_a_month_with_twice_the_season_has_twice_the_cases() -> None:
    plan = stream(cases_per_month=30, seasons=SEASONS)
    # Both are Wednesdays.
    april, june = date(2025, 4, 16), date(2025, 6, 18)

    assert expected_per_day(plan, company(), june) == 2 * expected_per_day(plan, company(), april)


def test_cases_come_in_order_between_the_two_days() -> None:
    begin, end = date(2025, 1, 1), date(2026, 1, 1)
    plan = stream(cases_per_month=40)
    found = list(arrivals("TST-01", plan, company(), begin=begin, end=end, seed=1))

    assert all(one < other for one, other in pairwise(found))
    assert begin <= found[0].date()
    assert found[-1].date() <= end
    assert len(found) == pytest.approx(40 * 365 / DAYS_PER_MONTH, rel=0.15)


def test_another_seed_lets_others_come() -> None:
    begin, end = date(2025, 1, 1), date(2025, 3, 1)
    one, other = (
        list(arrivals("TST-01", stream(), company(), begin=begin, end=end, seed=seed))
        for seed in (1, 2)
    )

    assert one != other
